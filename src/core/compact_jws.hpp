#pragma once

#include <cstddef>
#include <optional>
#include <span>
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

/// The parts of `text`, as views into it. Nothing unless `text` is three segments of base64url with
/// at least one octet each. The signature may be truncated, even within an octet.
std::optional<compact_jws> split_compact_jws(std::string_view text);

using signature_lengths = std::span<const std::size_t>;

/// The lengths, in characters, that a signature by `alg` (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864
/// §2.2) can have; empty for HS*, which is accepted at any length. Nothing for an unknown
/// algorithm: its tokens cannot be checked.
std::optional<signature_lengths> find_signature_lengths(std::string_view alg);

/// False if no algorithm makes signatures of the length of what follows the last dot. Much faster
/// than parsing the header.
bool may_have_whole_signature(std::string_view jws);

}  // namespace ibmcloud_token
