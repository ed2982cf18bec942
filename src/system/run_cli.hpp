#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/secret.hpp"
#include "system/cli_turn.hpp"
#include "system/this_process.hpp"

namespace ibmcloud_token {

/// A run of the CLI.
struct cli_command {
    std::string path;  ///< absolute
    std::vector<std::string> arguments;
    std::vector<const char*> environment;  ///< `NAME=value` each, and null at the end
    caller_signals signals;
    std::chrono::steady_clock::time_point deadline;
    cli_turn* turn;  ///< which the CLI enters
};

/// How a run of the CLI ended, and what it said. Of standard error the two ends are kept.
struct cli_result {
    int wait_status;  ///< as wait(2) has it
    secret output;
    secret errors;
};

/// Runs the CLI to its end. A status other than 0 is no error here: only the caller knows what this
/// CLI means by it. Errors: `timed_out`, `too_much_output` (1 MiB), `cli_not_executable`, or what
/// the system says. After an error, and when SIGINT, SIGTERM or SIGHUP ends this process, nothing
/// of the CLI's process group is left.
result<cli_result> run_cli(const cli_command& command);

}  // namespace ibmcloud_token
