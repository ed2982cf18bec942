#pragma once

#include <optional>
#include <string>

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "core/secret.hpp"
#include "core/token_search.hpp"

namespace ibmcloud_token {

/// The output of a run of the CLI, made now or captured earlier, as plain text (`plain_text`).
struct cli_output {
    secret output;
    secret errors;
    std::optional<int> wait_status;  ///< from wait(2); unknown for captured output
};

/// `exit status 1` or `signal 15`.
std::string describe_end(int wait_status);

/// The token of `kind` in what the CLI printed, or the reason why there is none.
///
/// A run that ended with a non-zero status or by a signal has failed, whatever it printed. Exit
/// status 0 proves nothing: the CLI answers a wrong flag with its help text and 0, so only a token
/// counts. A token on standard error is ignored; the reason for a failure is read there first. If a
/// run fails without another reason and passes on the message of `called_by_cli`, the CLI is a
/// wrapper (`cli_calls_this_program`).
result<access_token> find_token(const cli_output& seen, token_kind kind);

}  // namespace ibmcloud_token
