#include "login/advice.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ibmcloud_token::login {

std::string_view advice(errc cause) {
    constexpr std::string_view see_cli = "see what the CLI says with --verbose";
    constexpr std::array<std::pair<errc, std::string_view>, 14> own = {{
        {errc::unknown_lifetime, "accept any lifetime with --min-ttl 0"},
        {errc::unreadable_input, "name a file that holds the secret"},
        {errc::cli_failed, see_cli},
        {errc::cli_calls_this_program, "set IBMCLOUD_TOKEN_CLI to the path of the real CLI"},
        {errc::login_failed,
         "see what the CLI says with --verbose; if it asks for something, give -c, -r or "
         "--no-region"},
        {errc::not_logged_in, see_cli},
        {errc::login_refused, see_cli},
        {errc::token_expired, "check this machine's clock"},
        {errc::token_short_lived, "ask for less with --min-ttl"},
        {errc::no_credential,
         "set IBMCLOUD_API_KEY, or give --apikey @FILE, --cr-token @FILE, --vpc-cri or --sso"},
        {errc::credential_refused, "check the API key or the trusted profile, and the account"},
        {errc::other_account, "use a credential of that account, or name it with -c"},
        {errc::cli_not_executable, "name another CLI with IBMCLOUD_TOKEN_CLI"},
        {errc::cli_not_found, "install the IBM Cloud CLI, or name it with IBMCLOUD_TOKEN_CLI"},
    }};
    const auto* const found =
        std::find_if(own.begin(), own.end(), [&](const auto& pair) { return pair.first == cause; });
    return found != own.end() ? found->second : hint(cause);
}

}  // namespace ibmcloud_token::login
