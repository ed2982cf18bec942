#include "core/b64token.hpp"

#include <array>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

constexpr auto is_character = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        const char c = static_cast<char>(byte);
        table[byte] = is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~' ||
                      c == '+' || c == '/';
    }
    return table;
}();

}  // namespace

bool is_b64token_character(char c) {
    return is_character[static_cast<unsigned char>(c)];
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

std::string_view without_scheme(std::string_view value) {
    value = trim(value);
    if (!equal_ignoring_case(value.substr(0, scheme.size()), scheme)) {
        return value;
    }
    const std::string_view rest = value.substr(scheme.size());
    return trim_left(rest).size() < rest.size() ? trim_left(rest) : value;
}

}  // namespace ibmcloud_token
