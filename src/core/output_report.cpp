#include "core/output_report.hpp"

#include <chrono>
#include <cstddef>

#include "core/access_token.hpp"
#include "core/ascii.hpp"
#include "core/duration.hpp"
#include "core/masking.hpp"

namespace ibmcloud_token {
namespace {

std::string describe_lifetime(const claims& known, std::int64_t now) {
    if (!known.exp) {
        return {};
    }
    if (*known.exp <= now) {
        return ", expired";
    }
    // NumericDates fit into 54 bits (read_claims), so their differences fit into 64.
    return ", " + to_string(std::chrono::seconds{*known.exp - now}) + " left";
}

/// The kind and the size of a secret run.
std::string describe_run(std::string_view run, std::int64_t now) {
    const auto token = access_token::parse(run);
    const std::string size = ", " + std::to_string(run.size()) + " bytes";
    if (token.has_value()) {
        return "<JWS " + token->alg() + size + describe_lifetime(token->known_claims(), now) + '>';
    }
    if (token.error().cause() == errc::token_cut_short) {
        return "<JWS cut short" + size + '>';
    }
    if (token.error().cause() == errc::refresh_token) {
        return "<refresh token" + size + '>';
    }
    return hidden(run);
}

}  // namespace

std::vector<std::string> describe_output(std::string_view plain, std::int64_t now) {
    constexpr std::size_t most_lines = 40;
    const std::string shown =
        masked_text(plain, [&](std::string_view run) { return describe_run(run, now); });
    std::vector<std::string> lines;
    for (std::string_view rest = shown; !rest.empty();) {
        if (lines.size() == most_lines) {
            lines.emplace_back("and more lines");
            break;
        }
        const std::string line(take_part(rest, '\n'));
        lines.push_back("line " + std::to_string(lines.size() + 1) + ": " + line);
    }
    return lines;
}

}  // namespace ibmcloud_token
