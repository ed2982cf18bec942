#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace ibmcloud_token {

struct json_member {
    std::string_view name;   ///< the one that was asked for
    std::string_view value;  ///< lives no longer than the call that hands it over
    std::size_t depth;       ///< of its object: 1 if that is in no other
};

using json_member_taker = std::function<void(const json_member&)>;

/// How deep objects and arrays may be nested. One that would be deeper is read as if it stood
/// alone, and the objects around it as if they did not end.
constexpr std::size_t max_json_depth = 256;

/// Hands to `take` the members called one of `names` that have a string value, of all JSON objects
/// in `text`, which may hold anything else around them. An object that is not well-formed to its
/// end has no members, but whole objects inside it do. The names are of letters, digits, `-` and
/// `_`. Linear in time: no byte is parsed more than twice.
void find_json_members(std::string_view text, const std::vector<std::string_view>& names,
                       const json_member_taker& take);

}  // namespace ibmcloud_token
