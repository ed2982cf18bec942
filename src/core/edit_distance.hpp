#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// How many characters have to be added, left out or replaced to make `to` of `from`. Takes time
/// and memory in proportion to both lengths.
std::size_t edit_distance(std::string_view from, std::string_view to);

}  // namespace ibmcloud_token
