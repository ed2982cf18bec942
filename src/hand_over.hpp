#pragma once

#include <cstdint>
#include <string_view>

#include "core/access_token.hpp"
#include "core/errors.hpp"
#include "messages.hpp"
#include "options.hpp"
#include "system/this_process.hpp"

namespace ibmcloud_token {

/// Hands `token` to whom the user named: standard output, a file, a command, a shell, GitHub
/// Actions. With a command it does not come back. `now` is in seconds since the Epoch. Errors have
/// been reported.
error_code hand_over(const access_token& token, const options& asked, std::int64_t now,
                     const caller_signals& signals, const messages& say);

/// Writes the last that goes to standard output, and closes it, so that what a file system puts off
/// until then is heard of, too. Errors have been reported.
error_code write_output(std::string_view bytes, const messages& say);

}  // namespace ibmcloud_token
