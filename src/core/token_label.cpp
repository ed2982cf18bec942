#include "core/token_label.hpp"

#include <algorithm>
#include <cstddef>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view iam = "iam";
constexpr std::string_view uaa = "uaa";

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
    const std::size_t last_word = text.find_last_of(" \t") + 1;
    if (!equal_ignoring_case(text.substr(last_word), "token")) {
        return false;
    }
    text = trim(text.substr(0, last_word));
    const std::size_t start = text.size() - std::min(text.size(), iam.size());
    return equal_ignoring_case(text.substr(start), iam) && is_word_start(text, start);
}

}  // namespace ibmcloud_token
