#include "core/disfigured_token.hpp"

#include <algorithm>
#include <string>

#include "core/base64url.hpp"
#include "core/plain_words.hpp"

namespace ibmcloud_token {
namespace {

/// The first characters of base64url that encode `{` or white space.
constexpr std::string_view first_characters = "eICD";

/// True if an object in JSON (RFC 8259 §2 and §4) can begin with `octets`: white space, `{`, white
/// space, `"`, and then printable US-ASCII.
bool begins_object(std::string_view octets) {
    for (const char wanted : {'{', '"'}) {
        octets.remove_prefix(std::min(octets.find_first_not_of(" \t\n\r"), octets.size()));
        if (!octets.empty() && octets.front() != wanted) {
            return false;
        }
        octets.remove_prefix(std::min<std::size_t>(octets.size(), 1));
    }
    return std::all_of(octets.begin(), octets.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// The end of the first twelve characters of a token that begins at `start`; npos if none begins
/// there.
std::size_t end_of_beginning(std::string_view text, std::size_t start) {
    std::string kept;
    std::size_t at = start;
    for (; at < text.size() && kept.size() < shortest_secret; ++at) {
        if (text[at] == '.' || is_base64url_character(text[at])) {
            kept += text[at];
        }
    }
    const auto octets = decode_base64url(kept);
    const bool is_beginning = kept.size() == shortest_secret && octets && begins_object(*octets);
    return is_beginning ? at : std::string_view::npos;
}

}  // namespace

std::size_t find_disfigured_token(std::string_view text, bool (*is_run_character)(char)) {
    std::size_t secret_run_end = 0;
    for (std::size_t start = text.find_first_of(first_characters); start != std::string_view::npos;
         start = text.find_first_of(first_characters, start + 1)) {
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
