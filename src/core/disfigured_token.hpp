#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// The position in `text` where a token begins whose characters have other bytes between them, as
/// in UTF-16, or because it was wrapped or spaced out; npos if there is none. A token in one piece
/// is inside a secret run (`is_secret_run`) of `is_run_character` and is not reported.
///
/// A token begins with a JSON object in base64url: without all bytes but `A-Za-z0-9_-.`, the text
/// has `eyJ`, one of `[h-z0-6]`, which stands for `{"` and a small letter, and eight characters
/// that decode to printable US-ASCII. Linear in time.
std::size_t find_disfigured_token(std::string_view text, bool (*is_run_character)(char));

}  // namespace ibmcloud_token
