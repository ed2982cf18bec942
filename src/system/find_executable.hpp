#pragma once

#include <string>
#include <string_view>

#include "core/errors.hpp"

namespace ibmcloud_token {

/// The absolute path of the program `name`. One with a slash is a path; another is looked for in
/// the folders of `path`, a list as in PATH, of which empty and relative ones are skipped: what
/// lies in the current directory is not run by accident. Errors: `cli_not_found`,
/// `cli_not_executable`.
result<std::string> find_executable(const std::string& name, std::string_view path);

}  // namespace ibmcloud_token
