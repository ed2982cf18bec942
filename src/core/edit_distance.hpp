#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// The Levenshtein distance: how many characters must be added, removed or replaced to turn `from`
/// into `to`. The time is proportional to the product of both lengths.
std::size_t edit_distance(std::string_view from, std::string_view to);

}  // namespace ibmcloud_token
