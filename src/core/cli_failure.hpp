#pragma once

#include <optional>
#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// The reason for a failure of the CLI, read from its standard error and its standard output, both
/// plain (`plain_text`). Three lists are tried in this order, each on `errors` first:
///
///   1. failures of the network (`network_failure`) or of IBM's servers (`servers_failed`), because
///      the CLI words many of them as "not logged in";
///   2. refusals of IBM's token service (`login_refused`), because no locale changes its codes;
///   3. English phrases of the CLI (`not_logged_in`).
///
/// Case does not matter, nor how many blanks are between words and beside a colon. The detail of
/// the first two lists is the matching words. Nothing if no list has a match. Linear in time.
std::optional<failure> read_failure(std::string_view errors, std::string_view output = {});

}  // namespace ibmcloud_token
