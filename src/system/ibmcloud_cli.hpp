#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "core/verdict.hpp"
#include "system/caller.hpp"
#include "system/child_process.hpp"
#include "system/clock.hpp"
#include "system/config_lock.hpp"
#include "system/environment.hpp"
#include "system/messages.hpp"

namespace ibmcloud_token {

/// Adds to `notes` how a run of the CLI ended and what it printed, without secrets and personal
/// data.
void add_notes(const cli_output& seen, held_notes& notes);

/// The IBM Cloud CLI: where it is, which configuration it uses, and how it is run.
class ibmcloud_cli {
public:
    /// Finds the CLI: `named` if the user named one, else $IBMCLOUD_TOKEN_CLI, else `ibmcloud` on
    /// PATH. Errors: `no_home`, because the CLI would then use the current directory;
    /// `cli_not_found`, `cli_not_executable`.
    static result<ibmcloud_cli> find(const std::optional<std::string>& named,
                                     const caller_state& caller);

    /// The path for messages: as the user typed it, if the user named the CLI.
    [[nodiscard]] const std::string& name() const { return name_; }

    /// Has `filter` remove secrets from the CLI's output before `fetch_token` makes notes or a
    /// failure of it.
    void set_filter(std::function<void(cli_output&)> filter) { filter_ = std::move(filter); }

    /// Waits for this caller's turn. Errors: `called_by_cli`, because the CLI that waits for this
    /// process holds the turn; `timed_out`.
    [[nodiscard]] result<config_lock> take_turn(const time_limit& limit) const;

    /// The caller's environment with settings that make the CLI's output plain, quiet and English,
    /// and with a mark by which `take_turn` knows that the CLI has called this program.
    [[nodiscard]] static child_environment environment();

    /// One run of the CLI, in this caller's turn. Refers to `environment`.
    [[nodiscard]] child_command describe_run(const std::vector<std::string>& arguments,
                                             const child_environment& environment,
                                             const time_limit& limit,
                                             const config_lock& turn) const;

    /// Runs the CLI to its end, in this caller's turn. Errors: as `run_child`.
    [[nodiscard]] result<cli_output> run(const std::vector<std::string>& arguments,
                                         const child_environment& environment,
                                         const time_limit& limit, config_lock& turn) const;

    /// The token that `ibmcloud iam oauth-tokens` prints. A token that has almost expired is
    /// followed by one more run: the CLI looks at a token's lifetime before it prints it. Errors:
    /// as `run`, and as `find_token`.
    [[nodiscard]] result<access_token> fetch_token(token_kind kind, const time_limit& limit,
                                                   config_lock& turn, held_notes& notes) const;

private:
    ibmcloud_cli(std::string path, std::string name, std::string config_directory,
                 const caller_state& caller);

    std::string path_;
    std::string name_;
    std::string config_directory_;
    const caller_state* caller_;
    std::function<void(cli_output&)> filter_ = [](cli_output& /*seen*/) {};
};

}  // namespace ibmcloud_token
