#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/access_token.hpp"
#include "core/errors.hpp"

namespace ibmcloud_token {

/// Why there is no token.
struct failure {
    errc cause;
    std::string detail;  ///< says more of this case, and can be shown
};

using token_or_failure = std::variant<access_token, failure>;

/// What `text`, which is plain (`plain_text`), tells of the reason for a failure, in this order:
/// words of Go's net package (`network_failure`), error codes of IBM's token service
/// (`login_refused`), English phrases of the CLI (`not_logged_in`). The detail is the words or the
/// code. Nothing if it holds none of them. The codes come before the phrases because no locale
/// changes them.
std::optional<failure> read_failure(std::string_view text);

}  // namespace ibmcloud_token
