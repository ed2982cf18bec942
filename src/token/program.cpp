#include "token/program.hpp"

#include "program/run_main.hpp"
#include "system/clock.hpp"
#include "token/deliver.hpp"
#include "token/help.hpp"
#include "token/obtain_token.hpp"
#include "token/options.hpp"

namespace ibmcloud_token {
namespace {

result<void> carry_out(const command_line& line, const caller_state& caller, const messages& log) {
    const auto asked = read_options(line);
    if (asked.has_error()) {
        return asked.error();
    }
    const auto token = obtain_token(*asked, caller, log);
    return token.has_value() ? deliver(*token, asked->destination, clock_time(), caller)
                             : token.error();
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const caller_state& caller) {
    return run({"ibmcloud-token", token_syntax, help_text(), version_text(), carry_out, hint},
               arguments, caller);
}

}  // namespace ibmcloud_token
