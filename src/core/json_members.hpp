#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/secret.hpp"

namespace ibmcloud_token {

struct json_member {
    std::string_view name;  ///< the one that was asked for
    secret value;
    std::size_t depth;  ///< of its object: 1 if that is in no other
};

/// The members called one of `names` that have a string value, of all JSON objects in `text`, which
/// may hold anything else around them. An object that is not well-formed to its end has no members,
/// but whole objects inside it do. Linear in time: no byte is read more often than Boost.JSON lets
/// objects be nested.
std::vector<json_member> find_json_members(std::string_view text,
                                           const std::vector<std::string_view>& names);

}  // namespace ibmcloud_token
