#pragma once

#include <cstdint>

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "system/caller.hpp"
#include "token/options.hpp"

namespace ibmcloud_token {

/// Delivers `token` to standard output, a file, a command, or GitHub Actions. With a command it
/// returns only on failure. `now` is in seconds since the Epoch. Errors: `unknown_lifetime`,
/// `system_refused`, `cant_create_output`, `write_failed`, `command_not_found`,
/// `command_not_executable`.
result<void> deliver(const access_token& token, const token_destination& destination,
                     std::int64_t now, const caller_state& caller);

}  // namespace ibmcloud_token
