#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// `text` after `edits`, which do not overlap. At one place, what is inserted comes first, in the
/// order of `edits`.
std::string with_edits(std::string_view text, std::vector<edit> edits);

/// True if an edit of one touches an edit of the other.
bool have_conflict(const std::vector<edit>& left, const std::vector<edit>& right);

}  // namespace ibmcloud_token::migrate
