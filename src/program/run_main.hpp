#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "system/caller.hpp"

namespace ibmcloud_token {

/// Runs a program with its arguments, without its own name, and returns the exit status.
using program_function = int (*)(const std::vector<std::string>& arguments,
                                 const caller_state& caller);

/// The body of `main` of the program `name`: prepares this process and reports what `run` throws.
int run_main(std::string_view name, int argc, char** argv, program_function run);

}  // namespace ibmcloud_token
