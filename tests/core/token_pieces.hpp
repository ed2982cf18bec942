#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ibmcloud_token {

/// The length of the escape that `printable` has written at the beginning of `text`, `\x1B` or
/// `\u{20AC}`; 0 if there is none.
inline std::size_t escape_length(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::size_t byte_escape = 4;
    if (text.starts_with("\\x") && text.size() >= byte_escape) {
        return text.find_first_not_of(digits, 2) >= byte_escape ? byte_escape : 0;
    }
    const std::size_t end = text.find_first_not_of(digits, 3);
    const bool is_escape = text.starts_with("\\u{") && end < text.size() && text[end] == '}';
    return is_escape ? end + 1 : 0;
}

/// `shown` with a blank for each escape that `printable` has written. Its digits are not from the
/// text.
inline std::string without_escapes(std::string_view shown) {
    std::string text;
    while (!shown.empty()) {
        const std::size_t length = escape_length(shown);
        text += length == 0 ? shown.front() : ' ';
        shown.remove_prefix(length == 0 ? 1 : length);
    }
    return text;
}

/// `text` without all bytes but `A-Za-z0-9_-.`.
inline std::string squeezed(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_letter || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.') {
            kept += c;
        }
    }
    return kept;
}

/// True if `size` characters of `token` in a row are in `text`.
inline bool has_piece(std::string_view text, std::string_view token, std::size_t size = 12) {
    for (std::size_t at = 0; at + size <= token.size(); ++at) {
        if (text.find(token.substr(at, size)) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

/// `text` with `filling` behind every `width` of its bytes.
inline std::string with_filling(std::string_view text, std::size_t width,
                                std::string_view filling) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); at += width) {
        result += text.substr(at, width);
        result += filling;
    }
    return result;
}

}  // namespace ibmcloud_token
