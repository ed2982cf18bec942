#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

namespace ibmcloud_token {

/// One for each thing that the user can act on.
enum class errc {
    usage,                   ///< Correct the command line. The detail says all.
    github_env_unset,        ///< Run this as a step of GitHub Actions.
    no_token,                ///< Look at what the CLI printed.
    malformed_token,         ///< Likewise: what follows `Bearer` is not a JWT.
    unknown_algorithm,       ///< Likewise: nobody can tell whether such a token is whole.
    token_cut_short,         ///< Pass on the whole output.
    token_wrapped,           ///< Pass on the output without line breaks in the token.
    refresh_token,           ///< Take the access token, not the refresh token.
    different_tokens,        ///< Take the output of one run.
    too_much_output,         ///< Pass on the output of the CLI alone.
    unknown_lifetime,        ///< Leave out `--min-ttl`, or take a token with an `exp` claim.
    unknown_account,         ///< Leave out `--account`, or take a token with an account.
    lifetime_out_of_reach,   ///< Ask for less with `--min-ttl`: a login gives no such token.
    unreadable_input,        ///< Name a file that can be read.
    cli_failed,              ///< Run the CLI by hand to see why.
    cli_calls_this_program,  ///< Name the real CLI instead of the wrapper.
    login_failed,            ///< Look at what the CLI printed; give what it asks for.
    program_fault,           ///< Report it.
    system_refused,          ///< Close something, or raise a limit.
    cant_create_output,      ///< Name a file that can be written.
    write_failed,            ///< Make room, or repair the pipe.
    timed_out,               ///< Try again, or allow more time.
    network_failure,         ///< Try again when the network is there.
    servers_failed,          ///< Try again later.
    not_logged_in,           ///< Log in.
    login_refused,           ///< Log in again: the session has ended.
    token_expired,           ///< Log in again.
    expired_when_printed,    ///< Check the clock: the CLI has just printed this token.
    token_short_lived,       ///< Log in again, or ask for less.
    no_credential,           ///< Give ibmcloud-login something to log in with.
    credential_refused,      ///< Use another API key, profile or account.
    other_account,           ///< Log in to the right account.
    no_home,                 ///< Set HOME.
    called_by_cli,           ///< Name the real CLI with IBMCLOUD_TOKEN_CLI.
    command_not_executable,  ///< Name a program that can be executed.
    command_not_found,       ///< Name a program that exists.
    cli_not_executable,      ///< Name a program that can be executed.
    cli_not_found,           ///< Install the CLI, or say where it is.
};

/// Why something could not be done: the one error type of this project. Functions return it; the
/// program layer prints it once.
//
// A class and not an aggregate: Boost.System 1.81 needs the default constructor, and the converting
// one makes `return errc::x;` work.
class failure {
public:
    failure() = default;
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): `return errc::x;`
    failure(errc cause) : cause_(cause) {}
    failure(errc cause, std::string detail) : cause_(cause), detail_(std::move(detail)) {}

    [[nodiscard]] errc cause() const { return cause_; }

    /// Details of this case; printable, and without secrets.
    [[nodiscard]] const std::string& detail() const { return detail_; }

private:
    errc cause_ = errc::program_fault;
    std::string detail_;
};

template <typename T>
using result = boost::system::result<T, failure>;

/// What happened, in one line: the cause and, after a colon, the detail. No colon is at the end.
std::string message(const failure& failure);

/// What the user can do about `cause`, in the imperative; empty if there is no advice that helps.
std::string_view hint(errc cause);

/// The exit status that reports `cause`: one of sysexits(3), or 126 or 127 as in sh(1).
int exit_status(errc cause);

/// Boost.System calls this when `value()` is asked of a result without one, which is a fault of
/// this program.
[[noreturn]] void throw_exception_from_error(const failure& failure,
                                             const boost::source_location& location);

}  // namespace ibmcloud_token
