#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace ibmcloud_token {

/// Returns the text to show in place of the secret `run`.
using run_replacement = std::function<std::string(std::string_view run)>;

/// `<24 characters>`, to show in place of `text`.
std::string hidden(std::string_view text);

/// The text that the CLI has printed, in printable US-ASCII and without secrets and personal data:
///
///   - a secret run of token characters (`is_secret_run`), or a run with six digits in a row, as
///     account ids have, becomes its `replacement`;
///   - a word with an `@`, such as a mail address or a URL with a password, becomes `<address>`;
///   - nothing is shown from the first disfigured token on (`find_disfigured_token`).
///
/// The ends of lines are kept. Linear in time.
std::string masked_text(std::string_view cli_text, const run_replacement& replacement);

/// `masked_text` in one line, with `hidden` runs.
std::string masked(std::string_view cli_text);

/// Text that the user has typed, as it was typed. Only control bytes are escaped, and secret runs
/// and disfigured tokens hidden. A `/` ends a run, so each name in a path is checked alone.
std::string masked_typed(std::string_view typed);

/// `masked_typed` in single quotes.
std::string quoted_typed(std::string_view typed);

}  // namespace ibmcloud_token
