#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Synthetic tokens. No service accepts one: their signatures are a pattern.
namespace ibmcloud_token {

inline std::string encode_base64url(std::string_view octets) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    std::uint32_t bits = 0;
    unsigned bit_count = 0;
    for (const char octet : octets) {
        bits = bits << 8U | static_cast<unsigned char>(octet);
        bit_count += 8;
        while (bit_count >= 6) {
            bit_count -= 6;
            text += alphabet[bits >> bit_count & 0x3fU];
        }
    }
    if (bit_count > 0) {
        text += alphabet[bits << (6 - bit_count) & 0x3fU];
    }
    return text;
}

inline std::string repeated(std::string_view pattern, std::size_t size) {
    std::string text;
    text.reserve(size + pattern.size());
    while (text.size() < size) {
        text += pattern;
    }
    text.resize(size);
    return text;
}

/// The length of a signature with a key of 2048 bits.
constexpr std::size_t rs256_signature_length = 342;

inline std::string make_signature(std::size_t length) {
    return repeated("s1Gn4tUr3-", length);
}

/// A JWS. The header and the payload need not be JSON.
inline std::string make_jws(std::string_view header, std::string_view payload,
                            std::size_t signature_length = rs256_signature_length) {
    return encode_base64url(header) + '.' + encode_base64url(payload) + '.' +
           make_signature(signature_length);
}

/// A whole access token with this claims set.
inline std::string make_token(std::string_view claims_set = R"({"synthetic":true})") {
    return make_jws(R"({"alg":"RS256"})", claims_set);
}

}  // namespace ibmcloud_token
