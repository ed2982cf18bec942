#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

/// Character classes of US-ASCII. Those of the C library depend on the locale.
namespace ibmcloud_token {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_alpha(char c) {
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'z';
}

constexpr bool is_alphanumeric(char c) {
    return is_alpha(c) || is_digit(c);
}

/// POSIX <blank>: space and tab.
constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

constexpr std::string_view trim_left(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    return text;
}

constexpr std::string_view trim(std::string_view text) {
    text = trim_left(text);
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

constexpr bool equal_ignoring_case(std::string_view text, std::string_view lower_case_word) {
    return std::equal(text.begin(), text.end(), lower_case_word.begin(), lower_case_word.end(),
                      [](char a, char b) { return to_lower(a) == b; });
}

/// The first position in `text`, from `start` on, of `lower_case_word` in any case; npos if there
/// is none.
constexpr std::size_t find_ignoring_case(std::string_view text, std::string_view lower_case_word,
                                         std::size_t start = 0) {
    const std::size_t size = lower_case_word.size();
    for (std::size_t at = start; at < text.size() && text.size() - at >= size; ++at) {
        if (to_lower(text[at]) == lower_case_word.front() &&
            equal_ignoring_case(text.substr(at, size), lower_case_word)) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// True if the character before `start` is not a letter or a digit.
constexpr bool is_word_start(std::string_view text, std::size_t start) {
    return start == 0 || !is_alphanumeric(text[start - 1]);
}

/// True if the character at `end` is not a letter or a digit.
constexpr bool is_word_end(std::string_view text, std::size_t end) {
    return end == text.size() || !is_alphanumeric(text[end]);
}

/// True if `text` has this word, in any case and with no letter or digit next to it.
constexpr bool has_word(std::string_view text, std::string_view lower_case_word) {
    std::size_t at = find_ignoring_case(text, lower_case_word);
    while (at != std::string_view::npos &&
           !(is_word_start(text, at) && is_word_end(text, at + lower_case_word.size()))) {
        at = find_ignoring_case(text, lower_case_word, at + 1);
    }
    return at != std::string_view::npos;
}

/// Removes the first part of `text`, up to the first `end` and with it, and returns that part
/// without `end`. Without an `end` the part is all of `text`.
constexpr std::string_view take_part(std::string_view& text, char end) {
    const std::string_view part = text.substr(0, text.find(end));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return part;
}

}  // namespace ibmcloud_token
