#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// The position in `text` where a token begins whose characters have other bytes between them, as
/// in UTF-16, or because it was wrapped or spaced out; npos if there is none. A token in one piece
/// is inside a secret run (`is_secret_run`) of `is_run_character` and is not reported.
///
/// A token begins with a JSON object in base64url. Without all bytes but `A-Za-z0-9_-.`, the text
/// has twelve characters that decode to `{` and `"`, with or without white space before either, and
/// printable US-ASCII behind them; or to as much of this as nine octets can hold. Linear in time.
std::size_t find_disfigured_token(std::string_view text, bool (*is_run_character)(char));

}  // namespace ibmcloud_token
