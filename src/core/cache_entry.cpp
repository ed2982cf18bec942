#include "core/cache_entry.hpp"

#include <cstddef>
#include <utility>
#include <variant>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include "core/printable.hpp"

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

constexpr std::string_view key_name = "key";
constexpr std::string_view before_name = "before";
constexpr std::string_view after_name = "after";
constexpr std::string_view began_name = "began";
constexpr std::string_view ended_name = "ended";
constexpr std::string_view cause_name = "cause";
constexpr std::string_view detail_name = "detail";

template <typename T>
std::optional<T> member(const json::object& members, std::string_view name) {
    const json::value* value = members.if_contains(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    auto converted = json::try_value_to<T>(*value);
    return converted.has_value() ? std::optional(*std::move(converted)) : std::nullopt;
}

std::optional<failure> read_failure_member(const json::object& members) {
    const auto cause = member<int>(members, cause_name);
    const auto detail = member<std::string>(members, detail_name);
    if (!cause || !detail || *cause < 1 || *cause > static_cast<int>(errc::cli_not_found)) {
        return std::nullopt;
    }
    return failure{static_cast<errc>(*cause), masked(*detail)};
}

std::optional<token_or_failure> read_found(const json::object& members, std::string_view text) {
    if (text.empty()) {
        auto why = read_failure_member(members);
        return why ? std::optional<token_or_failure>(*std::move(why)) : std::nullopt;
    }
    if (text.back() != '\n') {
        return std::nullopt;
    }
    text.remove_suffix(1);
    auto token = access_token::parse(text);
    return token.has_value() ? std::optional<token_or_failure>(*std::move(token)) : std::nullopt;
}

}  // namespace

secret write_cache_entry(const cache_entry& entry) {
    json::object members{
        {key_name, entry.key},
        {before_name, json::value_from(entry.before)},
        {began_name, entry.began},
        {ended_name, entry.ended},
    };
    if (entry.after) {
        members[after_name] = json::value_from(*entry.after);
    }
    const auto* const token = std::get_if<access_token>(&entry.found);
    if (token == nullptr) {
        const auto& why = std::get<failure>(entry.found);
        members[cause_name] = static_cast<int>(why.cause);
        members[detail_name] = why.detail;
    }
    secret text(json::serialize(members));
    text.append('\n');
    if (token != nullptr) {
        text.reserve(text.size() + token->text().size() + 1);
        text.append(token->text());
        text.append('\n');
    }
    return text;
}

std::optional<cache_entry> read_cache_entry(std::string_view bytes) {
    const std::size_t line_end = bytes.find('\n');
    if (line_end == std::string_view::npos) {
        return std::nullopt;
    }
    error_code error;
    const json::value line = json::parse(bytes.substr(0, line_end), error);
    if (error.failed() || !line.is_object()) {
        return std::nullopt;
    }
    const json::object& members = line.get_object();
    auto key = member<std::string>(members, key_name);
    const auto before = member<file_state>(members, before_name);
    const auto began = member<std::int64_t>(members, began_name);
    const auto ended = member<std::int64_t>(members, ended_name);
    auto found = read_found(members, bytes.substr(line_end + 1));
    if (!key || !before || !began || !ended || !found) {
        return std::nullopt;
    }
    return cache_entry{*std::move(key), *before, member<file_state>(members, after_name),
                       *began,          *ended,  *std::move(found)};
}

}  // namespace ibmcloud_token
