// Masked text is printable and holds neither an address nor a piece of a token, wherever the token
// is in the text and whatever is between its characters.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "core/b64token.hpp"
#include "core/masking.hpp"
#include "core/output_report.hpp"
#include "core/plain_text.hpp"
#include "core/plain_words.hpp"
#include "core/printable.hpp"
#include "core/secret.hpp"
#include "core/token_pieces.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

constexpr std::size_t piece = 12;
constexpr std::int64_t now = 1700000000;

/// Synthetic tokens without twelve characters that look like words. The objects of the last two
/// have white space before and behind their `{`.
constexpr std::array<std::string_view, 3> tokens = {
    "eyJhbGciOiJSUzI1NiJ9.eyJpYW1faWQiOiJzeW50aGV0aWMiLCJleHAiOjE3MDAwMDAwMDB9."
    "s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4t",
    "eyAiYWxnIjoiUlMyNTYifQ.ewogImlhbV9pZCI6InN5bnRoZXRpYyIsImV4cCI6MTcwMDAwMDAwMH0."
    "s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4t",
    "DQp7CSJhbGciOiJSUzI1NiJ9.IHsiaWFtX2lkIjoic3ludGhldGljIiwiZXhwIjoxNzAwMDAwMDAwfQ."
    "s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4tUr3-s1Gn4t",
};

void check_printable(std::string_view text) {
    const std::string shown = printable(text);
    require(is_printable_ascii(shown));
    require(printable(shown) == shown);
    require((shown == text) == is_printable_ascii(text));
    const std::string kept = without_controls(text);
    require(without_controls(kept) == kept);
    require(std::none_of(kept.begin(), kept.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
    }));
}

bool has_secret_run(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = b64token_length(text);
        if (is_secret_run(text.substr(0, length))) {
            return true;
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return false;
}

void check_masked(std::string_view text) {
    const std::string shown = masked(text);
    require(is_printable_ascii(shown));
    for (const char* const at_sign : {"@", "%40", "\\u0040"}) {
        require(shown.find(at_sign) == std::string::npos);
    }
    if (is_printable_ascii(text)) {
        require(!has_secret_run(shown));
    }
}

/// `shown` without what stands for hidden runs. Its words and digits are not from the text.
std::string without_markers(const std::string& shown) {
    static const std::regex marker("<([0-9]+ characters|JWS [^<>]*|token in pieces: rest hidden)>");
    return std::regex_replace(shown, marker, "<>");
}

/// All that is ever shown of `text`.
std::vector<std::string> shown_forms(std::string_view text) {
    std::string report;
    for (const std::string& line : describe_output(text, now)) {
        report += line + '\n';
    }
    return {report, masked(text), masked_typed(text)};
}

/// Puts `token` into `text` at `position`, in parts of `width` with `filling` behind each.
void check_token(std::string_view token, std::string_view text, std::size_t position,
                 std::size_t width, std::string_view filling) {
    std::string with_token(text.substr(0, position));
    with_token += with_filling(token, width, filling);
    with_token += text.substr(position);
    // Other characters of tokens in between make it another text, of which no part is a token.
    // Pieces in `text` itself have no beginning by which they could be told, and what is between
    // them can be hidden.
    constexpr std::size_t short_piece = 4;
    const bool is_token = width < piece && squeezed(filling).empty() &&
                          !has_piece(squeezed(text), token, short_piece);
    for (const std::string& shown : shown_forms(with_token)) {
        const std::string characters = without_escapes(shown);
        require(!has_piece(characters, token));
        require(!is_token || !has_piece(squeezed(without_markers(characters)), token));
    }
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const std::string_view bytes = fuzz::as_text(data, size);
    fuzz::check_printable(bytes);
    fuzz::check_masked(bytes);
    fuzz::check_masked(plain_text(bytes).view());
    constexpr std::size_t parameters = 3;
    if (size >= parameters) {
        const std::string_view rest = bytes.substr(parameters);
        const std::string_view filling = rest.substr(0, data[2] % 8U);
        const std::string_view text = rest.substr(filling.size());
        fuzz::check_token(fuzz::tokens.at(data[2] / 8U % fuzz::tokens.size()), text,
                          text.empty() ? 0 : data[0] % text.size(), 1 + data[1] % 40U, filling);
    }
    return 0;
}
