#pragma once

#include <string>
#include <string_view>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// Writes the line that sets the variable `name` to `value` and hands it to programs that are run
/// then. What reads the line takes exactly `value`, which has no control bytes.
using assignment_writer = secret (*)(std::string_view name, std::string_view value);

/// A language in which a variable can be set.
struct shell {
    std::string_view name;
    assignment_writer write;
};

/// The shell called `name`; null if there is none.
const shell* find_shell(std::string_view name);

/// The names of all shells, as a message lists them.
std::string shell_names();

/// True if `name` is a name of POSIX (XBD 3.216): letters, digits and underscores, no digit in
/// front.
bool is_variable_name(std::string_view name);

}  // namespace ibmcloud_token
