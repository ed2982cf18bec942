#include "program/common_options.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/ascii.hpp"
#include "core/duration.hpp"
#include "core/masking.hpp"

namespace ibmcloud_token {
namespace {

result<std::chrono::seconds> read_duration(const command_line& line, const std::string& option,
                                           std::chrono::seconds usual) {
    const auto text = line.value(option);
    const auto duration = text ? parse_duration(*text) : usual;
    if (!duration) {
        return failure(errc::usage,
                       "--" + option + ' ' + quoted_typed(*text) +
                           ": expected a whole number with s, m or h, at most 2147483647s");
    }
    return *duration;
}

}  // namespace

result<std::chrono::seconds> read_timeout(const command_line& line) {
    constexpr std::chrono::seconds usual{120};
    auto timeout = read_duration(line, "timeout", usual);
    if (timeout.has_value() && timeout->count() == 0) {
        return failure(errc::usage, "--timeout must be at least 1s");
    }
    return timeout;
}

result<requirements> read_requirements(const command_line& line,
                                       std::chrono::seconds usual_min_ttl) {
    const auto min_ttl = read_duration(line, "min-ttl", usual_min_ttl);
    if (min_ttl.has_error()) {
        return min_ttl.error();
    }
    requirements required{std::nullopt, *min_ttl, line.has("min-ttl") && min_ttl->count() > 0};
    if (const auto typed = line.value("account")) {
        required.account = parse_account(*typed);
        if (!required.account) {
            return failure(errc::usage, "--account " + quoted_typed(*typed) +
                                            ": expected an account ID, 32 hexadecimal digits");
        }
    }
    return required;
}

std::optional<std::string> parse_account(std::string_view typed) {
    constexpr std::size_t digits = 32;
    if (typed.starts_with("a/")) {
        typed.remove_prefix(2);
    }
    std::string account(typed);
    std::transform(account.begin(), account.end(), account.begin(), to_lower);
    if (account.size() != digits ||
        account.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return std::nullopt;
    }
    return account;
}

}  // namespace ibmcloud_token
