#include "core/verdict.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/ascii.hpp"
#include "core/cli_failure.hpp"
#include "core/masking.hpp"

namespace ibmcloud_token {
namespace {

/// The first line that says more than `FAILED`, which is one or two words in all languages.
std::string first_telling_line(std::string_view text) {
    constexpr std::size_t longest = 200;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        if (std::count_if(line.begin(), line.end(), is_blank) >= 2) {
            // Masked first: of an address that is cut, the first half would be shown.
            return masked(line).substr(0, longest);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

failure why_no_token(const cli_output& seen, failure otherwise) {
    for (const secret* text : {&seen.errors, &seen.output}) {
        if (auto known = read_failure(text->view())) {
            return *std::move(known);
        }
    }
    return otherwise;
}

}  // namespace

result<access_token> find_token(const cli_output& seen, token_kind kind) {
    if (seen.end && (seen.end->status != 0 || seen.end->signal != 0)) {
        const std::string words = first_telling_line(seen.errors.view());
        return why_no_token(
            seen,
            failure(errc::cli_failed, describe(*seen.end) + (words.empty() ? "" : ", ") + words));
    }
    auto token = find_access_token(seen.output.view(), kind);
    if (token.has_value() || token.error().cause() == errc::different_tokens) {
        return token;
    }
    return why_no_token(seen, token.error());
}

}  // namespace ibmcloud_token
