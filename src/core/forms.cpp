#include "core/forms.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <optional>
#include <string>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

secret joined(std::initializer_list<std::string_view> parts) {
    secret text;
    for (const std::string_view part : parts) {
        text.append(part);
    }
    return text;
}

result<secret> write_bare(const access_token& token, std::int64_t /*now*/) {
    return joined({token.text()});
}

/// RFC 6750 §2.1: credentials = "Bearer" 1*SP b64token
result<secret> write_bearer(const access_token& token, std::int64_t /*now*/) {
    return joined({"Bearer ", token.text()});
}

result<secret> write_header(const access_token& token, std::int64_t /*now*/) {
    return joined({"Authorization: Bearer ", token.text()});
}

template <typename T>
json::value json_or_null(const std::optional<T>& value) {
    return value ? json::value(*value) : json::value(nullptr);
}

/// RFC 3339 §5.6 in UTC. Nothing for years beyond 9999, which that format cannot express.
std::optional<std::string> utc_date_time(std::int64_t seconds_since_epoch) {
    constexpr std::int64_t first = -62167219200;  // 0000-01-01T00:00:00Z
    constexpr std::int64_t last = 253402300799;   // 9999-12-31T23:59:59Z
    if (seconds_since_epoch < first || seconds_since_epoch > last) {
        return std::nullopt;
    }
    const std::chrono::sys_seconds time{std::chrono::seconds{seconds_since_epoch}};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    std::array<char, 24> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()));
    return std::string(text.data(), static_cast<std::size_t>(length));
}

result<secret> write_json(const access_token& token, std::int64_t now) {
    const claims& known = token.known_claims();
    std::optional<std::int64_t> expires_in;
    std::optional<std::string> expires_at_utc;
    if (known.exp) {
        expires_in = *known.exp > now ? *known.exp - now : 0;
        expires_at_utc = utc_date_time(*known.exp);
    }
    const json::object rest{
        {"expires_in", json_or_null(expires_in)},         {"expires_at", json_or_null(known.exp)},
        {"expires_at_utc", json_or_null(expires_at_utc)}, {"issued_at", json_or_null(known.iat)},
        {"account", json_or_null(known.account)},         {"iam_id", json_or_null(known.iam_id)},
        {"subject_type", json_or_null(known.sub_type)},
    };
    const std::string members = json::serialize(rest);
    // The token is inserted between two halves: Boost.JSON would copy it to memory that is not
    // wiped. It has no characters that JSON escapes.
    return joined({R"({"schema":1,"token_type":"Bearer","access_token":")", token.text(), R"(",)",
                   std::string_view(members).substr(1)});
}

/// Removes the white space between the tokens of `text` (RFC 8259 §2), so that it is one line.
std::string compact(const std::string& text) {
    std::string line;
    line.reserve(text.size());
    bool is_in_string = false;
    bool is_escaped = false;
    for (const char c : text) {
        if (is_in_string || std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
            line += c;
        }
        if (c == '"' && !is_escaped) {
            is_in_string = !is_in_string;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    return line;
}

result<secret> write_claims(const access_token& token, std::int64_t /*now*/) {
    return joined({R"({"header":)", compact(token.header()), R"(,"claims":)",
                   compact(token.claims_set()), "}"});
}

result<secret> write_expiry(const access_token& token, std::int64_t /*now*/) {
    const auto& exp = token.known_claims().exp;
    if (!exp) {
        return errc::unknown_lifetime;
    }
    return secret(std::to_string(*exp));
}

constexpr auto forms = std::to_array<form>({
    {"bare", write_bare},
    {"bearer", write_bearer},
    {"header", write_header},
    {"json", write_json},
    {"claims", write_claims},
    {"expiry", write_expiry},
});

}  // namespace

const form* find_form(std::string_view name) {
    const auto* const found =
        std::find_if(forms.begin(), forms.end(), [&](const form& f) { return f.name == name; });
    return found == forms.end() ? nullptr : found;
}

std::string form_names() {
    std::string names;
    for (const form& form : forms) {
        names += names.empty() ? "" : ", ";
        names += form.name;
    }
    return names;
}

}  // namespace ibmcloud_token
