#pragma once

#include <functional>
#include <string>
#include <vector>

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// A scalar of a YAML document.
struct yaml_scalar {
    std::vector<std::string> path;  ///< The keys above it; `-` for an item of a sequence.
    std::size_t line = 0;           ///< the number of the line that it begins in, from 0
    std::size_t column = 0;         ///< of its key, or of its dash
    bool is_in_flow = false;        ///< It stands in `[…]` or `{…}`.
    mapped_text text;               ///< without its style
};

/// Calls `take` for each scalar in `text` in its order. Reads line by line, and reads on after what
/// is no YAML: templates of Helm and the like are none.
void for_each_scalar(const mapped_text& text, const std::function<void(yaml_scalar)>& take);

}  // namespace ibmcloud_token::migrate
