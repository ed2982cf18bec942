#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token {

/// The value of the variable `name`; empty if it is empty or not set, which this program, like the
/// CLI, never tells apart.
std::string_view environment_value(const char* name);

/// True if the CLI can find its configuration by HOME or one of the variables that stand in for it.
/// If it can not, it uses the current directory.
bool has_cli_home();

/// The directory in which the CLI keeps its configuration, if it is there.
std::string cli_config_directory();

/// The caller's environment, `NAME=value` each and null at the end, with what makes the CLI's
/// output plain, quiet and English: no colour, no trace, no notice of a new version, and the locale
/// C, over which LANGUAGE would win. The CLI takes the first of IBMCLOUD_X and BLUEMIX_X that is
/// not empty.
std::vector<const char*> cli_environment();

}  // namespace ibmcloud_token
