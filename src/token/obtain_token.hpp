#pragma once

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "system/caller.hpp"
#include "system/messages.hpp"
#include "token/options.hpp"

namespace ibmcloud_token {

/// The token that `asked` describes: from captured output, from the configuration of the CLI, or
/// from a run of the CLI. It meets the requirements. Writes lines for --verbose.
result<access_token> obtain_token(const options& asked, const caller_state& caller,
                                  const messages& log);

}  // namespace ibmcloud_token
