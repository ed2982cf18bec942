#include "core/disfigured_token.hpp"

#include <algorithm>
#include <array>

#include "core/base64url.hpp"
#include "core/plain_words.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view start_of_object = "eyJ";
constexpr std::size_t beginning_length = shortest_secret;

bool is_kept(char c) {
    return c == '.' || is_base64url_character(c);
}

/// True for a character that, behind `eyJ`, makes the third octet a small letter.
bool completes_small_letter(char c) {
    return (c >= 'h' && c <= 'z') || (c >= '0' && c <= '6');
}

bool is_printable(std::string_view base64url) {
    const auto octets = decode_base64url(base64url);
    return octets &&
           std::all_of(octets->begin(), octets->end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// The end of the first twelve characters of a token that begins at `start`; npos if none begins
/// there.
std::size_t end_of_beginning(std::string_view text, std::size_t start) {
    std::array<char, beginning_length> kept{};
    std::size_t count = 0;
    for (std::size_t at = start; at < text.size(); ++at) {
        const char c = text[at];
        if (!is_kept(c)) {
            continue;
        }
        if ((count < start_of_object.size() && c != start_of_object[count]) ||
            (count == start_of_object.size() && !completes_small_letter(c))) {
            break;
        }
        kept[count] = c;
        if (++count == kept.size()) {
            const std::string_view beginning(kept.data(), kept.size());
            return is_printable(beginning.substr(start_of_object.size() + 1))
                       ? at + 1
                       : std::string_view::npos;
        }
    }
    return std::string_view::npos;
}

}  // namespace

std::size_t find_disfigured_token(std::string_view text, bool (*is_run_character)(char)) {
    std::size_t secret_run_end = 0;
    for (std::size_t start = text.find('e'); start != std::string_view::npos;
         start = text.find('e', start + 1)) {
        const std::size_t end = end_of_beginning(text, start);
        if (end == std::string_view::npos || end <= secret_run_end) {
            continue;
        }
        if (start < secret_run_end) {
            return start;
        }
        std::size_t run_start = start;
        while (run_start > secret_run_end && is_run_character(text[run_start - 1])) {
            --run_start;
        }
        const auto* const run_end =
            std::find_if_not(text.begin() + start, text.end(), is_run_character);
        const std::string_view run(text.begin() + run_start, run_end);
        if (!is_secret_run(run) || run_start + run.size() < end) {
            return start;
        }
        secret_run_end = run_start + run.size();
    }
    return std::string_view::npos;
}

}  // namespace ibmcloud_token
