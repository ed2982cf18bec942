#pragma once

#include <string>
#include <string_view>

namespace ibmcloud_token {

/// `text` in printable US-ASCII: a character outside of it as `\u{20AC}`, a control or a byte that
/// is no UTF-8 as `\x1B`. Nothing in it can move a terminal's cursor.
std::string printable(std::string_view text);

/// `text`, printable, without what nobody else should read: a run of token characters that is
/// twelve long and no plain words, or holds six digits in a row, becomes `<24 characters>`; a word
/// with an `@`, such as a mail address or a URL with a password, becomes `<address>`. So neither a
/// token nor a piece of one comes through, nor account and session ids.
std::string masked(std::string_view text);

/// `<24 characters>`, for what nobody else should know more of.
std::string hidden(std::string_view text);

/// `path`, with each name in it masked by itself: it may be a token, given by mistake.
std::string masked_path(std::string_view path);

}  // namespace ibmcloud_token
