#include "captured_output.hpp"

#include <chrono>
#include <string>

#include <sys/wait.h>

#include "core/duration.hpp"
#include "core/plain_text.hpp"
#include "core/printable.hpp"
#include "system/cli_turn.hpp"
#include "system/environment.hpp"
#include "system/file.hpp"
#include "system/find_executable.hpp"
#include "system/run_cli.hpp"

namespace ibmcloud_token {
namespace {

result<captured_output> read_captured(const std::string& path, const messages& say) {
    constexpr std::size_t most = std::size_t{1024} * 1024;
    const std::string name = path == "-" ? "standard input" : '\'' + masked_path(path) + '\'';
    say.note("reading " + name);
    const auto bytes = read_input(path, most);
    if (bytes.has_error() && bytes.error() == errc::too_much_output) {
        return say.error(errc::too_much_output);
    }
    if (bytes.has_error()) {
        return say.error(errc::unreadable_input, name + ": " + bytes.error().message());
    }
    return captured_output{plain_text(bytes->view()), secret{}, std::nullopt};
}

/// What the user named, or `ibmcloud`.
std::string cli_name(const options& asked) {
    const std::string_view from_environment = environment_value("IBMCLOUD_TOKEN_CLI");
    return asked.cli.value_or(from_environment.empty() ? "ibmcloud"
                                                       : std::string(from_environment));
}

error_code say_run_error(const error_code& error, const std::string& path,
                         std::chrono::seconds timeout, const messages& say) {
    if (error == errc::cli_not_executable) {
        return say.error(error, masked_path(path));
    }
    if (error == errc::timed_out) {
        return say.error(error, "stopped after " + to_string(timeout));
    }
    return to_errc(error) == errc::system_refused ? say.error(errc::system_refused, error.message())
                                                  : say.error(error);
}

result<captured_output> run(const options& asked, const caller_signals& signals,
                            const messages& say) {
    const auto start = std::chrono::steady_clock::now();
    if (!has_cli_home()) {
        return say.error(errc::no_home);
    }
    const std::string name = cli_name(asked);
    const auto path = find_executable(name, environment_value("PATH"));
    if (path.has_error()) {
        return say.error(path.error(), masked_path(name));
    }
    const auto deadline = start + asked.timeout;
    const auto turn = cli_turn::wait_until(deadline, cli_config_directory());
    if (turn.has_error()) {
        return say.error(turn.error(), "other runs of it took " + to_string(asked.timeout));
    }
    say.note("running " + masked_path(*path) + " iam oauth-tokens");
    auto ended = run_cli({
        .path = *path,
        .arguments = {"iam", "oauth-tokens"},
        .environment = cli_environment(),
        .signals = signals,
        .deadline = deadline,
    });
    if (ended.has_error()) {
        return say_run_error(ended.error(), *path, asked.timeout, say);
    }
    say.note("it ended with " + describe_end(ended->wait_status));
    return captured_output{plain_text(ended->output.view()), plain_text(ended->errors.view()),
                           ended->wait_status};
}

}  // namespace

std::string describe_end(int wait_status) {
    return WIFSIGNALED(wait_status) ? "signal " + std::to_string(WTERMSIG(wait_status))
                                    : "exit status " + std::to_string(WEXITSTATUS(wait_status));
}

result<captured_output> capture_output(const options& asked, const caller_signals& signals,
                                       const messages& say) {
    return asked.input ? read_captured(*asked.input, say) : run(asked, signals, say);
}

}  // namespace ibmcloud_token
