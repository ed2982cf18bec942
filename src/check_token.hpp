#pragma once

#include <cstdint>

#include "core/access_token.hpp"
#include "messages.hpp"
#include "options.hpp"

namespace ibmcloud_token {

/// Whether `token` has the account and the life that were asked for at `now`, in seconds since the
/// Epoch. Errors have been reported: `unknown_account`, `other_account`, `unknown_lifetime`,
/// `token_expired`, `token_short_lived`.
error_code check_token(const access_token& token, const options& asked, std::int64_t now,
                       const messages& say);

}  // namespace ibmcloud_token
