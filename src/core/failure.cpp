#include "core/failure.hpp"

#include <array>
#include <cstddef>
#include <stdexcept>

#include <sysexits.h>

namespace ibmcloud_token {
namespace {

// As in sh(1).
constexpr int not_executable_status = 126;
constexpr int not_found_status = 127;

struct meaning {
    errc cause;
    int exit_status;
    std::string_view description;
    std::string_view hint;
};

constexpr std::size_t cause_count = static_cast<std::size_t>(errc::cli_not_found) + 1;

// ibmcloud-login has its own hints for its causes (`login::advice`).
constexpr std::array<meaning, cause_count> meanings = {{
    {errc::usage, EX_USAGE, "", ""},
    {errc::github_env_unset, EX_USAGE,
     "GITHUB_ENV is not set: this is not a step of GitHub Actions", ""},
    {errc::no_token, EX_DATAERR, "the output holds no usable token",
     "add --verbose to see what was printed"},
    {errc::malformed_token, EX_DATAERR, "the text in place of the token is not a JWT",
     "add --verbose to see what was printed"},
    {errc::unknown_algorithm, EX_DATAERR, "the token is signed with an unknown algorithm",
     "add --verbose to see what was printed"},
    {errc::token_cut_short, EX_DATAERR, "the token is truncated",
     "pass on the whole output, with the token on one line"},
    {errc::token_wrapped, EX_DATAERR, "the token is wrapped: it goes on in the next line",
     "pass on the whole output, with the token on one line"},
    {errc::refresh_token, EX_DATAERR, "the output holds a refresh token, not an access token",
     "take the access token: ibmcloud iam oauth-tokens"},
    {errc::different_tokens, EX_DATAERR, "the output holds different tokens",
     "add --verbose to see what was printed"},
    {errc::too_much_output, EX_DATAERR, "the output is larger than 1 MiB",
     "compare it with the output of: ibmcloud iam oauth-tokens"},
    {errc::unknown_lifetime, EX_DATAERR, "the token does not say when it expires",
     "use a form other than expiry, and leave out --min-ttl"},
    {errc::unknown_account, EX_DATAERR, "the token does not say which account it is for",
     "leave out --account"},
    {errc::lifetime_out_of_reach, EX_DATAERR, "no token of this login lives that long",
     "ask for less with --min-ttl"},
    {errc::unreadable_input, EX_NOINPUT, "can't read the input", ""},
    {errc::cli_failed, EX_UNAVAILABLE, "the CLI failed",
     "see what it says with: ibmcloud iam oauth-tokens"},
    {errc::cli_calls_this_program, EX_UNAVAILABLE, "the CLI is a wrapper that calls this program",
     "name the real CLI with --cli or IBMCLOUD_TOKEN_CLI"},
    {errc::login_failed, EX_UNAVAILABLE, "the login failed", ""},
    {errc::program_fault, EX_SOFTWARE, "internal error", ""},
    {errc::system_refused, EX_OSERR, "the system refused a descriptor, a process or memory", ""},
    {errc::cant_create_output, EX_CANTCREAT, "can't create the output file", ""},
    {errc::write_failed, EX_IOERR, "can't write", ""},
    {errc::timed_out, EX_TEMPFAIL, "the CLI did not end in time",
     "try again, or allow more time with --timeout"},
    {errc::network_failure, EX_TEMPFAIL, "the CLI could not reach IBM Cloud",
     "check the network and the proxy settings, then try again"},
    {errc::servers_failed, EX_TEMPFAIL, "IBM Cloud's servers reported an error", "try again later"},
    {errc::not_logged_in, EX_NOPERM, "the CLI is not logged in", "log in with: ibmcloud login"},
    {errc::login_refused, EX_NOPERM, "IBM Cloud no longer accepts this login",
     "log in with: ibmcloud login"},
    {errc::token_expired, EX_NOPERM, "the token has expired", "log in with: ibmcloud login"},
    {errc::expired_when_printed, EX_NOPERM,
     "the token that the CLI has just printed has expired by this machine's clock",
     "check this machine's clock"},
    {errc::token_short_lived, EX_NOPERM, "the token expires too soon",
     "log in with: ibmcloud login"},
    {errc::no_credential, EX_NOPERM, "there is nothing to log in with", ""},
    {errc::credential_refused, EX_NOPERM, "IBM Cloud refused the login", ""},
    {errc::other_account, EX_CONFIG, "the token is for another account",
     "switch with: ibmcloud target -c ACCOUNT_ID"},
    {errc::no_home, EX_CONFIG,
     "no home directory is set, so the CLI would use the current directory",
     "set HOME or IBMCLOUD_HOME"},
    {errc::called_by_cli, EX_CONFIG, "the CLI that this program runs has called this program",
     "set IBMCLOUD_TOKEN_CLI to the path of the real CLI"},
    {errc::command_not_executable, not_executable_status, "the command can't be executed", ""},
    {errc::command_not_found, not_found_status, "the command was not found", ""},
    {errc::cli_not_executable, not_executable_status, "the CLI can't be executed",
     "name another CLI with --cli or IBMCLOUD_TOKEN_CLI"},
    {errc::cli_not_found, not_found_status, "the CLI was not found",
     "install the IBM Cloud CLI, or name it with --cli or IBMCLOUD_TOKEN_CLI"},
}};

/// A new cause without a row does not compile.
constexpr bool is_in_order() {
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        if (meanings[i].cause != static_cast<errc>(i) || meanings[i].exit_status == 0) {
            return false;
        }
    }
    return true;
}
static_assert(is_in_order());

const meaning& meaning_of(errc cause) {
    return meanings.at(static_cast<std::size_t>(cause));
}

}  // namespace

std::string message(const failure& failure) {
    std::string text(meaning_of(failure.cause()).description);
    if (!text.empty() && !failure.detail().empty()) {
        text += ": ";
    }
    text += failure.detail();
    // A detail may be the words before a colon, or a name with nothing to say about it.
    return text.substr(0, text.find_last_not_of(": ") + 1);
}

std::string_view hint(errc cause) {
    return meaning_of(cause).hint;
}

int exit_status(errc cause) {
    return meaning_of(cause).exit_status;
}

void throw_exception_from_error(const failure& failure,
                                const boost::source_location& /*location*/) {
    throw std::logic_error(message(failure));
}

}  // namespace ibmcloud_token
