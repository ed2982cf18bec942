#pragma once

#include "options.hpp"
#include "system/this_process.hpp"

namespace ibmcloud_token {

/// Does what was asked for, and gives back the exit status.
int run_program(const options& asked, const caller_signals& signals);

}  // namespace ibmcloud_token
