#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/json/object.hpp>

namespace ibmcloud_token {

/// The claims of an IAM access token that this program speaks of. What the token does not say, or
/// says with a value of the wrong type, is absent. Times are NumericDates (RFC 7519 §2): seconds
/// since 1970-01-01T00:00:00Z, fractions dropped.
struct claims {
    std::optional<std::int64_t> exp;
    std::optional<std::int64_t> iat;
    std::optional<std::string> account;  ///< `account.bss`
    std::optional<std::string> iam_id;
    std::optional<std::string> sub_type;
};

/// `clock`, in seconds since the Epoch, or the time when the token was issued if a clock that shows
/// `clock` was never set: it is in a year before this program.
std::int64_t plausible_time(const claims& known, std::int64_t clock);

claims read_claims(const boost::json::object& claims_set);

}  // namespace ibmcloud_token
