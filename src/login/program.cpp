#include "login/program.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include <sysexits.h>

#include "core/ascii.hpp"
#include "core/masking.hpp"
#include "login/advice.hpp"
#include "login/help.hpp"
#include "login/log_in.hpp"
#include "login/options.hpp"
#include "program/command_line.hpp"
#include "system/clock.hpp"
#include "system/files.hpp"
#include "system/messages.hpp"

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

int log_in(const options& asked, const caller_state& caller, const messages& log) {
    const auto token = ensure_login(asked, caller, log);
    if (token.has_error()) {
        return log.report(token.error(), advice);
    }
    log.say(describe_login(token->known_claims()));
    return EX_OK;
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const caller_state& caller) {
    const auto asked = parse_options(arguments);
    const auto* const options = asked.has_value() ? std::get_if<struct options>(&*asked) : nullptr;
    const bool is_quiet =
        options != nullptr ? options->is_quiet : asks_for_quiet(arguments, login_syntax);
    const messages log("ibmcloud-login", is_quiet, options != nullptr && options->is_verbose);
    if (asked.has_error()) {
        return log.report(asked.error());
    }
    if (options != nullptr) {
        return log_in(*options, caller, log);
    }
    const auto written = write_standard_output(
        std::holds_alternative<show_help>(*asked) ? help_text() : version_text());
    return written.has_value() ? EX_OK : log.report(written.error());
}

}  // namespace ibmcloud_token::login
