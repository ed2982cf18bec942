#include "core/masking.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/ascii.hpp"
#include "core/b64token.hpp"
#include "core/printable.hpp"

namespace ibmcloud_token {
namespace {

bool is_run_character(char c) {
    return is_b64token_character(c) || c == '=';
}

/// What an address, or a URL with a password in it, may have: all but what stands around one.
bool is_address_character(char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '\x7f' &&
           std::string_view("\"<>()[]{}").find(c) == std::string_view::npos;
}

/// True if there is an `@` in `word`, be it escaped as in URLs or JSON, or of full width.
bool has_at_sign(std::string_view word) {
    constexpr std::array<std::string_view, 4> signs = {"@", "%40", "\\u0040", "\xef\xbc\xa0"};
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
        return word.find(sign) != std::string_view::npos;
    });
}

/// A short number, or letters of one case but for a capital at the beginning, and no longer than
/// words are.
bool is_plain_word(std::string_view word) {
    constexpr std::size_t longest_number = 4;
    constexpr std::size_t longest_capitals = 11;
    constexpr std::size_t longest = 20;
    if (std::all_of(word.begin(), word.end(), is_digit)) {
        return word.size() <= longest_number;
    }
    if (!std::all_of(word.begin(), word.end(), is_alpha)) {
        return false;
    }
    if (std::all_of(word.begin(), word.end(), is_upper)) {
        return word.size() <= longest_capitals;
    }
    return word.size() <= longest && std::none_of(word.begin() + 1, word.end(), is_upper);
}

/// More than words that hang together by `-` and `_` come to.
bool has_long_stretch(std::string_view run) {
    constexpr std::size_t longest = 24;
    return std::search_n(run.begin(), run.end(), longest + 1, true,
                         [](char c, bool /*wanted*/) { return c != '.' && c != '/'; }) != run.end();
}

/// Words with `.`, `-`, `_`, `/` between them, as in a host's name or an option.
bool is_plain(std::string_view run) {
    if (has_long_stretch(run)) {
        return false;
    }
    while (!run.empty()) {
        const std::size_t end = std::min(run.find_first_of(".-_/"), run.size());
        if (!is_plain_word(run.substr(0, end))) {
            return false;
        }
        run.remove_prefix(std::min(end + 1, run.size()));
    }
    return true;
}

bool has_long_number(std::string_view run) {
    constexpr std::size_t digits = 6;
    return std::search_n(run.begin(), run.end(), digits, true,
                         [](char c, bool /*wanted*/) { return is_digit(c); }) != run.end();
}

std::string masked_run(std::string_view run) {
    constexpr std::size_t shortest_secret = 12;
    if ((run.size() >= shortest_secret && !is_plain(run)) || has_long_number(run)) {
        return hidden(run);
    }
    return std::string(run);
}

std::string masked_runs(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const auto* const run_end = std::find_if_not(text.begin(), text.end(), is_run_character);
        const auto* const end = std::find_if(run_end, text.end(), is_run_character);
        shown += masked_run({text.begin(), run_end});
        shown += printable({run_end, end});
        text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    }
    return shown;
}

/// `word` has no blank in it.
std::string masked_word(std::string_view word) {
    if (!has_at_sign(word)) {
        return masked_runs(word);
    }
    const std::size_t end = word.find_last_not_of(",;:.") + 1;
    return "<address>" + std::string(word.substr(end));
}

}  // namespace

std::string hidden(std::string_view text) {
    return '<' + std::to_string(text.size()) + " characters>";
}

std::string masked_typed(std::string_view path) {
    std::string shown;
    for (;;) {
        const std::size_t end = std::min(path.find('/'), path.size());
        shown += masked(path.substr(0, end));
        if (end == path.size()) {
            return shown;
        }
        shown += '/';
        path.remove_prefix(end + 1);
    }
}

std::string masked(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const auto* const end = std::find_if_not(text.begin(), text.end(), is_address_character);
        const auto* const next = std::find_if(end, text.end(), is_address_character);
        shown += masked_word({text.begin(), end});
        shown += printable({end, next});
        text.remove_prefix(static_cast<std::size_t>(next - text.begin()));
    }
    return shown;
}

std::string quoted_typed(std::string_view typed) {
    return '\'' + masked_typed(typed) + '\'';
}

}  // namespace ibmcloud_token
