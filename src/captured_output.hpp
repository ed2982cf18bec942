#pragma once

#include <optional>
#include <string>

#include "core/secret.hpp"
#include "messages.hpp"
#include "options.hpp"
#include "system/this_process.hpp"

namespace ibmcloud_token {

/// What the CLI said, now or when somebody captured it, as plain text.
struct captured_output {
    secret output;
    secret errors;
    std::optional<int> wait_status;  ///< as wait(2) has it; nothing if the CLI was not run
};

/// How a wait status of wait(2) says that a child ended: `exit status 1`, `signal 15`.
std::string describe_end(int wait_status);

/// Reads `--input`, or runs `ibmcloud iam oauth-tokens`. Errors have been reported.
result<captured_output> capture_output(const options& asked, const caller_signals& signals,
                                       const messages& say);

}  // namespace ibmcloud_token
