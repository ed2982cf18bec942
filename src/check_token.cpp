#include "check_token.hpp"

#include <chrono>
#include <string>

#include "core/claims.hpp"
#include "core/duration.hpp"

namespace ibmcloud_token {
namespace {

error_code check_account(const claims& known, const std::string& account, const messages& say) {
    if (!known.account) {
        return say.error(errc::unknown_account);
    }
    return *known.account == account ? error_code{} : say.error(errc::other_account);
}

error_code check_lifetime(const claims& known, const options& asked, std::int64_t now,
                          const messages& say) {
    if (!known.exp) {
        return asked.needs_lifetime ? say.error(errc::unknown_lifetime) : error_code{};
    }
    const std::chrono::seconds left{*known.exp - now};
    if (asked.min_ttl.count() == 0 || left >= asked.min_ttl) {
        return {};
    }
    if (left.count() <= 0) {
        return say.error(errc::token_expired, to_string(-left) + " ago");
    }
    std::string detail = to_string(left) + ", less than --min-ttl " + to_string(asked.min_ttl);
    const std::chrono::seconds whole_life{*known.exp - known.iat.value_or(now)};
    if (left < whole_life && whole_life < asked.min_ttl) {
        detail += "; a new one has " + to_string(whole_life);
    }
    return say.error(errc::token_short_lived, detail);
}

}  // namespace

error_code check_token(const access_token& token, const options& asked, std::int64_t now,
                       const messages& say) {
    const claims& known = token.known_claims();
    if (asked.account) {
        if (const error_code error = check_account(known, *asked.account, say)) {
            return error;
        }
    }
    return check_lifetime(known, asked, now, say);
}

}  // namespace ibmcloud_token
