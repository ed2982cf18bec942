#include "core/plain_words.hpp"

#include <algorithm>
#include <cstddef>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

bool is_lower(char c) {
    return is_alpha(c) && !is_upper(c);
}

/// True for letters, a short number, or a short lower-case word with such a number: `v2`.
bool is_plain_word(std::string_view word) {
    constexpr std::ptrdiff_t longest_number = 4;
    constexpr std::size_t longest_with_number = 8;
    const auto* const number = std::find_if(word.begin(), word.end(), is_digit);
    if (number == word.end()) {
        return std::all_of(word.begin(), word.end(), is_alpha);
    }
    return word.size() <= longest_with_number && word.end() - number <= longest_number &&
           std::all_of(word.begin(), number, is_lower) && std::all_of(number, word.end(), is_digit);
}

/// True if capitals are at the beginnings of words only, or there are no lower-case letters.
bool has_plain_capitals(std::string_view name) {
    const auto is_inner_capital = [](char a, char b) { return is_alpha(a) && is_upper(b); };
    return std::adjacent_find(name.begin(), name.end(), is_inner_capital) == name.end() ||
           std::none_of(name.begin(), name.end(), is_lower);
}

/// True if all parts of `text` between `separators` are right.
bool has_only(bool (*is_right)(std::string_view), std::string_view text,
              std::string_view separators) {
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find_first_of(separators));
        if (!is_right(part)) {
            return false;
        }
        text.remove_prefix(std::min(part.size() + 1, text.size()));
    }
    return true;
}

/// True for one long word or several short ones, with `-` and `_` between them.
bool is_plain_name(std::string_view name) {
    constexpr std::size_t longest_of_several = 24;
    constexpr std::size_t longest = 30;
    const bool is_long_word = name.find_first_of("-_") > longest_of_several;
    // Only a random string ends in a separator. A line of a table has nothing else.
    return name.size() <= (is_long_word ? longest : longest_of_several) &&
           (name.find_first_not_of("-_") == std::string_view::npos ||
            is_alphanumeric(name.back())) &&
           has_plain_capitals(name) && has_only(is_plain_word, name, "-_");
}

}  // namespace

bool is_plain_words(std::string_view run) {
    return has_only(is_plain_name, run.substr(0, run.find('=')), "./");
}

bool is_secret_run(std::string_view run) {
    return run.size() >= shortest_secret && !is_plain_words(run);
}

}  // namespace ibmcloud_token
