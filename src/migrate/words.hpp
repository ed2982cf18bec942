#pragma once

#include <algorithm>
#include <string_view>

namespace ibmcloud_token::migrate {

/// True if `word` is one of `words`, with a blank between each and the next.
constexpr bool is_one_of(std::string_view word, std::string_view words) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word) {
            return true;
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace ibmcloud_token::migrate
