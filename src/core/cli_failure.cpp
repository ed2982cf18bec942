#include "core/cli_failure.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

// The first match in a list is reported, so more telling words come first. All are in lower case.

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
});

/// Reason phrases of HTTP (RFC 9110 §15.6, RFC 6585 §4).
constexpr auto server_words = std::to_array<std::string_view>({
    "bad gateway",
    "service unavailable",
    "gateway timeout",
    "too many requests",
});

/// OAuth error codes (RFC 6749 §5.2, RFC 6750 §3.1), and the texts that IBM's SDK prints in place
/// of a BXNIM code.
constexpr auto refusal_words = std::to_array<std::string_view>({
    "invalid_token",
    "invalid_grant",
    "invalid token:",
    "external authentication failed",
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

/// The first of `phrases` that `text` has, in any case; empty if it has none. In one pass: the
/// output can be large.
std::string find_first(std::string_view text, std::span<const std::string_view> phrases) {
    auto found = phrases.end();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_word_start(text, at)) {
            const std::string_view rest = text.substr(at);
            found = std::find_if(phrases.begin(), found, [&](std::string_view phrase) {
                return to_lower(rest.front()) == phrase.front() && begins_with_words(rest, phrase);
            });
        }
    }
    return found == phrases.end() ? std::string{} : std::string(*found);
}

/// `: EOF` behind the URL of a request, as Go's net/url quotes it: the server closed the
/// connection. An EOF of standard input has no URL.
std::string find_eof(std::string_view text) {
    constexpr std::string_view eof = "\": EOF";
    for (std::size_t at = text.find(eof); at != std::string_view::npos;
         at = text.find(eof, at + eof.size())) {
        const std::string_view before = text.substr(0, at);
        const std::size_t start = before.find_last_of("\"\n") + 1;
        const bool is_url = before.substr(start).find("://") != std::string_view::npos;
        if (is_url && is_word_end(text, at + eof.size())) {
            return "EOF";
        }
    }
    return {};
}

/// `Status code: 429` or `5xx`: the server is busy or broken, also if a code of the token service
/// follows.
std::string find_server_status(std::string_view text) {
    constexpr std::string_view words = "status code:";
    constexpr std::size_t digits = 3;
    for (std::size_t at = find_ignoring_case(text, words); at != std::string_view::npos;
         at = find_ignoring_case(text, words, at + words.size())) {
        const std::string_view rest = trim_left(text.substr(at + words.size()));
        const std::string_view status = rest.substr(0, digits);
        const bool is_status = status.size() == digits &&
                               std::all_of(status.begin(), status.end(), is_digit) &&
                               is_word_end(rest, digits);
        if (is_status && (status.front() == '5' || status == "429")) {
            return "status code " + std::string(status);
        }
    }
    return {};
}

/// `BXNIM`, four digits and `E`: an error code of IBM's token service.
std::string find_token_service_code(std::string_view text) {
    constexpr std::string_view prefix = "BXNIM";
    constexpr std::size_t digits = 4;
    constexpr std::size_t length = prefix.size() + digits + 1;
    for (std::size_t at = text.find(prefix); at != std::string_view::npos;
         at = text.find(prefix, at + 1)) {
        const std::string_view code = text.substr(at, length);
        if (code.size() == length && code.back() == 'E' && is_word_end(text, at + length) &&
            std::all_of(code.begin() + prefix.size(), code.end() - 1, is_digit)) {
            return std::string(code);
        }
    }
    return {};
}

struct rule {
    int list;
    errc cause;
    std::string (*find)(std::string_view text);
};

constexpr int list_count = 3;
constexpr std::array<rule, 7> rules = {{
    {1, errc::network_failure,
     [](std::string_view text) { return find_first(text, network_words); }},
    {1, errc::network_failure, find_eof},
    {1, errc::servers_failed, find_server_status},
    {1, errc::servers_failed, [](std::string_view text) { return find_first(text, server_words); }},
    {2, errc::login_refused, find_token_service_code},
    {2, errc::login_refused, [](std::string_view text) { return find_first(text, refusal_words); }},
    {3, errc::not_logged_in, [](std::string_view text) { return find_first(text, login_phrases); }},
}};

std::optional<failure> try_list(int list, std::string_view text) {
    for (const rule& rule : rules) {
        std::string words = rule.list == list ? rule.find(text) : std::string{};
        if (!words.empty()) {
            // "the CLI is not logged in: not logged in" would repeat itself.
            const bool says_more = rule.cause != errc::not_logged_in;
            return failure(rule.cause, says_more ? std::move(words) : std::string{});
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
