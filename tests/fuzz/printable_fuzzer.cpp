// What is shown is printable, and holds neither a token nor an address.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ascii.hpp"
#include "core/b64token.hpp"
#include "core/masking.hpp"
#include "core/output_report.hpp"
#include "core/plain_text.hpp"
#include "core/printable.hpp"
#include "core/secret.hpp"
#include "core/token_search.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

bool has_long_number(std::string_view text) {
    return std::search_n(text.begin(), text.end(), 6, true,
                         [](char c, bool /*wanted*/) { return is_digit(c); }) != text.end();
}

/// True if there are twelve token characters in a row, with something that no plain words and short
/// numbers have.
bool has_long_run(std::string_view text) {
    std::size_t size = 0;
    bool is_plain = true;
    char last = '\0';
    for (const char c : text) {
        const bool is_inside = is_b64token_character(c) || c == '=';
        const bool is_odd = c == '+' || c == '~' || c == '=' || (is_digit(c) && is_alpha(last)) ||
                            (is_alpha(c) && is_digit(last));
        size = is_inside ? size + 1 : 0;
        is_plain = size == 0 || (is_plain && !is_odd);
        last = c;
        if (size >= 12 && !is_plain) {
            return true;
        }
    }
    return false;
}

void check_shown(std::string_view text) {
    const std::string shown = printable(text);
    require(is_printable_ascii(shown));
    require(printable(shown) == shown);
    require((shown == text) == is_printable_ascii(text));

    const std::string hidden = masked(text);
    require(is_printable_ascii(hidden));
    for (const char* const at_sign : {"@", "%40", "\\u0040"}) {
        require(hidden.find(at_sign) == std::string::npos);
    }
    // Elsewhere an escape's hexadecimal digits may stand before a number; where so much is hidden,
    // its size is a long number itself.
    constexpr std::size_t six_digits = 100000;
    if (is_printable_ascii(text) && text.size() < six_digits) {
        require(!has_long_number(hidden));
        require(!has_long_run(hidden));
        require(masked(hidden) == hidden);
    }
}

/// True if twelve characters of `token`'s signature in a row are in `line`.
bool has_piece(std::string_view line, std::string_view token) {
    constexpr std::size_t piece = 12;
    for (std::size_t at = token.rfind('.') + 1; at + piece <= token.size(); ++at) {
        if (line.find(token.substr(at, piece)) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

void check_description(std::string_view text) {
    constexpr std::int64_t now = 1700000000;
    const std::vector<std::string> lines = describe_output(text, now);
    require(lines.size() <= 41);
    require(lines.empty() == text.empty());
    const auto iam = find_access_token(text, token_kind::iam);
    for (const std::string& line : lines) {
        require(is_printable_ascii(line));
        require(line.find('@') == std::string::npos);
        require(iam.has_error() || !has_piece(line, iam->text()));
    }
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const std::string_view bytes = fuzz::as_text(data, size);
    fuzz::check_shown(bytes);
    fuzz::check_description(bytes);
    fuzz::check_description(plain_text(bytes).view());
    return 0;
}
