#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/secret.hpp"
#include "system/this_process.hpp"

namespace ibmcloud_token {

/// What is to take the place of this process.
struct command {
    /// The program, which is looked for as execvp(3) does, and its arguments.
    std::vector<std::string> words;
    /// `NAME=value`, instead of what the environment has by these names.
    std::vector<secret> variables;
    /// What its standard input is to hold, if not what the caller gave.
    std::optional<secret> input;
    /// What the file holds whose path takes the place of each `{}` in the arguments.
    std::optional<secret> file;
    /// As the caller had them.
    caller_signals signals;
};

/// True if there is a `{}` to replace in `words`.
bool has_placeholder(const std::vector<std::string>& words);

/// Runs the command in place of this process, and so does not come back, but with an error:
/// `command_not_found`, `command_not_executable`, or what the system says.
error_code become(command command);

}  // namespace ibmcloud_token
