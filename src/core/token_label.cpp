#include "core/token_label.hpp"

#include <algorithm>
#include <cstddef>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view iam = "iam";
constexpr std::string_view uaa = "uaa";

bool has_word(std::string_view text, std::string_view lower_case_word) {
    std::size_t at = find_ignoring_case(text, lower_case_word);
    while (at != std::string_view::npos && !is_word_at(text, at, lower_case_word.size())) {
        at = find_ignoring_case(text, lower_case_word, at + 1);
    }
    return at != std::string_view::npos;
}

std::string_view last_part(std::string_view label) {
    label = trim(label);
    if (label.ends_with(':')) {
        label.remove_suffix(1);
    }
    for (std::size_t at = label.size(); at > 0; --at) {
        const char c = label[at - 1];
        const bool ends_prefix = c == ':' && at < label.size() && is_blank(label[at]);
        if (c == '|' || c == ']' || c == '>' || ends_prefix) {
            return label.substr(at);
        }
    }
    return label;
}

/// `text` without the word that it ends in, in any case; `text` itself if it ends in other words.
std::string_view without_last_word(std::string_view text, std::string_view lower_case_word) {
    const std::size_t start = text.size() - std::min(text.size(), lower_case_word.size());
    return equal_ignoring_case(text.substr(start), lower_case_word) ? text.substr(0, start) : text;
}

}  // namespace

token_kind kind_of_label(std::string_view label) {
    const std::string_view part = last_part(label);
    if (has_word(part, uaa)) {
        return token_kind::uaa;
    }
    return !has_word(part, iam) && has_word(label, uaa) ? token_kind::uaa : token_kind::iam;
}

bool ends_in_iam_label(std::string_view text) {
    text = trim(text);
    if (!text.ends_with(':')) {
        return false;
    }
    text = trim(text.substr(0, text.size() - 1));
    const std::string_view before_token = without_last_word(text, "token");
    const std::string_view first_word = trim(before_token);
    const std::string_view before_iam = without_last_word(first_word, iam);
    const bool are_apart = first_word.size() < before_token.size();
    return are_apart && before_iam.size() < first_word.size() &&
           is_word_start(text, before_iam.size());
}

}  // namespace ibmcloud_token
