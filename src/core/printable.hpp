#pragma once

#include <string>
#include <string_view>

namespace ibmcloud_token {

/// `text` in printable US-ASCII: a character outside of it as `\u{20AC}`, a control byte or a byte
/// that is not UTF-8 as `\x1B`. The result cannot move a terminal's cursor.
std::string printable(std::string_view text);

/// `text` with the letters and signs of all languages, but with control characters, invisible
/// characters and bytes that are not UTF-8 escaped as above.
std::string without_controls(std::string_view text);

}  // namespace ibmcloud_token
