#include "core/claims.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <boost/json/value.hpp>

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

std::optional<std::int64_t> numeric_date(const json::object& claims_set, std::string_view name) {
    const json::value* value = claims_set.if_contains(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    // 2^53: past it a double no longer tells one second from the next.
    constexpr std::int64_t limit = 9007199254740992;
    if (const std::int64_t* whole = value->if_int64()) {
        return *whole > -limit && *whole < limit ? std::optional(*whole) : std::nullopt;
    }
    const double* number = value->if_double();
    if (number == nullptr || !(std::abs(*number) < static_cast<double>(limit))) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(std::floor(*number));
}

std::optional<std::string> text(const json::object& claims_set, std::string_view name) {
    const json::value* value = claims_set.if_contains(name);
    if (value == nullptr || !value->is_string()) {
        return std::nullopt;
    }
    return std::string(value->get_string());
}

std::optional<std::string> account(const json::object& claims_set) {
    const json::value* value = claims_set.if_contains("account");
    if (value == nullptr || !value->is_object()) {
        return std::nullopt;
    }
    return text(value->get_object(), "bss");
}

}  // namespace

std::int64_t plausible_time(const claims& known, std::int64_t clock) {
    constexpr std::int64_t year_2025 = 1735689600;
    return clock < year_2025 ? std::max(clock, known.iat.value_or(clock)) : clock;
}

claims read_claims(const json::object& claims_set) {
    return {
        .exp = numeric_date(claims_set, "exp"),
        .iat = numeric_date(claims_set, "iat"),
        .account = account(claims_set),
        .iam_id = text(claims_set, "iam_id"),
        .sub_type = text(claims_set, "sub_type"),
    };
}

}  // namespace ibmcloud_token
