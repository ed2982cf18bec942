#include "core/base64url.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace ibmcloud_token {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_value = 0xff;

constexpr auto values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(no_value);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

std::uint32_t value_of(char c) {
    return values[static_cast<unsigned char>(c)];
}

}  // namespace

bool is_base64url_character(char c) {
    return value_of(c) != no_value;
}

bool has_only_base64url(std::string_view text) {
    // Without a branch for each character.
    bool is_valid = true;
    for (const char c : text) {
        is_valid &= is_base64url_character(c);
    }
    return is_valid;
}

bool is_base64url(std::string_view text) {
    return !text.empty() && text.size() % 4 != 1 && has_only_base64url(text);
}

std::optional<std::string> decode_base64url(std::string_view text) {
    if (!is_base64url(text)) {
        return std::nullopt;
    }
    std::string octets(text.size() * 3 / 4, '\0');
    auto octet = octets.begin();
    for (; text.size() >= 4; text.remove_prefix(4)) {
        const std::uint32_t three_octets = value_of(text[0]) << 18U | value_of(text[1]) << 12U |
                                           value_of(text[2]) << 6U | value_of(text[3]);
        for (const unsigned shift : {16U, 8U, 0U}) {
            *octet++ = static_cast<char>(three_octets >> shift & 0xffU);
        }
    }
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        bits = bits << 6U | value_of(c);
        count += 6;
        if (count >= 8) {
            count -= 8;
            *octet++ = static_cast<char>(bits >> count & 0xffU);
        }
    }
    return octets;
}

}  // namespace ibmcloud_token
