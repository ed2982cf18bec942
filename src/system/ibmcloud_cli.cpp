#include "system/ibmcloud_cli.hpp"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "core/output_report.hpp"
#include "core/plain_text.hpp"
#include "core/requirements.hpp"
#include "system/config_directory.hpp"
#include "system/executable.hpp"

namespace ibmcloud_token {
namespace {

/// Holds the process id of the program that runs the CLI.
constexpr const char* parent_mark = "IBMCLOUD_TOKEN_PARENT";

bool is_parent_alive() {
    const std::string_view mark = environment_value(parent_mark);
    pid_t parent = 0;
    const auto parsed = std::from_chars(mark.data(), mark.data() + mark.size(), parent);
    return parsed.ec == std::errc{} && parent > 0 && (::kill(parent, 0) == 0 || errno == EPERM);
}

void add_report(std::string_view stream, const secret& text, held_notes& notes) {
    for (const std::string& line : describe_output(text.view(), clock_time())) {
        notes.add(std::string(stream) + ", " + line);
    }
}

bool has_almost_expired(const access_token& token) {
    const auto exp = token.known_claims().exp;
    return exp && *exp - clock_time() < min_usable_lifetime.count();
}

}  // namespace

void add_notes(const cli_output& seen, held_notes& notes) {
    if (!notes.are_wanted()) {
        return;
    }
    if (seen.wait_status) {
        notes.add("it ended with " + describe_end(*seen.wait_status));
    }
    add_report("output", seen.output, notes);
    add_report("errors", seen.errors, notes);
}

ibmcloud_cli::ibmcloud_cli(std::string path, std::string name, std::string config_directory,
                           const caller_state& caller)
    : path_(std::move(path)),
      name_(std::move(name)),
      config_directory_(std::move(config_directory)),
      caller_(&caller) {}

result<ibmcloud_cli> ibmcloud_cli::find(const std::optional<std::string>& named,
                                        const caller_state& caller) {
    std::string directory = config_directory();
    if (directory.empty()) {
        return errc::no_home;
    }
    const std::string_view from_environment = environment_value("IBMCLOUD_TOKEN_CLI");
    const std::string name =
        named.value_or(from_environment.empty() ? "ibmcloud" : std::string(from_environment));
    auto path = find_executable(name, environment_value("PATH"));
    if (path.has_error()) {
        return path.error();
    }
    const bool is_path = name.find('/') != std::string::npos;
    return ibmcloud_cli(*path, is_path ? name : *path, std::move(directory), caller);
}

result<config_lock> ibmcloud_cli::take_turn(const time_limit& limit) const {
    if (is_parent_alive()) {
        return errc::called_by_cli;
    }
    return config_lock::acquire(config_directory_, limit);
}

child_environment ibmcloud_cli::environment() {
    child_environment variables;
    // The CLI takes the first of IBMCLOUD_X and BLUEMIX_X that is not empty. LANGUAGE would win
    // over LC_ALL.
    for (const char* const name :
         {"BLUEMIX_COLOR", "BLUEMIX_TRACE", "BLUEMIX_VERSION_CHECK", "LANGUAGE"}) {
        variables.unset(name);
    }
    for (const char* const name : {"IBMCLOUD_COLOR", "IBMCLOUD_TRACE", "IBMCLOUD_VERSION_CHECK"}) {
        variables.set(name, "false");
    }
    variables.set("LC_ALL", "C");
    variables.set(parent_mark, std::to_string(::getpid()));
    return variables;
}

child_command ibmcloud_cli::describe_run(const std::vector<std::string>& arguments,
                                         const child_environment& environment,
                                         const time_limit& limit, const config_lock& turn) const {
    return {
        .path = path_,
        .name = name_,
        .arguments = arguments,
        .environment = environment,
        .caller = *caller_,
        .inherited_fd = turn.fd(),
        .limit = limit,
        .are_files_whole = [this] { return is_config_whole(config_directory_); },
    };
}

result<cli_output> ibmcloud_cli::run(const std::vector<std::string>& arguments,
                                     const child_environment& environment, const time_limit& limit,
                                     config_lock& turn) const {
    auto ended = run_child(describe_run(arguments, environment, limit, turn), turn.signals());
    if (ended.has_error()) {
        return ended.error();
    }
    return cli_output{plain_text(ended->output.view()), plain_text(ended->errors.view()),
                      ended->wait_status};
}

result<access_token> ibmcloud_cli::fetch_token(token_kind kind, const time_limit& limit,
                                               config_lock& turn, held_notes& notes) const {
    const auto run_once = [&]() -> result<access_token> {
        auto seen = run({"iam", "oauth-tokens"}, environment(), limit, turn);
        if (seen.has_error()) {
            return seen.error();
        }
        // A token with a short secret in it stays whole.
        auto token = find_token(*seen, kind);
        filter_(*seen);
        add_notes(*seen, notes);
        return token.has_value() ? std::move(token) : find_token(*seen, kind);
    };
    auto token = run_once();
    if (token.has_value() && has_almost_expired(*token) && steady_clock::now() < limit.end()) {
        notes.add("the token has almost expired: running the CLI once more");
        token = run_once();
    }
    return token;
}

}  // namespace ibmcloud_token
