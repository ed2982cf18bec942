#include "core/printable.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace ibmcloud_token {
namespace {

std::string hexadecimal(std::uint32_t value, std::size_t min_digits) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), value, 16).ptr;
    std::string text(digits.begin(), end);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    return std::string(min_digits - std::min(min_digits, text.size()), '0') + text;
}

struct utf8_character {
    std::uint32_t code_point;
    std::size_t length;  ///< in bytes; 0 if there is no well-formed character
};

/// The first character of `text` (RFC 3629 §4), which is not ASCII.
utf8_character read_utf8(std::string_view text) {
    struct range {
        std::uint8_t mask;
        std::uint8_t lead;
        std::size_t length;
        std::uint32_t first;
    };
    constexpr std::array<range, 3> ranges = {
        {{0xe0, 0xc0, 2, 0x80}, {0xf0, 0xe0, 3, 0x800}, {0xf8, 0xf0, 4, 0x10000}}};
    const auto lead = static_cast<unsigned char>(text.front());
    const auto* const found = std::find_if(
        ranges.begin(), ranges.end(), [&](const range& r) { return (lead & r.mask) == r.lead; });
    if (found == ranges.end() || text.size() < found->length) {
        return {0, 0};
    }
    std::uint32_t code_point = lead & ~std::uint32_t{found->mask};
    for (std::size_t i = 1; i < found->length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0U) != 0x80U) {
            return {0, 0};
        }
        code_point = code_point << 6U | (byte & 0x3fU);
    }
    const bool is_surrogate = code_point >= 0xd800 && code_point < 0xe000;
    if (code_point < found->first || code_point > 0x10ffff || is_surrogate) {
        return {0, 0};
    }
    return {code_point, found->length};
}

bool is_printable_ascii(char c) {
    return c >= ' ' && c <= '~';
}

/// Code points beyond US-ASCII that a terminal does not show, or that change how it shows others:
/// controls, soft hyphens, marks of direction, line separators, private use, tags.
bool is_invisible(std::uint32_t code_point) {
    struct range {
        std::uint32_t first;
        std::uint32_t last;
    };
    constexpr std::array<range, 12> ranges = {{
        {0x80, 0xa0},
        {0xad, 0xad},
        {0x61c, 0x61c},
        {0x180b, 0x180f},
        {0x200b, 0x200f},
        {0x2028, 0x202f},
        {0x2060, 0x206f},
        {0xe000, 0xf8ff},
        {0xfe00, 0xfe0f},
        {0xfeff, 0xfeff},
        {0xfff0, 0xffff},
        {0xe0000, 0x10ffff},
    }};
    return std::any_of(ranges.begin(), ranges.end(), [&](const range& r) {
        return code_point >= r.first && code_point <= r.last;
    });
}

/// Escapes everything but printable US-ASCII and the code points for which `is_kept` is true.
template <typename IsKept>
std::string escaped(std::string_view text, const IsKept& is_kept) {
    std::string shown;
    while (!text.empty()) {
        std::size_t length = 1;
        if (is_printable_ascii(text.front())) {
            shown += text.front();
        } else if (const utf8_character c = read_utf8(text); c.length != 0) {
            length = c.length;
            if (is_kept(c.code_point)) {
                shown += text.substr(0, length);
            } else {
                shown += "\\u{" + hexadecimal(c.code_point, 4) + '}';
            }
        } else {
            shown += "\\x" + hexadecimal(static_cast<unsigned char>(text.front()), 2);
        }
        text.remove_prefix(length);
    }
    return shown;
}

}  // namespace

std::string printable(std::string_view text) {
    return escaped(text, [](std::uint32_t /*code_point*/) { return false; });
}

std::string without_controls(std::string_view text) {
    return escaped(text, [](std::uint32_t code_point) { return !is_invisible(code_point); });
}

}  // namespace ibmcloud_token
