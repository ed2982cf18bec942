#include "core/requirements.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "core/claims.hpp"
#include "core/duration.hpp"

namespace ibmcloud_token {
namespace {

using std::chrono::seconds;

std::optional<failure> check_account(const claims& known, const std::string& account) {
    if (!known.account) {
        return failure(errc::unknown_account);
    }
    return equal_ignoring_case(*known.account, account)
               ? std::nullopt
               : std::optional(failure(errc::other_account));
}

std::optional<failure> check_lifetime(const claims& known, const requirements& required,
                                      std::int64_t now) {
    if (!known.exp) {
        return required.needs_lifetime ? std::optional(failure(errc::unknown_lifetime))
                                       : std::nullopt;
    }
    // NumericDates fit into 54 bits (read_claims), so their differences fit into 64.
    const seconds left{*known.exp - now};
    const seconds min_ttl = required.min_ttl;
    if (min_ttl.count() == 0) {
        return std::nullopt;
    }
    const std::string asked = ", less than --min-ttl " + to_string(min_ttl);
    if (known.iat && seconds{*known.exp - *known.iat} < min_ttl) {
        const seconds lifetime{std::max<std::int64_t>(0, *known.exp - *known.iat)};
        return failure(errc::lifetime_out_of_reach, to_string(lifetime) + asked);
    }
    if (left >= min_ttl) {
        return std::nullopt;
    }
    if (left.count() <= 0) {
        return failure(errc::token_expired, to_string(-left) + " ago");
    }
    return failure(errc::token_short_lived, to_string(left) + " left" + asked);
}

}  // namespace

std::optional<failure> check(const access_token& token, const requirements& required,
                             std::int64_t now) {
    const claims& known = token.known_claims();
    if (required.account) {
        if (auto wrong = check_account(known, *required.account)) {
            return wrong;
        }
    }
    return check_lifetime(known, required, now);
}

}  // namespace ibmcloud_token
