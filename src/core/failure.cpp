#include "core/failure.hpp"

#include <stdexcept>

#include <sysexits.h>

namespace ibmcloud_token {
namespace {

constexpr int not_executable_status = 126;
constexpr int not_found_status = 127;

std::string_view description(errc cause) {
    switch (cause) {
    case errc::usage:
        return {};
    case errc::github_env_unset:
        return "GITHUB_ENV is not set: this is not a step of GitHub Actions";
    case errc::no_token:
        return "the output holds no usable token";
    case errc::malformed_token:
        return "the output holds something else than a JWT where the token should be";
    case errc::unknown_algorithm:
        return "the token is signed with an unknown algorithm";
    case errc::token_cut_short:
        return "the token is truncated";
    case errc::token_wrapped:
        return "the token is wrapped: it goes on in the next line";
    case errc::refresh_token:
        return "the output holds a refresh token, not an access token";
    case errc::different_tokens:
        return "the output holds different tokens";
    case errc::too_much_output:
        return "the output is larger than 1 MiB";
    case errc::unknown_lifetime:
        return "the token does not say when it expires";
    case errc::unknown_account:
        return "the token does not say which account it is for";
    case errc::lifetime_out_of_reach:
        return "no token of this login lives that long";
    case errc::unreadable_input:
        return "can't read the input";
    case errc::cli_failed:
        return "the CLI failed";
    case errc::login_failed:
        return "the login failed";
    case errc::program_fault:
        return "internal error";
    case errc::system_refused:
        return "the system refused a descriptor, a process or memory";
    case errc::cant_create_output:
        return "can't create the output file";
    case errc::write_failed:
        return "can't write";
    case errc::timed_out:
        return "the CLI did not end in time";
    case errc::network_failure:
        return "the CLI could not reach IBM Cloud";
    case errc::servers_failed:
        return "IBM Cloud's servers are in trouble";
    case errc::not_logged_in:
        return "the CLI is not logged in";
    case errc::login_refused:
        return "IBM Cloud no longer accepts this login";
    case errc::token_expired:
        return "the token has expired";
    case errc::expired_when_printed:
        return "the token that the CLI has just printed has expired by this machine's clock";
    case errc::token_short_lived:
        return "the token expires too soon";
    case errc::no_credential:
        return "there is nothing to log in with";
    case errc::credential_refused:
        return "IBM Cloud refused the login";
    case errc::other_account:
        return "the token is for another account";
    case errc::no_home:
        return "no home directory is set, so the CLI would use the current directory";
    case errc::called_by_cli:
        return "the CLI that this program runs has called this program";
    case errc::command_not_executable:
        return "the command can't be executed";
    case errc::command_not_found:
        return "the command was not found";
    case errc::cli_not_executable:
        return "the CLI can't be executed";
    case errc::cli_not_found:
        return "the CLI was not found";
    }
    return {};
}

}  // namespace

std::string message(const failure& failure) {
    std::string text(description(failure.cause()));
    if (!text.empty() && !failure.detail().empty()) {
        text += ": ";
    }
    return text + failure.detail();
}

std::string_view hint(errc cause) {
    switch (cause) {
    case errc::no_token:
    case errc::malformed_token:
    case errc::unknown_algorithm:
    case errc::too_much_output:
    case errc::different_tokens:
        return "add --verbose to see what was printed";
    case errc::token_cut_short:
    case errc::token_wrapped:
        return "pass on the whole output, with the token on one line";
    case errc::refresh_token:
        return "take the access token: ibmcloud iam oauth-tokens";
    case errc::unknown_lifetime:
        return "use a form other than expiry, and leave out --min-ttl";
    case errc::unknown_account:
        return "leave out --account";
    case errc::lifetime_out_of_reach:
        return "ask for less with --min-ttl";
    case errc::cli_failed:
        return "see what it says with: ibmcloud iam oauth-tokens";
    case errc::timed_out:
        return "try again, or allow more time with --timeout";
    case errc::network_failure:
        return "check the network and the proxy settings, then try again";
    case errc::servers_failed:
        return "try again later";
    case errc::not_logged_in:
    case errc::login_refused:
    case errc::token_expired:
    case errc::token_short_lived:
        return "log in with: ibmcloud login";
    case errc::expired_when_printed:
        return "check this machine's clock";
    case errc::other_account:
        return "switch with: ibmcloud target -c ACCOUNT_ID";
    case errc::no_home:
        return "set HOME or IBMCLOUD_HOME";
    case errc::called_by_cli:
        return "set IBMCLOUD_TOKEN_CLI to the path of the real CLI";
    case errc::cli_not_executable:
        return "name another CLI with --cli or IBMCLOUD_TOKEN_CLI";
    case errc::cli_not_found:
        return "install the IBM Cloud CLI, or name it with --cli or IBMCLOUD_TOKEN_CLI";
    case errc::usage:
    case errc::github_env_unset:
    case errc::unreadable_input:
    case errc::login_failed:
    case errc::program_fault:
    case errc::system_refused:
    case errc::cant_create_output:
    case errc::write_failed:
    case errc::no_credential:
    case errc::credential_refused:
    case errc::command_not_executable:
    case errc::command_not_found:
        return {};
    }
    return {};
}

int exit_status(errc cause) {
    switch (cause) {
    case errc::usage:
    case errc::github_env_unset:
        return EX_USAGE;
    case errc::no_token:
    case errc::malformed_token:
    case errc::unknown_algorithm:
    case errc::token_cut_short:
    case errc::token_wrapped:
    case errc::refresh_token:
    case errc::different_tokens:
    case errc::too_much_output:
    case errc::unknown_lifetime:
    case errc::unknown_account:
    case errc::lifetime_out_of_reach:
        return EX_DATAERR;
    case errc::unreadable_input:
        return EX_NOINPUT;
    case errc::cli_failed:
    case errc::login_failed:
        return EX_UNAVAILABLE;
    case errc::program_fault:
        return EX_SOFTWARE;
    case errc::system_refused:
        return EX_OSERR;
    case errc::cant_create_output:
        return EX_CANTCREAT;
    case errc::write_failed:
        return EX_IOERR;
    case errc::timed_out:
    case errc::network_failure:
    case errc::servers_failed:
        return EX_TEMPFAIL;
    case errc::not_logged_in:
    case errc::login_refused:
    case errc::token_expired:
    case errc::expired_when_printed:
    case errc::token_short_lived:
    case errc::no_credential:
    case errc::credential_refused:
        return EX_NOPERM;
    case errc::other_account:
    case errc::no_home:
    case errc::called_by_cli:
        return EX_CONFIG;
    case errc::command_not_executable:
    case errc::cli_not_executable:
        return not_executable_status;
    case errc::command_not_found:
    case errc::cli_not_found:
        return not_found_status;
    }
    return EX_SOFTWARE;
}

void throw_exception_from_error(const failure& failure,
                                const boost::source_location& /*location*/) {
    throw std::logic_error(message(failure));
}

}  // namespace ibmcloud_token
