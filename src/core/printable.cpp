#include "core/printable.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <utility>

#include <boost/locale/utf.hpp>

namespace ibmcloud_token {
namespace {

using boost::locale::utf::code_point;

bool is_printable_ascii(code_point c) {
    return c >= ' ' && c <= '~';
}

/// False for code points that a terminal does not show, or that change how it shows others:
/// controls, soft hyphens, marks of direction, line separators, private use, tags.
bool is_visible(code_point c) {
    constexpr std::array<std::pair<code_point, code_point>, 13> invisible = {{
        {0, 0x1f},
        {0x7f, 0xa0},
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
    return std::none_of(invisible.begin(), invisible.end(),
                        [&](const auto& range) { return c >= range.first && c <= range.second; });
}

/// Escapes all characters but those for which `is_kept` is true.
std::string escaped(std::string_view text, bool (*is_kept)(code_point c)) {
    constexpr code_point last_ascii = 0x7f;
    std::string shown;
    while (!text.empty()) {
        const char* next = text.data();
        const char* const end = next + text.size();
        const code_point c = boost::locale::utf::utf_traits<char>::decode(next, end);
        const bool is_valid = boost::locale::utf::is_valid_codepoint(c);
        const auto length = is_valid ? static_cast<std::size_t>(next - text.data()) : 1;
        std::array<char, 12> sequence{};
        if (is_valid && is_kept(c)) {
            shown += text.substr(0, length);
        } else if (is_valid && c > last_ascii) {
            (void)std::snprintf(sequence.data(), sequence.size(), "\\u{%04X}", c);
        } else {
            const auto byte = static_cast<unsigned char>(text.front());
            (void)std::snprintf(sequence.data(), sequence.size(), "\\x%02X", byte);
        }
        shown += sequence.data();
        text.remove_prefix(length);
    }
    return shown;
}

}  // namespace

std::string printable(std::string_view text) {
    return escaped(text, is_printable_ascii);
}

std::string without_controls(std::string_view text) {
    return escaped(text, is_visible);
}

}  // namespace ibmcloud_token
