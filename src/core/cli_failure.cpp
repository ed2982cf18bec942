#include "core/cli_failure.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

// The first that is found is told, so what says more comes first.
constexpr std::array<std::string_view, 16> network_words = {
    "proxyconnect tcp",
    "i/o timeout",
    "no such host",
    "connection refused",
    "connection reset by peer",
    "connection timed out",
    "tls handshake timeout",
    "network is unreachable",
    "no route to host",
    "context deadline exceeded",
    "client.timeout exceeded",
    "timeout awaiting response headers",
    "server misbehaving",
    "temporary failure in name resolution",
    "request canceled while waiting for connection",
    "dial tcp",
};

constexpr std::array<std::string_view, 9> login_phrases = {
    "not logged in",    "no api endpoint set", "log in to",
    "please log in",    "please login",        "have you logged in",
    "token is expired", "token has expired",   "inactivity",
};

/// The first of `phrases` that `text` contains; empty if it contains none.
template <std::size_t Size>
std::string find_first(std::string_view text, const std::array<std::string_view, Size>& phrases) {
    const auto* found = phrases.end();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_word_start(text, at)) {
            continue;
        }
        const char letter = to_lower(text[at]);
        found = std::find_if(phrases.begin(), found, [&](std::string_view phrase) {
            return letter == phrase.front() &&
                   equal_ignoring_case(text.substr(at, phrase.size()), phrase) &&
                   is_word_end(text, at + phrase.size());
        });
    }
    return found == phrases.end() ? std::string{} : std::string(*found);
}

/// `BXNIM`, four digits and `E`: IBM's token service said no.
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
    constexpr std::string_view oauth_code = "invalid_token";
    return std::string(text.find(oauth_code) == std::string_view::npos ? "" : oauth_code);
}

}  // namespace

std::optional<failure> read_failure(std::string_view text) {
    if (auto word = find_first(text, network_words); !word.empty()) {
        return failure(errc::network_failure, std::move(word));
    }
    if (auto code = find_token_service_code(text); !code.empty()) {
        return failure(errc::login_refused, std::move(code));
    }
    if (!find_first(text, login_phrases).empty()) {
        return failure(errc::not_logged_in);
    }
    return std::nullopt;
}

}  // namespace ibmcloud_token
