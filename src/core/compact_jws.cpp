#include "core/compact_jws.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "core/base64url.hpp"

namespace ibmcloud_token {
namespace {

/// An algorithm and the lengths of its signatures; unused places are 0.
struct algorithm {
    std::string_view name;
    std::array<std::size_t, 3> signature_lengths;
};

// RSA signatures are as long as their keys: 2048, 3072 or 4096 bits. HMACs are not measured.
constexpr std::array<algorithm, 15> algorithms = {{
    {"RS256", {342, 512, 683}},
    {"RS384", {342, 512, 683}},
    {"RS512", {342, 512, 683}},
    {"PS256", {342, 512, 683}},
    {"PS384", {342, 512, 683}},
    {"PS512", {342, 512, 683}},
    {"ES256", {86}},
    {"ES384", {128}},
    {"ES512", {176}},
    {"EdDSA", {86, 152}},
    {"Ed25519", {86}},
    {"Ed448", {152}},
    {"HS256", {}},
    {"HS384", {}},
    {"HS512", {}},
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
    const bool has_signature = !parts.signature.empty() && has_only_base64url(parts.signature);
    return is_base64url(parts.payload) && has_signature ? std::optional(parts) : std::nullopt;
}

std::optional<signature_lengths> find_signature_lengths(std::string_view alg) {
    const auto* const found =
        std::find_if(algorithms.begin(), algorithms.end(),
                     [&](const algorithm& known) { return known.name == alg; });
    if (found == algorithms.end()) {
        return std::nullopt;
    }
    const auto& lengths = found->signature_lengths;
    const auto* const end = std::find(lengths.begin(), lengths.end(), std::size_t{0});
    return signature_lengths(lengths.begin(), end);
}

bool may_have_whole_signature(std::string_view jws) {
    const std::size_t last_dot = jws.rfind('.');
    if (last_dot == std::string_view::npos) {
        return false;
    }
    const std::size_t length = jws.size() - last_dot - 1;
    const bool has_known_length =
        std::any_of(algorithms.begin(), algorithms.end(), [&](const algorithm& known) {
            const auto& lengths = known.signature_lengths;
            return std::find(lengths.begin(), lengths.end(), length) != lengths.end();
        });
    if (has_known_length) {
        return true;
    }
    // HS* has no fixed length. JSON can spell its name with escapes.
    const auto header = decode_base64url(jws.substr(0, jws.find('.')));
    return header &&
           (header->find("HS") != std::string::npos || header->find('\\') != std::string::npos);
}

}  // namespace ibmcloud_token
