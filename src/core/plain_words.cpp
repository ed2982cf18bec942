#include "core/plain_words.hpp"

#include <algorithm>
#include <cstddef>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

/// True for a short number, and for a short word in lower case, in capitals or with one capital at
/// the beginning.
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

/// True for 25 or more characters without `.` or `/`: more than words joined by `-` and `_` have.
bool has_long_stretch(std::string_view run) {
    constexpr std::size_t longest = 24;
    return std::search_n(run.begin(), run.end(), longest + 1, true,
                         [](char c, bool /*wanted*/) { return c != '.' && c != '/'; }) != run.end();
}

}  // namespace

bool is_plain_words(std::string_view run) {
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

bool is_secret_run(std::string_view run) {
    return run.size() >= shortest_secret && !is_plain_words(run);
}

}  // namespace ibmcloud_token
