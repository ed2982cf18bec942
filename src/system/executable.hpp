#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// The folders of a list as in PATH in which a program is looked for. An empty one is the current
/// directory.
enum class path_folders { absolute, all };

/// The absolute path of the program `name`. A name with a slash is a path; another is looked for in
/// the `folders` of `path`, of which empty and relative ones are skipped by default, so that a file
/// in the current directory is not run by accident. Errors: `cli_not_found`, `cli_not_executable`.
result<std::string> find_executable(const std::string& name, std::string_view path,
                                    path_folders folders = path_folders::absolute);

/// True if the file at `path` is text without a `#!` line. Programs in machine code have a NUL
/// among their first bytes.
bool is_plain_script(const std::string& path);

/// Why exec(3) of the existing file at `path` failed with `error`, a value of errno: `cause`, and
/// for example "'deploy': its interpreter '/bin/zsh' does not exist". `name` is the path as the
/// user typed it.
failure explain_exec_error(errc cause, const std::string& name, const std::string& path, int error);

}  // namespace ibmcloud_token
