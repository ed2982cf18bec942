#pragma once

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "login/options.hpp"
#include "system/caller.hpp"
#include "system/messages.hpp"

namespace ibmcloud_token::login {

/// Logs in, unless the present login has a token that meets the requirements. Returns the token of
/// the login. Tries again after a failure of the network or of IBM's servers, and says so.
///
/// Errors: those of `ibmcloud_cli` and `check`; `no_credential`, `unreadable_input`,
/// `credential_refused`, `login_failed`.
result<access_token> ensure_login(const options& asked, const caller_state& caller,
                                  const messages& log);

}  // namespace ibmcloud_token::login
