#include "core/plain_text.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace ibmcloud_token {
namespace {

constexpr char escape = '\x1b';
constexpr char bell = '\a';
constexpr char carriage_return = '\r';

void append_utf8(secret& text, char32_t code_point) {
    const auto byte = [](char32_t value) { return static_cast<char>(value); };
    const auto tail = [&](unsigned shift) { return byte(0x80U | ((code_point >> shift) & 0x3fU)); };
    if (code_point < 0x80) {
        text.append(byte(code_point));
    } else if (code_point < 0x800) {
        text.append(byte(0xc0U | (code_point >> 6U)));
        text.append(tail(0));
    } else if (code_point < 0x10000) {
        text.append(byte(0xe0U | (code_point >> 12U)));
        text.append(tail(6));
        text.append(tail(0));
    } else {
        text.append(byte(0xf0U | (code_point >> 18U)));
        text.append(tail(12));
        text.append(tail(6));
        text.append(tail(0));
    }
}

enum class byte_order { little, big };

std::optional<byte_order> utf16_byte_order(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe")) {
        return byte_order::little;
    }
    if (bytes.starts_with("\xfe\xff")) {
        return byte_order::big;
    }
    return std::nullopt;
}

constexpr bool is_high_surrogate(char32_t unit) {
    return unit >= 0xd800 && unit < 0xdc00;
}

constexpr bool is_low_surrogate(char32_t unit) {
    return unit >= 0xdc00 && unit < 0xe000;
}

/// RFC 2781 §2.2; what is no UTF-16 becomes U+FFFD.
secret from_utf16(std::string_view bytes, byte_order order) {
    constexpr char32_t replacement = 0xfffd;
    const std::size_t count = bytes.size() / 2;
    const auto unit = [&](std::size_t i) -> char32_t {
        const auto first = static_cast<unsigned char>(bytes[2 * i]);
        const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
        return order == byte_order::big ? char32_t{first} << 8U | second
                                        : char32_t{second} << 8U | first;
    };
    secret text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < count; ++i) {
        char32_t code_point = unit(i);
        if (is_high_surrogate(code_point) && i + 1 < count && is_low_surrogate(unit(i + 1))) {
            code_point = 0x10000 + ((code_point - 0xd800) << 10U) + (unit(i + 1) - 0xdc00);
            ++i;
        } else if (is_high_surrogate(code_point) || is_low_surrogate(code_point)) {
            code_point = replacement;
        }
        append_utf8(text, code_point);
    }
    if (bytes.size() % 2 != 0) {
        append_utf8(text, replacement);
    }
    return text;
}

constexpr bool is_between(char c, char first, char last) {
    return c >= first && c <= last;
}

/// How an escape sequence at the beginning of `text` ends.
struct escape_sequence {
    std::size_t length;
    bool is_whole;
};

/// Parameter bytes, intermediate bytes, one final byte (ECMA-48 §5.4).
escape_sequence control_sequence(std::string_view text) {
    std::size_t end = 2;
    while (end < text.size() && is_between(text[end], '\x30', '\x3f')) {
        ++end;
    }
    while (end < text.size() && is_between(text[end], '\x20', '\x2f')) {
        ++end;
    }
    const bool is_whole = end < text.size() && is_between(text[end], '\x40', '\x7e');
    return {is_whole ? end + 1 : end, is_whole};
}

/// Up to BEL or to ESC \ (ECMA-48 §8.3.89). It has to end on its line, and the next ESC ends the
/// search whatever follows it, so that no byte is looked at twice.
escape_sequence operating_system_command(std::string_view text) {
    const std::size_t end = text.find_first_of("\a\x1b\r\n", 2);
    if (end == std::string_view::npos) {
        return {text.size(), false};
    }
    if (text[end] == bell) {
        return {end + 1, true};
    }
    if (text.substr(end).starts_with("\x1b\\")) {
        return {end + 2, true};
    }
    return {end, false};
}

/// Intermediate bytes and one final byte (ECMA-35 §13.2): `tput sgr0` writes one before its SGR.
escape_sequence character_set_sequence(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && is_between(text[end], '\x20', '\x2f')) {
        ++end;
    }
    const bool is_whole = end > 1 && end < text.size() && is_between(text[end], '\x30', '\x7e');
    return {is_whole ? end + 1 : end, is_whole};
}

escape_sequence read_escape_sequence(std::string_view text) {
    const char kind = text.size() > 1 ? text[1] : '\0';
    if (kind == '[') {
        return control_sequence(text);
    }
    if (kind == ']') {
        return operating_system_command(text);
    }
    return character_set_sequence(text);
}

secret without_terminal_controls(std::string_view text) {
    secret plain;
    plain.reserve(text.size());
    std::size_t at = 0;
    std::size_t next_escape = text.find(escape);
    std::size_t next_return = text.find(carriage_return);
    while (std::min(next_escape, next_return) != std::string_view::npos) {
        const std::size_t control = std::min(next_escape, next_return);
        if (control == next_escape) {
            const escape_sequence sequence = read_escape_sequence(text.substr(control));
            if (sequence.is_whole) {
                plain.append(text.substr(at, control - at));
                at = control + sequence.length;
            }
            next_escape = text.find(escape, control + sequence.length);
        } else {
            plain.append(text.substr(at, control - at));
            at = control + 1;
            if (!text.substr(at).starts_with('\n')) {
                plain.append('\n');
            }
            next_return = text.find(carriage_return, at);
        }
    }
    plain.append(text.substr(at));
    return plain;
}

}  // namespace

secret plain_text(std::string_view bytes) {
    constexpr std::string_view utf8_mark = "\xef\xbb\xbf";
    if (const auto order = utf16_byte_order(bytes)) {
        return without_terminal_controls(from_utf16(bytes.substr(2), *order).view());
    }
    if (bytes.starts_with(utf8_mark)) {
        bytes.remove_prefix(utf8_mark.size());
    }
    return without_terminal_controls(bytes);
}

}  // namespace ibmcloud_token
