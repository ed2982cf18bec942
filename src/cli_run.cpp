#include "cli_run.hpp"

#include <string_view>
#include <utility>

#include "core/duration.hpp"
#include "core/plain_text.hpp"
#include "core/printable.hpp"
#include "system/environment.hpp"
#include "system/find_executable.hpp"
#include "system/run_cli.hpp"

namespace ibmcloud_token {
namespace {

/// What the user named, or `ibmcloud`.
std::string cli_name(const options& asked) {
    const std::string_view from_environment = environment_value("IBMCLOUD_TOKEN_CLI");
    return asked.cli.value_or(from_environment.empty() ? "ibmcloud"
                                                       : std::string(from_environment));
}

failure why_not_ended(const error_code& error, const std::string& path,
                      std::chrono::seconds timeout) {
    const errc cause = to_errc(error);
    if (cause == errc::cli_not_executable) {
        return {cause, masked_path(path)};
    }
    if (cause == errc::timed_out) {
        return {cause, "stopped after " + to_string(timeout)};
    }
    return {cause, cause == errc::system_refused ? error.message() : std::string{}};
}

}  // namespace

cli_run::cli_run(std::string path, std::chrono::seconds timeout, const caller_signals& signals)
    : path_(std::move(path)),
      config_directory_(cli_config_directory()),
      timeout_(timeout),
      deadline_(std::chrono::steady_clock::now() + timeout),
      signals_(signals) {}

result<cli_run> cli_run::plan(const options& asked, const caller_signals& signals,
                              const messages& say) {
    if (!has_cli_home()) {
        return say.error(errc::no_home);
    }
    const std::string name = cli_name(asked);
    auto path = find_executable(name, environment_value("PATH"));
    if (path.has_error()) {
        return say.error(path.error(), masked_path(name));
    }
    return cli_run(std::move(*path), asked.timeout, signals);
}

result<cli_turn> cli_run::wait_for_turn(const messages& say) const {
    auto turn = cli_turn::wait_until(deadline_, config_directory_);
    if (turn.has_error()) {
        return say.error(turn.error(), "other runs of it took " + to_string(timeout_));
    }
    return turn;
}

std::variant<captured_output, failure> cli_run::carry_out(cli_turn& turn,
                                                          const messages& say) const {
    say.note("running " + masked_path(path_) + " iam oauth-tokens");
    auto ended = run_cli({
        .path = path_,
        .arguments = {"iam", "oauth-tokens"},
        .environment = cli_environment(),
        .signals = signals_,
        .deadline = deadline_,
        .turn = &turn,
    });
    if (ended.has_error()) {
        return why_not_ended(ended.error(), path_, timeout_);
    }
    say.note("it ended with " + describe_end(ended->wait_status));
    return captured_output{plain_text(ended->output.view()), plain_text(ended->errors.view()),
                           ended->wait_status};
}

}  // namespace ibmcloud_token
