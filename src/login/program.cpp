#include "login/program.hpp"

#include <algorithm>
#include <string_view>

#include "core/ascii.hpp"
#include "core/masking.hpp"
#include "login/advice.hpp"
#include "login/help.hpp"
#include "login/log_in.hpp"
#include "login/options.hpp"
#include "program/run_main.hpp"
#include "system/clock.hpp"

namespace ibmcloud_token::login {
namespace {

/// An ID as it is, since it is what the user wants to know; anything else masked.
std::string shown_id(std::string_view id) {
    constexpr std::size_t longest = 80;
    const bool is_id =
        id.size() <= longest && id.find("eyJ") == std::string_view::npos &&
        std::all_of(id.begin(), id.end(), [](char c) {
            return is_alphanumeric(c) || c == '.' || c == '_' || c == ':' || c == '-';
        });
    return is_id ? std::string(id) : masked(id);
}

/// Whose login it is, for which account, and for how long.
std::string describe_login(const claims& known) {
    std::string text = "logged in: " + shown_id(known.iam_id.value_or("unknown"));
    if (known.account) {
        text += ", account " + shown_id(*known.account);
    }
    if (known.exp) {
        text += ", for " + std::to_string(*known.exp - clock_time()) + " s";
    }
    return text;
}

result<void> carry_out(const command_line& line, const caller_state& caller, const messages& log) {
    const auto asked = read_options(line);
    if (asked.has_error()) {
        return asked.error();
    }
    const auto token = ensure_login(*asked, caller, log);
    if (token.has_error()) {
        return token.error();
    }
    log.say(describe_login(token->known_claims()));
    return {};
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const caller_state& caller) {
    return run({"ibmcloud-login", login_syntax, help_text(), version_text(), carry_out, advice},
               arguments, caller);
}

}  // namespace ibmcloud_token::login
