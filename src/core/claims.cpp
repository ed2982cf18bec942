#include "core/claims.hpp"

#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

std::optional<double> to_number(const json::value& value) {
    boost::system::error_code error;
    const json::string* const digits = value.if_string();
    if (digits == nullptr) {
        const auto number = value.to_number<double>(error);
        return error.failed() ? std::nullopt : std::optional(number);
    }
    // A string of digits is not a NumericDate, but some services write one.
    std::uint64_t number = 0;
    const char* const end = digits->data() + digits->size();
    const auto [rest, wrong] = std::from_chars(digits->data(), end, number);
    return rest == end && wrong == std::errc{} ? std::optional(static_cast<double>(number))
                                               : std::nullopt;
}

std::optional<std::int64_t> numeric_date(const json::object& claims_set, std::string_view name) {
    // 2^53: a double beyond it skips seconds.
    constexpr double limit = 9007199254740992;
    const json::value* value = claims_set.if_contains(name);
    const auto number = value == nullptr ? std::nullopt : to_number(*value);
    return number && std::abs(*number) < limit
               ? std::optional(static_cast<std::int64_t>(std::floor(*number)))
               : std::nullopt;
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
