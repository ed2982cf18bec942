#include "token/program.hpp"

#include <utility>
#include <variant>

#include <sysexits.h>

#include "program/command_line.hpp"
#include "system/clock.hpp"
#include "system/files.hpp"
#include "system/messages.hpp"
#include "token/deliver.hpp"
#include "token/help.hpp"
#include "token/obtain_token.hpp"
#include "token/options.hpp"

namespace ibmcloud_token {
namespace {

result<void> carry_out(const options& asked, const caller_state& caller, const messages& log) {
    const auto token = obtain_token(asked, caller, log);
    return token.has_value() ? deliver(*token, asked.destination, clock_time(), caller)
                             : token.error();
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const caller_state& caller) {
    const auto asked = parse_options(arguments);
    const auto* const options = asked.has_value() ? std::get_if<struct options>(&*asked) : nullptr;
    const bool is_quiet =
        options != nullptr ? options->is_quiet : asks_for_quiet(arguments, token_syntax);
    const messages log("ibmcloud-token", is_quiet, options != nullptr && options->is_verbose);
    if (asked.has_error()) {
        return log.report(asked.error());
    }
    const auto done =
        options != nullptr
            ? carry_out(*options, caller, log)
            : write_standard_output(std::holds_alternative<show_help>(*asked) ? help_text()
                                                                              : version_text());
    return done.has_value() ? EX_OK : log.report(done.error());
}

}  // namespace ibmcloud_token
