#pragma once

#include <string>
#include <string_view>

namespace ibmcloud_token {

/// `cli_text`, printable, without secrets and personal data: a run of twelve or more token
/// characters that are not plain words, or one with six digits in a row, becomes `<24 characters>`;
/// a word with an `@`, such as a mail address or a URL with a password, becomes `<address>`.
std::string masked(std::string_view cli_text);

/// `typed`, which the user has typed, printable: it may be a token, given by mistake.
std::string masked_typed(std::string_view typed);

/// The same in single quotes.
std::string quoted_typed(std::string_view typed);

/// `<24 characters>`, in place of `text`.
std::string hidden(std::string_view text);

}  // namespace ibmcloud_token
