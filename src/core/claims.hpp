#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/json/object.hpp>

namespace ibmcloud_token {

/// The claims of an IAM access token that this program uses. A claim that is missing, or that has a
/// value of the wrong type, is absent. Times are NumericDates (RFC 7519 §2), seconds since
/// 1970-01-01T00:00:00Z without fractions; a string of digits counts as that number.
struct claims {
    std::optional<std::int64_t> exp;
    std::optional<std::int64_t> iat;
    std::optional<std::string> account;  ///< `account.bss`
    std::optional<std::string> iam_id;
    std::optional<std::string> sub_type;
};

claims read_claims(const boost::json::object& claims_set);

}  // namespace ibmcloud_token
