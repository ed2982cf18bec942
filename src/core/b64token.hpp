#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// The name of the authentication scheme (RFC 6750 §2.1), in lower case.
constexpr std::string_view scheme = "bearer";

/// True for a character that an RFC 6750 §2.1 b64token has before its padding:
///
///     b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
bool is_b64token_character(char c);

/// The length of the b64token that `text` begins with; 0 if it begins with none.
std::size_t b64token_length(std::string_view text);

/// `value` without blanks around it and without `Bearer` and blanks before the token.
std::string_view without_scheme(std::string_view value);

}  // namespace ibmcloud_token
