#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// The absolute path of the program `name`. A name with a slash is a path; another is looked for in
/// the folders of `path`, a list as in PATH, of which empty and relative ones are skipped, so that
/// a file in the current directory is not run by accident. Errors: `cli_not_found`,
/// `cli_not_executable`.
result<std::string> find_executable(const std::string& name, std::string_view path);

/// Why exec(3) of the existing file at `path` failed with `error`, a value of errno: `cause`, and
/// for example "'deploy': its interpreter '/bin/zsh' does not exist". `name` is the path as the
/// user typed it.
failure explain_exec_error(errc cause, const std::string& name, const std::string& path, int error);

}  // namespace ibmcloud_token
