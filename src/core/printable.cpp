#include "core/printable.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace ibmcloud_token {
namespace {

struct utf8_character {
    std::uint32_t code_point;
    std::size_t length;  ///< in bytes; 0 if there is no well-formed character
};

/// The first character of `text` (RFC 3629 §4), which is not ASCII.
utf8_character read_utf8(std::string_view text) {
    // By the length in bytes. Smaller code points have a shorter form.
    constexpr std::array<std::uint32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xc0 || lead >= 0xf8 ? 0
                               : lead < 0xe0               ? 2
                               : lead < 0xf0               ? 3
                                                           : 4;
    if (length == 0 || text.size() < length) {
        return {0, 0};
    }
    std::uint32_t code_point = lead & (0xffU >> (length + 1));
    for (const char c : text.substr(1, length - 1)) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0U) != 0x80U) {
            return {0, 0};
        }
        code_point = code_point << 6U | (byte & 0x3fU);
    }
    const bool is_surrogate = code_point >= 0xd800 && code_point < 0xe000;
    const bool is_valid = code_point >= smallest[length] && code_point <= 0x10ffff && !is_surrogate;
    return is_valid ? utf8_character{code_point, length} : utf8_character{0, 0};
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
        std::array<char, 12> escape{};
        if (is_printable_ascii(text.front())) {
            shown += text.front();
        } else if (const utf8_character c = read_utf8(text); c.length != 0) {
            length = c.length;
            if (is_kept(c.code_point)) {
                shown += text.substr(0, length);
            } else {
                (void)std::snprintf(escape.data(), escape.size(), "\\u{%04X}", c.code_point);
            }
        } else {
            const auto byte = static_cast<unsigned char>(text.front());
            (void)std::snprintf(escape.data(), escape.size(), "\\x%02X", byte);
        }
        shown += escape.data();
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
