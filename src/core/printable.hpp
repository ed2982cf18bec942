#pragma once

#include <string>
#include <string_view>

namespace ibmcloud_token {

/// `text` in printable US-ASCII: a character outside of it as `\u{20AC}`, a control byte or a byte
/// that is not UTF-8 as `\x1B`. The result cannot move a terminal's cursor.
std::string printable(std::string_view text);

/// `text` in UTF-8: only control characters, invisible characters and invalid bytes are escaped, in
/// the same way.
std::string without_controls(std::string_view text);

}  // namespace ibmcloud_token
