#include "program.hpp"

#include <chrono>
#include <cstdint>
#include <string>

#include <sysexits.h>

#include "core/duration.hpp"
#include "hand_over.hpp"
#include "help.hpp"
#include "messages.hpp"
#include "obtain_token.hpp"
#include "system/clock.hpp"

namespace ibmcloud_token {
namespace {

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
    const auto token = obtain_token(asked, signals, say);
    if (token.has_error()) {
        return token.error();
    }
    const std::int64_t now = plausible_time(token->known_claims(), clock_time());
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
