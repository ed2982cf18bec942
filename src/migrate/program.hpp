#pragma once

#include <string>
#include <vector>

#include "system/caller.hpp"

namespace ibmcloud_token::migrate {

/// Runs ibmcloud-token-migrate with these arguments and returns its exit status.
int run_program(const std::vector<std::string>& arguments, const caller_state& caller);

}  // namespace ibmcloud_token::migrate
