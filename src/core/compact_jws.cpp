#include "core/compact_jws.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "core/base64url.hpp"

namespace ibmcloud_token {
namespace {

template <typename Range, typename Value>
bool contains(const Range& range, const Value& value) {
    return std::find(std::begin(range), std::end(range), value) != std::end(range);
}

constexpr std::array<std::string_view, 6> rsa_algorithms = {"RS256", "RS384", "RS512",
                                                            "PS256", "PS384", "PS512"};
constexpr std::array<std::string_view, 3> hmac_algorithms = {"HS256", "HS384", "HS512"};

// Keys of 2048, 3072 and 4096 bits.
constexpr std::array<std::size_t, 3> rsa_signature_lengths = {342, 512, 683};

struct fixed_length {
    std::string_view alg;
    std::size_t length;
};

constexpr std::array<fixed_length, 4> curve_signature_lengths = {{
    {"ES256", 86},
    {"EdDSA", 86},
    {"ES384", 128},
    {"ES512", 176},
}};

}  // namespace

std::optional<compact_jws> split_compact_jws(std::string_view text) {
    const std::size_t first = text.find('.');
    if (first == std::string_view::npos || !is_base64url(text.substr(0, first))) {
        return std::nullopt;
    }
    const std::size_t second = text.find('.', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const compact_jws parts{text.substr(0, first), text.substr(first + 1, second - first - 1),
                            text.substr(second + 1)};
    if (!is_base64url(parts.payload) || !is_base64url(parts.signature)) {
        return std::nullopt;
    }
    return parts;
}

bool has_whole_signature(std::string_view alg, std::string_view signature) {
    if (contains(hmac_algorithms, alg)) {
        return true;
    }
    if (contains(rsa_algorithms, alg)) {
        return contains(rsa_signature_lengths, signature.size());
    }
    return std::any_of(
        curve_signature_lengths.begin(), curve_signature_lengths.end(),
        [&](const fixed_length& row) { return row.alg == alg && row.length == signature.size(); });
}

}  // namespace ibmcloud_token
