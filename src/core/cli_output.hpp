#pragma once

#include <optional>
#include <string>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// How a run of the CLI ended.
struct cli_end {
    int status;  ///< the exit status; 0 if a signal ended the run
    int signal;  ///< the signal that ended the run; else 0
};

/// The output of a run of the CLI, made now or captured earlier, as plain text (`plain_text`).
struct cli_output {
    secret output;
    secret errors;
    std::optional<cli_end> end;  ///< absent for captured output: how that run ended is unknown
};

/// `exit status 1` or `signal 15`.
std::string describe(const cli_end& end);

}  // namespace ibmcloud_token
