#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ibmcloud_token {

/// `shown` without the escapes that `printable` writes, `\x1B` and `\u{20AC}`.
/// The text itself can look like the beginning of one.
inline std::string without_escapes(std::string_view shown) {
    constexpr std::size_t byte_escape = 4;
    std::string text;
    while (!shown.empty()) {
        std::size_t length = 1;
        if (shown.starts_with("\\u{") && shown.find('}') != std::string_view::npos) {
            length = shown.find('}') + 1;
        } else if (shown.starts_with("\\x")) {
            length = byte_escape;
        } else {
            text += shown.front();
        }
        shown.remove_prefix(length < shown.size() ? length : shown.size());
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

/// True if twelve characters of `token` in a row are in `text`.
inline bool has_piece(std::string_view text, std::string_view token) {
    constexpr std::size_t size = 12;
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
