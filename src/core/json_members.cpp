#include "core/json_members.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is not of ISO C

#include "core/errors.hpp"

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

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
        members_.clear();
        key_.resize(0);
        value_ = secret{};
        wanted_ = names_->end();
        depth_ = 0;
    }

    std::vector<json_member>& members() { return members_; }

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
            value_.append({part.data(), part.size()});
        }
        return true;
    }
    bool on_string(json::string_view part, std::size_t size, error_code& error) {
        on_string_part(part, size, error);
        if (is_wanted()) {
            members_.push_back({*wanted_, std::exchange(value_, secret{}), depth_});
        }
        return other_value();
    }

    bool on_object_begin(error_code& /*error*/) {
        ++depth_;
        return other_value();
    }
    bool on_object_end(std::size_t /*size*/, error_code& /*error*/) {
        --depth_;
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

    const std::vector<std::string_view>* names_;
    std::vector<std::string_view>::const_iterator wanted_;  ///< the last name, if it is one of them
    std::vector<json_member> members_;
    // What is a name here may be a token in output that is odd enough.
    secret key_;
    secret value_;
    std::size_t depth_ = 0;
};

/// Where the next object with a member may begin: a brace and, after white space (RFC 8259 §2), a
/// quotation mark.
std::size_t find_object(std::string_view text, std::size_t start) {
    std::size_t at = text.find('{', start);
    while (at != std::string_view::npos) {
        const std::size_t name = text.find_first_not_of(" \t\r\n", at + 1);
        if (name != std::string_view::npos && text[name] == '"') {
            return at;
        }
        at = text.find('{', std::min(name, text.size()));
    }
    return at;
}

/// Overwrites what the parser has left on the stack: it takes strings with escapes apart there.
[[gnu::noinline]] void wipe_used_stack() {
    std::array<char, std::size_t{32} * 1024> used;  // NOLINT(*-member-init): it is what is there.
    ::explicit_bzero(used.data(), used.size());
}

}  // namespace

std::vector<json_member> find_json_members(std::string_view text,
                                           const std::vector<std::string_view>& names) {
    std::vector<json_member> found;
    json::basic_parser<member_collector> parser(json::parse_options{}, names);
    bool has_parsed = false;
    std::size_t at = find_object(text, 0);
    while (at != std::string_view::npos) {
        parser.reset();
        parser.handler().start();
        error_code error;
        const std::size_t length =
            parser.write_some(true, text.data() + at, text.size() - at, error);
        const bool is_whole = !error.failed() && parser.done();
        if (is_whole) {
            auto& members = parser.handler().members();
            std::move(members.begin(), members.end(), std::back_inserter(found));
        }
        has_parsed = true;
        at = find_object(text, at + (is_whole ? length : 1));
    }
    if (has_parsed) {
        wipe_used_stack();
    }
    return found;
}

}  // namespace ibmcloud_token
