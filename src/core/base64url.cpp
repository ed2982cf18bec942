#include "core/base64url.hpp"

#include <algorithm>
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

std::uint8_t value_of(char c) {
    return values[static_cast<unsigned char>(c)];
}

}  // namespace

bool is_base64url(std::string_view text) {
    return !text.empty() && text.size() % 4 != 1 &&
           std::none_of(text.begin(), text.end(), [](char c) { return value_of(c) == no_value; });
}

std::optional<std::string> decode_base64url(std::string_view text) {
    if (!is_base64url(text)) {
        return std::nullopt;
    }
    std::string octets;
    octets.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int bit_count = 0;
    for (const char c : text) {
        bits = (bits << 6U) | value_of(c);
        bit_count += 6;
        if (bit_count >= 8) {
            bit_count -= 8;
            octets.push_back(static_cast<char>((bits >> static_cast<unsigned>(bit_count)) & 0xffU));
        }
    }
    return octets;
}

}  // namespace ibmcloud_token
