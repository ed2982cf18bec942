#pragma once

#include "core/access_token.hpp"
#include "messages.hpp"
#include "options.hpp"
#include "system/this_process.hpp"

namespace ibmcloud_token {

/// The token that was asked for, from captured output or a run of the CLI, not yet checked for its
/// account and lifetime. Errors have been reported.
result<access_token> obtain_token(const options& asked, const caller_signals& signals,
                                  const messages& say);

}  // namespace ibmcloud_token
