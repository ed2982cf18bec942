#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/access_token.hpp"
#include "core/failure.hpp"

namespace ibmcloud_token {

/// The lifetime that a token needs to be of use: IBM's services refuse the last seconds, and the
/// CLI renews a token with less.
constexpr std::chrono::seconds min_usable_lifetime{10};

/// The properties that a token must have before it is handed over.
struct requirements {
    std::optional<std::string> account;  ///< the claim `account.bss`, in lower case
    std::chrono::seconds min_ttl;        ///< the least lifetime left; 0 accepts any token
    bool needs_lifetime;                 ///< refuse a token without an `exp` claim
};

/// The first requirement that `token` does not meet; nothing if it meets all. `now` is in seconds
/// since the Epoch.
std::optional<failure> check(const access_token& token, const requirements& required,
                             std::int64_t now);

}  // namespace ibmcloud_token
