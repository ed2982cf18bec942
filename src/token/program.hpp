#pragma once

#include <string>
#include <vector>

#include "system/caller.hpp"

namespace ibmcloud_token {

/// Runs ibmcloud-token with `arguments`, without the program's name, and returns the exit status.
int run_program(const std::vector<std::string>& arguments, const caller_state& caller);

}  // namespace ibmcloud_token
