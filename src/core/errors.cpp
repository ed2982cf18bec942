#include "core/errors.hpp"

#include <string>

#include <sysexits.h>

namespace ibmcloud_token {
namespace {

constexpr int not_executable_status = 126;
constexpr int not_found_status = 127;

// Boost's base class has no virtual destructor; of this one there is one object, which stays.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor)
class category final : public boost::system::error_category {
public:
    [[nodiscard]] const char* name() const noexcept override { return "ibmcloud-token"; }
    [[nodiscard]] std::string message(int value) const override;
};

std::string category::message(int value) const {
    switch (static_cast<errc>(value)) {
    case errc::no_token:
        return "the output holds no usable token";
    case errc::malformed_token:
        return "what stands in the token's place is not a JWT";
    case errc::token_cut_short:
        return "the token was cut short: its signature has not the length of its algorithm";
    case errc::refresh_token:
        return "the output holds a refresh token, not an access token";
    case errc::different_tokens:
        return "the output holds different tokens, and nothing says which one is meant";
    case errc::too_much_output:
        return "the output is larger than 1 MiB, which is no token";
    case errc::unknown_lifetime:
        return "the token does not say when it expires";
    case errc::unknown_account:
        return "the token does not say which account it is for";
    case errc::unreadable_input:
        return "can't read the input";
    case errc::cli_failed:
        return "the CLI failed";
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
    case errc::not_logged_in:
        return "the CLI is not logged in";
    case errc::login_refused:
        return "IBM Cloud does not accept this login any more";
    case errc::token_expired:
        return "the token has expired";
    case errc::token_short_lived:
        return "the token has too little life left";
    case errc::other_account:
        return "the token is for another account";
    case errc::no_home:
        return "no home directory is set, so the CLI would use the current directory";
    case errc::github_env_unset:
        return "GITHUB_ENV is not set, so this is no step of GitHub Actions";
    case errc::command_not_executable:
        return "the command can't be executed";
    case errc::command_not_found:
        return "the command was not found";
    case errc::cli_not_executable:
        return "the CLI can't be executed";
    case errc::cli_not_found:
        return "the CLI was not found";
    }
    return "unknown error";
}

}  // namespace

const boost::system::error_category& token_category() noexcept {
    static const category instance;
    return instance;
}

errc to_errc(const error_code& error) {
    return error.category() == token_category() ? static_cast<errc>(error.value())
                                                : errc::system_refused;
}

std::string_view remedy(errc error) {
    switch (error) {
    case errc::no_token:
    case errc::malformed_token:
    case errc::too_much_output:
    case errc::different_tokens:
        return "see what was printed: add --verbose";
    case errc::token_cut_short:
        return "pass on the whole output, unwrapped and unshortened";
    case errc::refresh_token:
        return "take the access token: ibmcloud iam oauth-tokens";
    case errc::unknown_lifetime:
        return "use a form other than expiry, without --min-ttl";
    case errc::unknown_account:
        return "leave out --account";
    case errc::cli_failed:
        return "see what it says with: ibmcloud iam oauth-tokens";
    case errc::timed_out:
        return "try again, or allow more time with --timeout";
    case errc::network_failure:
        return "check the network and the proxy settings, then try again";
    case errc::not_logged_in:
    case errc::login_refused:
    case errc::token_expired:
    case errc::token_short_lived:
        return "log in with: ibmcloud login";
    case errc::other_account:
        return "switch with: ibmcloud target -c ACCOUNT_ID";
    case errc::no_home:
        return "set HOME, or IBMCLOUD_HOME";
    case errc::cli_not_executable:
    case errc::cli_not_found:
        return "install the IBM Cloud CLI, or name it with --cli or IBMCLOUD_TOKEN_CLI";
    case errc::unreadable_input:
    case errc::github_env_unset:
    case errc::command_not_executable:
    case errc::command_not_found:
    case errc::system_refused:
    case errc::cant_create_output:
    case errc::write_failed:
        return {};
    }
    return {};
}

int exit_status(errc error) {
    switch (error) {
    case errc::no_token:
    case errc::malformed_token:
    case errc::token_cut_short:
    case errc::refresh_token:
    case errc::different_tokens:
    case errc::too_much_output:
    case errc::unknown_lifetime:
    case errc::unknown_account:
        return EX_DATAERR;
    case errc::unreadable_input:
        return EX_NOINPUT;
    case errc::cli_failed:
        return EX_UNAVAILABLE;
    case errc::system_refused:
        return EX_OSERR;
    case errc::cant_create_output:
        return EX_CANTCREAT;
    case errc::write_failed:
        return EX_IOERR;
    case errc::timed_out:
    case errc::network_failure:
        return EX_TEMPFAIL;
    case errc::not_logged_in:
    case errc::login_refused:
    case errc::token_expired:
    case errc::token_short_lived:
        return EX_NOPERM;
    case errc::other_account:
    case errc::no_home:
        return EX_CONFIG;
    case errc::github_env_unset:
        return EX_USAGE;
    case errc::command_not_executable:
    case errc::cli_not_executable:
        return not_executable_status;
    case errc::command_not_found:
    case errc::cli_not_found:
        return not_found_status;
    }
    return EX_SOFTWARE;
}

}  // namespace ibmcloud_token
