#include "core/cli_failure.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

// The first match in a list is reported, so more telling words come first. A small letter stands
// for both cases, and `#` for a digit.

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

/// Status codes, and reason phrases of HTTP (RFC 9110 §15.6, RFC 6585 §4).
constexpr auto server_words = std::to_array<std::string_view>({
    "status code: 429",
    "status code: 5##",
    "bad gateway",
    "service unavailable",
    "gateway timeout",
    "too many requests",
});

/// Codes of IBM's token service, OAuth error codes (RFC 6749 §5.2, RFC 6750 §3.1), and the texts
/// that IBM's SDK prints in place of a code.
constexpr auto refusal_words = std::to_array<std::string_view>({
    "BXNIM####E",
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

/// True if `text` begins with `phrase`, and no letter or digit follows it.
bool begins_with_phrase(std::string_view text, std::string_view phrase) {
    const auto is_match = [](char wanted, char c) {
        return wanted == '#' ? is_digit(c) : c == wanted || to_lower(c) == wanted;
    };
    return text.size() >= phrase.size() &&
           std::equal(phrase.begin(), phrase.end(), text.begin(), is_match) &&
           (phrase.back() == ':' || is_word_end(text, phrase.size()));
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

/// The first of `phrases` that `text` has, as it is written there; empty if it has none. In one
/// pass: the output can be large.
std::string_view find_first(std::string_view text, std::span<const std::string_view> phrases) {
    std::string_view found;
    for (std::size_t at = 0; at < text.size() && !phrases.empty(); ++at) {
        if (!is_word_start(text, at)) {
            continue;
        }
        const std::string_view rest = text.substr(at);
        const auto first =
            std::find_if(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
                return begins_with_phrase(rest, phrase) &&
                       (phrase != end_of_file || ends_in_url(text.substr(0, at)));
            });
        if (first != phrases.end()) {
            found = rest.substr(0, first->size());
            // Only more telling ones are left to look for.
            phrases = {phrases.begin(), first};
        }
    }
    return found;
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
    for (int list = 1; list <= list_count; ++list) {
        for (const std::string_view text : {errors, output}) {
            if (auto found = try_list(list, text)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

}  // namespace ibmcloud_token
