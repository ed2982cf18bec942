#pragma once

#include <string>
#include <string_view>

#include "core/errors.hpp"

namespace ibmcloud_token {

/// Appends `lines` to the file at `path`, after a line's end if the file has none at its end.
/// Error: what the system says.
error_code append_lines(const std::string& path, std::string_view lines);

/// Takes `lines` off the end of the file at `path`, if they are what it ends with. True if that was
/// done.
bool remove_last_lines(const std::string& path, std::string_view lines);

}  // namespace ibmcloud_token
