#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ibmcloud_token {

/// True for a letter, a digit, `-` or `_`.
bool is_base64url_character(char c);

/// True if all characters of `text` are base64url characters.
bool has_only_base64url(std::string_view text);

/// True if `text` is base64url without padding (RFC 7515 §2) of at least one octet.
bool is_base64url(std::string_view text);

/// The octets that `text` encodes; nothing if it is not base64url. Unused bits of the last
/// character need not be zero (RFC 4648 §3.5 leaves that to the decoder).
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace ibmcloud_token
