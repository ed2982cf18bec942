#pragma once

#include <string_view>
#include <type_traits>

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

namespace ibmcloud_token {

using boost::system::error_code;
using boost::system::result;

/// One for each thing that the user can act on.
enum class errc {
    no_token = 1,      ///< Look at what the CLI printed.
    malformed_token,   ///< Likewise: what stands after `Bearer` is no JWT.
    token_cut_short,   ///< Take the whole output: something between here and the CLI shortened it.
    refresh_token,     ///< Take the access token, not the refresh token.
    different_tokens,  ///< Take the output of one run.
    too_much_output,   ///< Look at what the CLI printed.
    unknown_lifetime,  ///< Do without `--min-ttl`, or take a token with an `exp` claim.
    unknown_account,   ///< Do without `--account`, or take a token with an account.
    unreadable_input,  ///< Name a file that can be read.
    cli_failed,        ///< Run the CLI by hand to see why.
    system_refused,    ///< Close something, or raise a limit.
    cant_create_output,      ///< Name a file that can be written.
    write_failed,            ///< Make room, or mend the pipe.
    timed_out,               ///< Try again, or allow more time.
    network_failure,         ///< Try again when the network is there.
    not_logged_in,           ///< Log in.
    login_refused,           ///< Log in again: the session has ended.
    token_expired,           ///< Log in again: the CLI could not refresh the token.
    token_short_lived,       ///< Likewise, or ask for less life.
    other_account,           ///< Log in to the right account.
    no_home,                 ///< Set HOME.
    github_env_unset,        ///< Run this as a step of GitHub Actions.
    command_not_executable,  ///< Name a program that can be run.
    command_not_found,       ///< Name a program that is there.
    cli_not_executable,      ///< Name a program that can be run.
    cli_not_found,           ///< Install the CLI, or say where it is.
};

const boost::system::error_category& token_category() noexcept;

inline error_code make_error_code(errc error) noexcept {
    return {static_cast<int>(error), token_category()};
}

/// What `error` means to the user: an error of the system is `system_refused`.
errc to_errc(const error_code& error);

/// What the user can do about `error`, as half a sentence; empty if it is nothing in particular.
std::string_view remedy(errc error);

/// The exit status that tells of `error`: one of sysexits(3), or 126 or 127 as in sh(1).
int exit_status(errc error);

}  // namespace ibmcloud_token

template <>
struct boost::system::is_error_code_enum<ibmcloud_token::errc> : std::true_type {};
