#pragma once

#include <chrono>
#include <string>

#include "core/errors.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

/// The right to run the CLI on one configuration directory. Two runs of the CLI at once can read
/// each other's half-written configuration, which the CLI takes for none, and log the user out.
///
/// It is a lock on the directory, not on the files in it: those the CLI locks itself. No descriptor
/// may reach the CLI, so the lock is gone when this process is killed. What is left then is a
/// System V semaphore, from which the kernel takes the CLI's part back when the CLI ends (SEM_UNDO
/// of semop(2), which execve(2) preserves).
class cli_turn {
public:
    /// Waits for the turn. A directory that is not there or can't be locked is no reason to fail:
    /// the turn is then had at once, and is worth nothing. Error: `timed_out`; a CLI that was left
    /// behind and has not ended by then is stopped.
    static result<cli_turn> wait_until(std::chrono::steady_clock::time_point deadline,
                                       const std::string& directory);

    cli_turn(const cli_turn&) = delete;
    cli_turn& operator=(const cli_turn&) = delete;
    cli_turn(cli_turn&& other) noexcept;
    cli_turn& operator=(cli_turn&&) = delete;
    ~cli_turn();

    /// Said by the process that is to be the CLI, between vfork and exec: the turn does not end
    /// before that process, also if this one is killed.
    void enter() const;

    /// Takes away the semaphore when the CLI has ended. The turn lasts on.
    void leave();

private:
    explicit cli_turn(unique_fd directory);

    [[nodiscard]] bool
    wait_for_the_one_before(std::chrono::steady_clock::time_point deadline) const;

    unique_fd directory_;
    int semaphore_ = -1;  ///< counts who has entered; -1 if the system has none for us
};

}  // namespace ibmcloud_token
