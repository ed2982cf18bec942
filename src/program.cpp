#include "program.hpp"

#include <cstdint>

#include <sysexits.h>

#include "check_token.hpp"
#include "hand_over.hpp"
#include "help.hpp"
#include "messages.hpp"
#include "obtain_token.hpp"
#include "system/clock.hpp"

namespace ibmcloud_token {
namespace {

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
