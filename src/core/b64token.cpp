#include "core/b64token.hpp"

#include "core/ascii.hpp"

namespace ibmcloud_token {

bool is_b64token_character(char c) {
    return is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '+' ||
           c == '/';
}

std::size_t b64token_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_b64token_character(text[length])) {
        ++length;
    }
    if (length == 0) {
        return 0;
    }
    while (length < text.size() && text[length] == '=') {
        ++length;
    }
    return length;
}

}  // namespace ibmcloud_token
