#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/errors.hpp"

namespace ibmcloud_token {

/// Why the CLI failed.
struct failure {
    errc cause;  ///< `network_failure`, `login_refused` or `not_logged_in`
    std::string
        key;  ///< the words or the code that say more of it, which are known and can be shown
};

/// What `text`, which is plain (`plain_text`), tells of the reason for a failure, in this order:
/// words of Go's net package, error codes of IBM's token service, English phrases of the CLI.
/// Nothing if it holds none of them. The codes come before the phrases because no locale changes
/// them.
std::optional<failure> read_failure(std::string_view text);

}  // namespace ibmcloud_token
