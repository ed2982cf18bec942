#pragma once

#include <optional>
#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// The reason for a failure that `text`, which is plain (`plain_text`), tells, in this order: words
/// of Go's net package (`network_failure`), error codes of IBM's token service (`login_refused`),
/// English phrases of the CLI (`not_logged_in`). The detail is the words or the code. The codes
/// come before the phrases because no locale changes them.
std::optional<failure> read_failure(std::string_view text);

}  // namespace ibmcloud_token
