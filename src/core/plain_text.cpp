#include "core/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <boost/locale/utf.hpp>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

namespace utf = boost::locale::utf;

constexpr char escape = '\x1b';
constexpr char bell = '\a';
constexpr std::string_view no_break_space = "\xc2\xa0";

/// Decodes UTF-16 (RFC 2781 §2.2). An invalid code unit becomes U+FFFD.
secret from_utf16(std::string_view bytes, bool is_big_endian) {
    constexpr utf::code_point replacement_character = 0xfffd;
    constexpr char16_t invalid_unit = 0xdfff;
    std::vector<char16_t, wiping_allocator<char16_t>> units;
    units.reserve(bytes.size() / 2 + 1);
    for (; bytes.size() >= 2; bytes.remove_prefix(2)) {
        const auto high = static_cast<unsigned char>(bytes[is_big_endian ? 0 : 1]);
        const auto low = static_cast<unsigned char>(bytes[is_big_endian ? 1 : 0]);
        units.push_back(static_cast<char16_t>(high << 8U | low));
    }
    if (!bytes.empty()) {
        units.push_back(invalid_unit);
    }
    secret text;
    // A code unit becomes three bytes at most.
    text.resize(3 * units.size());
    char* end = text.data();
    for (auto unit = units.cbegin(); unit != units.cend();) {
        const auto next = unit + 1;
        auto code_point = utf::utf_traits<char16_t>::decode(unit, units.cend());
        if (!utf::is_valid_codepoint(code_point)) {
            code_point = replacement_character;
            unit = next;
        }
        end = utf::utf_traits<char>::encode(code_point, end);
    }
    text.resize(static_cast<std::size_t>(end - text.data()));
    return text;
}

constexpr bool is_between(char c, char first, char last) {
    return c >= first && c <= last;
}

/// What replaces the first `length` bytes: one character or nothing.
struct replacement {
    std::size_t length;
    std::string_view text;
};

/// Keeps the first byte: it does not begin a known and complete control.
replacement no_control(std::string_view text) {
    return {1, text.substr(0, 1)};
}

/// CSI: parameter bytes, intermediate bytes, one final byte (ECMA-48 §5.4). Some terminal layers
/// write cursor-forward, CSI n C, in place of blanks.
replacement replace_control_sequence(std::string_view text) {
    constexpr std::size_t start = 2;
    std::size_t end = start;
    while (end < text.size() && is_between(text[end], '\x30', '\x3f')) {
        ++end;
    }
    const std::string_view parameters = text.substr(start, end - start);
    const std::size_t parameters_end = end;
    while (end < text.size() && is_between(text[end], '\x20', '\x2f')) {
        ++end;
    }
    if (end == text.size() || !is_between(text[end], '\x40', '\x7e')) {
        return no_control(text);
    }
    const bool is_cursor_forward = text[end] == 'C' && end == parameters_end &&
                                   std::all_of(parameters.begin(), parameters.end(), is_digit);
    return {end + 1, is_cursor_forward ? " " : ""};
}

/// OSC, DCS, APC, PM or SOS: a string up to ST, which is ESC \, or BEL. Any other ESC aborts it, as
/// in terminals, so no byte is scanned twice.
replacement replace_control_string(std::string_view text) {
    std::size_t end = 2;
    while (end < text.size() && text[end] != bell && text[end] != escape) {
        ++end;
    }
    const std::string_view rest = text.substr(end);
    if (rest.starts_with(bell)) {
        return {end + 1, ""};
    }
    return rest.starts_with("\x1b\\") ? replacement{end + 2, ""} : no_control(text);
}

constexpr bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

/// Replaces the control at the beginning of `text`, which is an ESC.
replacement replace_escape_sequence(std::string_view text) {
    const char kind = text.size() > 1 ? text[1] : '\0';
    if (!is_between(kind, '(', 'c')) {
        return no_control(text);
    }
    if (kind == '[') {
        return replace_control_sequence(text);
    }
    if (is_one_of(kind, "]P_^X")) {
        return replace_control_string(text);
    }
    // The designation of a character set: `tput sgr0` writes one before its SGR.
    if (is_one_of(kind, "()*+") && text.size() > 2 && is_between(text[2], '\x21', '\x7e')) {
        return {3, ""};
    }
    return is_one_of(kind, "78=>cDEHMZ") ? replacement{2, ""} : no_control(text);
}

/// The bytes that `replace_control` looks at.
constexpr auto may_be_control = [] {
    std::array<bool, 256> table{};
    for (const char c : {escape, '\r', '\x0e', '\x0f', no_break_space.front()}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

replacement replace_control(std::string_view text) {
    switch (text.front()) {
    case escape:
        return replace_escape_sequence(text);
    case '\r':
        return {text.starts_with("\r\n") ? std::size_t{2} : std::size_t{1}, "\n"};
    case '\x0e':  // SO
    case '\x0f':  // SI
        return {1, ""};
    default:
        return text.starts_with(no_break_space) ? replacement{no_break_space.size(), " "}
                                                : no_control(text);
    }
}

secret without_terminal_controls(std::string_view text) {
    secret plain;
    // No replacement is longer than what it replaces.
    plain.resize(text.size());
    char* end = plain.data();
    while (!text.empty()) {
        if (!may_be_control[static_cast<unsigned char>(text.front())]) {
            *end++ = text.front();
            text.remove_prefix(1);
        } else {
            const replacement replaced = replace_control(text);
            if (!replaced.text.empty()) {
                *end++ = replaced.text.front();
            }
            text.remove_prefix(replaced.length);
        }
    }
    plain.resize(static_cast<std::size_t>(end - plain.data()));
    return plain;
}

}  // namespace

secret plain_text(std::string_view bytes) {
    constexpr std::string_view utf8_mark = "\xef\xbb\xbf";
    const bool is_big_endian = bytes.starts_with("\xfe\xff");
    if (is_big_endian || bytes.starts_with("\xff\xfe")) {
        return without_terminal_controls(from_utf16(bytes.substr(2), is_big_endian).view());
    }
    if (bytes.starts_with(utf8_mark)) {
        bytes.remove_prefix(utf8_mark.size());
    }
    return without_terminal_controls(bytes);
}

}  // namespace ibmcloud_token
