#include "obtain_token.hpp"

#include <string>
#include <utility>
#include <variant>

#include "captured_output.hpp"
#include "cli_run.hpp"
#include "core/description.hpp"
#include "system/clock.hpp"

namespace ibmcloud_token {
namespace {

void say_what_was_seen(const captured_output& seen, const messages& say) {
    if (!say.is_verbose()) {
        return;
    }
    const std::int64_t now = clock_time();
    for (const std::string& line : describe(seen.output.view(), now)) {
        say.note("output, " + line);
    }
    for (const std::string& line : describe(seen.errors.view(), now)) {
        say.note("errors, " + line);
    }
}

result<access_token> read_token(const captured_output& seen, token_kind kind, const messages& say) {
    say_what_was_seen(seen, say);
    auto found = find_token(seen, kind);
    if (const auto* why = std::get_if<failure>(&found)) {
        return say.error(why->cause, why->detail);
    }
    return std::get<access_token>(std::move(found));
}

}  // namespace

result<access_token> obtain_token(const options& asked, const caller_signals& signals,
                                  const messages& say) {
    if (asked.input) {
        const auto seen = read_captured(*asked.input, say);
        return seen.has_value() ? read_token(*seen, asked.kind, say) : seen.error();
    }
    const auto run = cli_run::plan(asked, signals, say);
    if (run.has_error()) {
        return run.error();
    }
    const auto turn = run->wait_for_turn(say);
    if (turn.has_error()) {
        return turn.error();
    }
    const auto seen = run->carry_out(*turn, say);
    return seen.has_value() ? read_token(*seen, asked.kind, say) : seen.error();
}

}  // namespace ibmcloud_token
