#pragma once

#include <optional>
#include <string>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "core/token_search.hpp"
#include "messages.hpp"

namespace ibmcloud_token {

/// What the CLI said, now or when somebody captured it, as plain text.
struct captured_output {
    secret output;
    secret errors;
    std::optional<int> wait_status;  ///< as wait(2) has it; nothing if the CLI was not run
};

/// How a wait status of wait(2) says that a child ended: `exit status 1`, `signal 15`.
std::string describe_end(int wait_status);

/// Reads captured output from the file at `path`, or from standard input if that is `-`. Errors
/// have been reported.
result<captured_output> read_captured(const std::string& path, const messages& say);

/// The token of `kind` in what was said, or why there is none.
token_or_failure find_token(const captured_output& seen, token_kind kind);

}  // namespace ibmcloud_token
