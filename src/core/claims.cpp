#include "core/claims.hpp"

#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

// 2^53: a double beyond it skips seconds.
constexpr std::int64_t limit = 9007199254740992;

std::optional<std::int64_t> within_limit(std::int64_t seconds) {
    return seconds > -limit && seconds < limit ? std::optional(seconds) : std::nullopt;
}

/// A string of digits is not a NumericDate, but some services write one.
std::optional<std::int64_t> parse_digits(std::string_view text) {
    std::int64_t seconds = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seconds);
    const bool is_number = !text.empty() && is_digit(text.front()) && rest == end;
    return is_number && error == std::errc{} ? within_limit(seconds) : std::nullopt;
}

std::optional<std::int64_t> numeric_date(const json::object& claims_set, std::string_view name) {
    const json::value* value = claims_set.if_contains(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (const json::string* digits = value->if_string()) {
        return parse_digits({digits->data(), digits->size()});
    }
    if (const std::int64_t* whole = value->if_int64()) {
        return within_limit(*whole);
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
