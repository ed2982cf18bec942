#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace ibmcloud_token {

/// The text that takes the place of `run`, which is secret.
using run_replacement = std::function<std::string(std::string_view run)>;

/// The same in single quotes.
std::string quoted_typed(std::string_view typed);

/// `<24 characters>`, in place of `text`.
std::string hidden(std::string_view text);

/// `cli_text`, which the CLI has printed, in printable US-ASCII and without secrets and personal
/// data:
///
///   - of a run of token characters that is secret (`is_secret_run`), or that has six digits in a
///     row as account ids have, `replacement` is shown;
///   - of a word with an `@`, such as a mail address or a URL with a password, `<address>` is
///   shown;
///   - from the first disfigured token on (`find_disfigured_token`) nothing is shown.
///
/// The ends of lines stay. Linear in time.
std::string masked_text(std::string_view cli_text, const run_replacement& replacement);

/// `masked_text` on one line, with `hidden` runs.
std::string masked(std::string_view cli_text);

/// `typed`, which the user has typed, as it was typed but for control bytes, secret runs and
/// disfigured tokens. In paths the names are told apart.
std::string masked_typed(std::string_view typed);

}  // namespace ibmcloud_token
