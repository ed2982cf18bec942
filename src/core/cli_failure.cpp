#include "core/cli_failure.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "core/ascii.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {
namespace {

// The first match in a list is reported, so more telling words come first. A lower-case letter
// stands for both cases, `#` for a digit, and blanks are as `with_even_blanks` leaves them.

/// Only behind the URL of a request.
constexpr std::string_view end_of_file = "eof";

/// Words of Go's net, net/http and crypto/tls packages.
constexpr auto network_words = std::to_array<std::string_view>({
    "proxyconnect tcp",
    "i/o timeout",
    "no such host",
    "connection refused",
    "connection reset",
    "connection timed out",
    "operation timed out",
    "tls handshake timeout",
    "network is unreachable",
    "no route to host",
    "context deadline exceeded",
    "client.timeout exceeded",
    "timeout awaiting response headers",
    "server misbehaving",
    "temporary failure in name resolution",
    "request canceled while waiting for connection",
    "broken pipe",
    "goaway",
    "client connection lost",
    "server closed idle connection",
    "unexpected eof",
    "dial tcp",
    end_of_file,
});

/// Status codes, and reason phrases of HTTP (RFC 9110 §15.6, RFC 6585 §4), also as nginx writes
/// them.
constexpr auto server_words = std::to_array<std::string_view>({
    "status code: 429",
    "status code: 5##",
    "bad gateway",
    "service unavailable",
    "service temporarily unavailable",
    "gateway timeout",
    "gateway time-out",
    "too many requests",
});

/// Codes of IBM's token service, OAuth error codes (RFC 6749 §5.2, RFC 6750 §3.1), and the texts
/// that IBM's SDK prints in place of a code.
constexpr auto refusal_words = std::to_array<std::string_view>({
    "bxnim####e",
    "invalid_token",
    "invalid_grant",
    "invalid token:",
    "external authentication failed",
    "session inactive:",
});

constexpr auto login_phrases = std::to_array<std::string_view>({
    "not logged in",
    "no api endpoint set",
    "log in to",
    "please log in",
    "please login",
    "have you logged in",
    "token is expired",
    "token has expired",
    "inactivity",
});

/// `text` with one blank for several, none before a colon, and one between a colon and a letter or
/// digit.
secret with_even_blanks(std::string_view text) {
    secret even;
    char before = '\n';
    for (const char c : text) {
        if (is_blank(before) ? c != ':' && !is_blank(c) : before == ':' && is_alphanumeric(c)) {
            even.append(' ');
        }
        if (!is_blank(c)) {
            even.append(c);
        }
        before = c;
    }
    return even;
}

/// True for a part of a word or of an identifier.
bool is_word_character(char c) {
    return is_alphanumeric(c) || c == '_';
}

/// True if `start` is not inside a word. In `FAILED\nNot logged in`, as in JSON, the `n` belongs to
/// an escape and not to a word.
bool can_begin_word(std::string_view text, std::size_t start) {
    return start == 0 || !is_word_character(text[start - 1]) ||
           (start > 1 && text[start - 2] == '\\');
}

/// True if `text` ends in a URL as Go's net/url quotes it, and a colon: behind it, `EOF` means that
/// the server closed the connection. An EOF of standard input has no URL.
bool ends_in_url(std::string_view text) {
    constexpr std::string_view end = "\": ";
    if (!text.ends_with(end)) {
        return false;
    }
    text.remove_suffix(end.size());
    return text.substr(text.find_last_of("\"\n") + 1).find("://") != std::string_view::npos;
}

/// True if `phrase` is at `start` and is not a part of longer words.
bool has_phrase_at(std::string_view text, std::size_t start, std::string_view phrase) {
    const auto is_match = [](char wanted, char c) {
        return wanted == '#' ? is_digit(c) : to_lower(c) == wanted;
    };
    const std::string_view found = text.substr(start, phrase.size());
    const std::string_view behind = text.substr(start + found.size());
    return std::equal(phrase.begin(), phrase.end(), found.begin(), found.end(), is_match) &&
           can_begin_word(text, start) &&
           (behind.empty() || phrase.back() == ':' || !is_word_character(behind.front())) &&
           (phrase != end_of_file || ends_in_url(text.substr(0, start)));
}

/// The first of `phrases` that `text` has, as it is written there; empty if it has none.
std::string_view find_first(std::string_view text, std::span<const std::string_view> phrases) {
    for (const std::string_view phrase : phrases) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (has_phrase_at(text, at, phrase)) {
                return text.substr(at, phrase.size());
            }
        }
    }
    return {};
}

struct rule {
    int list;
    errc cause;
    std::span<const std::string_view> phrases;
};

constexpr int list_count = 3;
constexpr std::array<rule, 4> rules = {{
    {1, errc::network_failure, network_words},
    {1, errc::servers_failed, server_words},
    {2, errc::login_refused, refusal_words},
    {3, errc::not_logged_in, login_phrases},
}};

std::optional<failure> try_list(int list, std::string_view text) {
    for (const auto& [its_list, cause, phrases] : rules) {
        const auto words = its_list == list ? find_first(text, phrases) : std::string_view{};
        if (!words.empty()) {
            // "the CLI is not logged in: not logged in" would repeat itself.
            return failure(cause, std::string(cause == errc::not_logged_in ? "" : words));
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<failure> read_failure(std::string_view errors, std::string_view output) {
    const std::array<secret, 2> texts = {with_even_blanks(errors), with_even_blanks(output)};
    for (int list = 1; list <= list_count; ++list) {
        for (const secret& text : texts) {
            if (auto found = try_list(list, text.view())) {
                return found;
            }
        }
    }
    return std::nullopt;
}

}  // namespace ibmcloud_token
