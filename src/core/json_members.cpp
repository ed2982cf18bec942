#include "core/json_members.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

#include "core/secret.hpp"

namespace ibmcloud_token {
namespace {

namespace json = boost::json;
using boost::system::error_code;

/// Hears of everything in one JSON value from Boost.JSON's parser, and keeps the members asked for.
/// That every name counts, and each time it comes, is why a `json::value` would not do: of a name
/// that comes twice it keeps one.
class member_collector {
public:
    static constexpr auto max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr auto max_array_size = max_object_size;
    static constexpr auto max_key_size = max_object_size;
    static constexpr auto max_string_size = max_object_size;

    explicit member_collector(const std::vector<std::string_view>& names)
        : names_(&names),
          wanted_(names.end()) {}

    /// Forgets the value before.
    void start() {
        key_.resize(0);
        values_.resize(0);
        members_.clear();
        unended_.clear();
        wanted_ = names_->end();
    }

    /// The members of the objects that have ended.
    void give(const json_member_taker& take) const {
        std::size_t start = 0;
        for (std::size_t i = 0; i < members_.size(); ++i) {
            const auto& [name, end, depth] = members_[i];
            const auto around = std::upper_bound(unended_.begin(), unended_.end(), i);
            const auto unended = static_cast<std::size_t>(around - unended_.begin());
            if (depth > unended) {
                take({*name, values_.view().substr(start, end - start), depth - unended});
            }
            start = end;
        }
    }

    bool on_key_part(json::string_view part, std::size_t /*size*/, error_code& /*error*/) {
        key_.append({part.data(), part.size()});
        return true;
    }
    bool on_key(json::string_view part, std::size_t size, error_code& error) {
        on_key_part(part, size, error);
        wanted_ = std::find(names_->begin(), names_->end(), key_.view());
        key_.resize(0);
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t /*size*/, error_code& /*error*/) {
        if (is_wanted()) {
            values_.append({part.data(), part.size()});
        }
        return true;
    }
    bool on_string(json::string_view part, std::size_t size, error_code& error) {
        on_string_part(part, size, error);
        if (is_wanted()) {
            members_.push_back({wanted_, values_.size(), unended_.size()});
        }
        return other_value();
    }

    bool on_object_begin(error_code& /*error*/) {
        unended_.push_back(members_.size());
        return other_value();
    }
    bool on_object_end(std::size_t /*size*/, error_code& /*error*/) {
        unended_.pop_back();
        return true;
    }
    bool on_array_begin(error_code& /*error*/) { return other_value(); }
    bool on_int64(std::int64_t /*number*/, json::string_view /*text*/, error_code& /*error*/) {
        return other_value();
    }
    bool on_uint64(std::uint64_t /*number*/, json::string_view /*text*/, error_code& /*error*/) {
        return other_value();
    }
    bool on_double(double /*number*/, json::string_view /*text*/, error_code& /*error*/) {
        return other_value();
    }
    bool on_bool(bool /*value*/, error_code& /*error*/) { return other_value(); }
    bool on_null(error_code& /*error*/) { return other_value(); }

    // What is left says nothing of members.
    static bool on_document_begin(error_code& /*error*/) { return true; }
    static bool on_document_end(error_code& /*error*/) { return true; }
    static bool on_array_end(std::size_t /*size*/, error_code& /*error*/) { return true; }
    static bool on_number_part(json::string_view /*part*/, error_code& /*error*/) { return true; }
    static bool on_comment_part(json::string_view /*part*/, error_code& /*error*/) { return true; }
    static bool on_comment(json::string_view /*part*/, error_code& /*error*/) { return true; }

private:
    /// The value of the last name has come, or has begun and is not a string.
    bool other_value() {
        wanted_ = names_->end();
        return true;
    }

    [[nodiscard]] bool is_wanted() const { return wanted_ != names_->end(); }

    using name_iterator = std::vector<std::string_view>::const_iterator;

    struct member {
        name_iterator name;
        std::size_t value_end;  ///< in `values_`, where the next one begins
        std::size_t depth;
    };

    const std::vector<std::string_view>* names_;
    name_iterator wanted_;  ///< the last name, if it is one of them
    // What is a name here may be a token in output that is odd enough.
    secret key_;
    secret values_;
    std::vector<member> members_;
    /// Of each object that has begun and not ended, how many members came before it.
    std::vector<std::size_t> unended_;
};

/// RFC 8259 §2.
constexpr bool is_white_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Where the next object with a member may begin: a brace and, after white space, a quotation mark.
std::size_t find_object(std::string_view text, std::size_t start) {
    std::size_t at = text.find('{', start);
    while (at != std::string_view::npos) {
        const auto* const name =
            std::find_if_not(text.begin() + at + 1, text.end(), is_white_space);
        if (name != text.end() && *name == '"') {
            return at;
        }
        at = text.find('{', static_cast<std::size_t>(name - text.begin()));
    }
    return at;
}

/// Where to look for the next object when the parser began at `start` and stopped at `end`. Between
/// them it has seen all but one: what was a string's end to it may be an object's beginning, as in
/// `{"log":"{"a":"1"}"}`.
std::size_t end_of_seen(std::string_view text, std::size_t start, std::size_t end) {
    std::size_t brace = end - 1;
    while (text[brace] != '{' && text[brace] != '}') {
        --brace;
    }
    return text[brace] == '{' && brace > start ? brace : end;
}

/// Overwrites what the parser has left on the stack: it takes strings with escapes apart there.
[[gnu::noinline]] void wipe_used_stack() {
    std::array<char, std::size_t{64} * 1024> used;  // NOLINT(*-member-init): it is what is there.
    wipe(used.data(), used.size());
}

/// True if one of `names` may be a member's, be it with escapes (RFC 8259 §7).
bool may_have_member(std::string_view text, const std::vector<std::string_view>& names) {
    return text.find("\\u") != std::string_view::npos ||
           std::any_of(names.begin(), names.end(), [&](std::string_view name) {
               return text.find(name) != std::string_view::npos;
           });
}

}  // namespace

void find_json_members(std::string_view text, const std::vector<std::string_view>& names,
                       const json_member_taker& take) {
    std::size_t at = find_object(text, 0);
    if (at == std::string_view::npos || !may_have_member(text, names)) {
        return;
    }
    json::parse_options options;
    options.max_depth = max_json_depth;
    json::basic_parser<member_collector> parser(options, names);
    while (at != std::string_view::npos) {
        parser.reset();
        parser.handler().start();
        error_code error;
        const std::size_t length =
            parser.write_some(true, text.data() + at, text.size() - at, error);
        parser.handler().give(take);
        at = find_object(text, end_of_seen(text, at, at + length));
    }
    wipe_used_stack();
}

}  // namespace ibmcloud_token
