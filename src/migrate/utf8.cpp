#include "migrate/utf8.hpp"

#include <algorithm>

namespace ibmcloud_token::migrate {
namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// The length of the character that begins with `lead`; 0 if none does.
std::size_t length_of(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80   ? 1
           : byte < 0xc2 ? 0
           : byte < 0xe0 ? 2
           : byte < 0xf0 ? 3
           : byte < 0xf5 ? 4
                         : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = length_of(text.front());
        if (length == 0 || length > text.size() ||
            !std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length),
                         is_continuation)) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::string shown_path(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const bool is_text = is_utf8(path);
    std::string shown;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_control = byte < 0x20 || byte == 0x7f || (!is_text && byte >= 0x80);
        shown += is_control ? std::string{'\\', 'x', digits[byte / 16U], digits[byte % 16U]}
                            : std::string(1, c);
    }
    return shown;
}

}  // namespace ibmcloud_token::migrate
