#include "program.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <sys/wait.h>
#include <sysexits.h>

#include "captured_output.hpp"
#include "core/ascii.hpp"
#include "core/claims.hpp"
#include "core/description.hpp"
#include "core/duration.hpp"
#include "core/errors.hpp"
#include "core/failure.hpp"
#include "core/printable.hpp"
#include "core/secret.hpp"
#include "core/token_search.hpp"
#include "hand_over.hpp"
#include "help.hpp"
#include "messages.hpp"

namespace ibmcloud_token {
namespace {

std::int64_t clock_time() {
    using std::chrono::system_clock;
    return std::chrono::floor<std::chrono::seconds>(system_clock::now()).time_since_epoch().count();
}

void say_what_was_seen(const captured_output& seen, std::int64_t now, const messages& say) {
    if (!say.is_verbose()) {
        return;
    }
    for (const std::string& line : describe(seen.output.view(), now)) {
        say.note("output, " + line);
    }
    for (const std::string& line : describe(seen.errors.view(), now)) {
        say.note("errors, " + line);
    }
}

/// The first line that says more than `FAILED`, which is one or two words in all languages.
std::string first_telling_line(std::string_view text) {
    constexpr std::size_t longest = 200;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        if (std::count_if(line.begin(), line.end(), is_blank) >= 2) {
            return masked(line.substr(0, longest));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

/// Why there is no token: in words of the CLI that are known, or else `otherwise`.
error_code say_why(const captured_output& seen, const error_code& otherwise,
                   std::string_view detail, const messages& say) {
    for (const secret* text : {&seen.errors, &seen.output}) {
        if (const auto known = read_failure(text->view())) {
            return say.error(known->cause, known->key);
        }
    }
    return say.error(otherwise, detail);
}

result<access_token> find_token(const captured_output& seen, token_kind kind, const messages& say) {
    if (seen.wait_status && *seen.wait_status != 0) {
        const std::string words = first_telling_line(seen.errors.view());
        return say_why(seen, errc::cli_failed,
                       describe_end(*seen.wait_status) + (words.empty() ? "" : ", ") + words, say);
    }
    // Exit status 0 proves nothing: this CLI answers a wrong flag with its help text and 0.
    auto token = find_access_token(seen.output.view(), kind);
    if (token.has_value()) {
        return token;
    }
    if (token.error() == errc::different_tokens) {
        return say.error(token.error());
    }
    return say_why(seen, token.error(), {}, say);
}

error_code check_account(const claims& known, const std::string& account, const messages& say) {
    if (!known.account) {
        return say.error(errc::unknown_account);
    }
    return *known.account == account ? error_code{} : say.error(errc::other_account);
}

error_code check_lifetime(const claims& known, const options& asked, std::int64_t now,
                          const messages& say) {
    if (!known.exp) {
        return asked.needs_lifetime ? say.error(errc::unknown_lifetime) : error_code{};
    }
    const std::chrono::seconds left{*known.exp - now};
    if (asked.min_ttl.count() == 0 || left >= asked.min_ttl) {
        return {};
    }
    if (left.count() <= 0) {
        return say.error(errc::token_expired, to_string(-left) + " ago");
    }
    return say.error(errc::token_short_lived,
                     to_string(left) + ", less than --min-ttl " + to_string(asked.min_ttl));
}

error_code check_token(const access_token& token, const options& asked, std::int64_t now,
                       const messages& say) {
    const claims& known = token.known_claims();
    if (asked.account) {
        if (const error_code error = check_account(known, *asked.account, say)) {
            return error;
        }
    }
    return check_lifetime(known, asked, now, say);
}

error_code get_and_hand_over(const options& asked, const caller_signals& signals,
                             const messages& say) {
    const auto seen = capture_output(asked, signals, say);
    if (seen.has_error()) {
        return seen.error();
    }
    const std::int64_t clock = clock_time();
    say_what_was_seen(*seen, clock, say);
    const auto token = find_token(*seen, asked.kind, say);
    if (token.has_error()) {
        return token.error();
    }
    const std::int64_t now = plausible_time(token->known_claims(), clock);
    if (const error_code error = check_token(*token, asked, now, say)) {
        return error;
    }
    return hand_over(*token, asked, now, signals, say);
}

}  // namespace

int run_program(const options& asked, const caller_signals& signals) {
    const messages say(asked.quiet, asked.verbose);
    error_code error;
    if (asked.help) {
        error = write_output(help_text(), say);
    } else if (asked.version) {
        error = write_output(version_text(), say);
    } else {
        error = get_and_hand_over(asked, signals, say);
    }
    return error ? exit_status(to_errc(error)) : EX_OK;
}

}  // namespace ibmcloud_token
