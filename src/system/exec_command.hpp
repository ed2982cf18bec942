#pragma once

#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "system/caller.hpp"
#include "system/environment.hpp"

namespace ibmcloud_token {

/// A program to be executed in place of this process.
struct command {
    std::vector<std::string> words;  ///< the program, found as execvp(3) does, and its arguments
    child_environment environment;
    secret text;
    bool has_input;       ///< `text` is its standard input
    bool has_token_file;  ///< `text` is the content of the file that /dev/fd/token stands for
};

/// True if /dev/fd/token stands in an argument in `words`.
bool has_token_path(const std::vector<std::string>& words);

/// Executes `command` in place of this process, with the signals as `caller` had them. Returns only
/// if that fails: `command_not_found`, `command_not_executable`, `system_refused`.
failure exec_command(command command, const caller_state& caller);

}  // namespace ibmcloud_token
