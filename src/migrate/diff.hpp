#pragma once

#include <string>
#include <string_view>

namespace ibmcloud_token::migrate {

/// The change from `before` to `after`, the file at `path`, as a unified diff with three lines of
/// context, as patch(1) and `git apply` read it. Empty if there is none.
std::string unified_diff(const std::string& path, std::string_view before, std::string_view after);

}  // namespace ibmcloud_token::migrate
