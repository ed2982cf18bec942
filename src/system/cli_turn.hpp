#pragma once

#include <chrono>
#include <string>

#include <sys/types.h>

#include "core/errors.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

/// The right to run the CLI on one configuration directory. Two runs of the CLI at once can read
/// each other's half-written configuration, which the CLI takes for none, and log the user out.
///
/// It is a lock on the directory, not on the files in it: those the CLI locks itself.
class cli_turn {
public:
    /// Waits for the turn. A directory that is not there or can't be locked is no reason to fail:
    /// the turn is then had at once, and is worth nothing. Error: `timed_out`.
    static result<cli_turn> wait_until(std::chrono::steady_clock::time_point deadline,
                                       const std::string& directory);

    cli_turn(const cli_turn&) = delete;
    cli_turn& operator=(const cli_turn&) = delete;
    cli_turn(cli_turn&& other) noexcept;
    cli_turn& operator=(cli_turn&&) = delete;
    ~cli_turn();

    /// Has a process of its own keep the turn until `cli`, the leader of a process group, has
    /// ended: this one may be killed before, and no descriptor may reach the CLI. A CLI that
    /// outlives this process, and `deadline` by the time that `run_cli` takes to stop it, is
    /// stopped then.
    void keep_until_end_of(pid_t cli, std::chrono::steady_clock::time_point deadline);

    /// The process that keeps the turn; 0 or less if there is none.
    [[nodiscard]] pid_t keeper() const { return keeper_; }

private:
    explicit cli_turn(unique_fd directory);

    unique_fd directory_;
    pid_t keeper_ = 0;
};

}  // namespace ibmcloud_token
