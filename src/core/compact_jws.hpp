#pragma once

#include <optional>
#include <string_view>

namespace ibmcloud_token {

/// The JWS Compact Serialization (RFC 7515 §7.1), still encoded:
///
///     BASE64URL(UTF8(JWS Protected Header)) || '.' || BASE64URL(JWS Payload) || '.' ||
///     BASE64URL(JWS Signature)
struct compact_jws {
    std::string_view protected_header;
    std::string_view payload;
    std::string_view signature;
};

/// The parts of `text`, which the views point into; nothing if it is not three segments of
/// base64url with at least one octet each.
std::optional<compact_jws> split_compact_jws(std::string_view text);

/// True if `alg` (RFC 7518 §3.1, RFC 8037 §3.1) makes signatures of `signature`'s length. A token
/// that lost its end has another. HS* is taken at any length. An algorithm not known here has none:
/// nobody can say of its tokens that they are whole.
bool has_whole_signature(std::string_view alg, std::string_view signature);

}  // namespace ibmcloud_token
