#pragma once

#include <string>
#include <string_view>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// Formats the line that sets the environment variable `name` to exactly `value`, which has no
/// control bytes.
using assignment_writer = secret (*)(std::string_view name, std::string_view value);

/// `NAME=value`, as GitHub Actions reads it from $GITHUB_ENV.
secret write_plain_assignment(std::string_view name, std::string_view value);

/// A shell, or another reader of assignments.
struct shell {
    std::string_view name;
    assignment_writer write;
};

/// The shell called `name`; null if there is none.
const shell* find_shell(std::string_view name);

/// The names of all shells, separated by commas.
std::string shell_names();

/// True for a POSIX name (XBD 3.216): letters, digits and underscores, without a digit in front.
bool is_variable_name(std::string_view name);

}  // namespace ibmcloud_token
