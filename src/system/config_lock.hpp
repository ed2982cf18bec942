#pragma once

#include <string>

#include "core/failure.hpp"
#include "system/clock.hpp"
#include "system/signals.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

/// The turn: the right to run the CLI on one configuration directory. Parallel runs of older CLIs
/// read each other's half-written configuration and log the user out.
///
/// It is flock(2) on the directory, not on the files in it, which the CLI locks itself. A flock
/// belongs to the open file, so the CLI that inherits it keeps the turn if this process is killed;
/// and the destructor ends it for all copies, so that a process which the CLI leaves behind holds
/// nothing. While the turn is held, signals are held (`held_signals`).
class config_lock {
public:
    /// Waits until the turn comes, in the order in which callers asked. A directory that does not
    /// exist or can't be locked gives the turn at once. Error: `timed_out`.
    static result<config_lock> acquire(const std::string& directory, const time_limit& limit);

    config_lock(const config_lock&) = delete;
    config_lock& operator=(const config_lock&) = delete;
    config_lock(config_lock&&) = default;
    config_lock& operator=(config_lock&&) = delete;
    ~config_lock();

    /// The descriptor for the CLI to inherit; -1 if the directory can't be locked.
    [[nodiscard]] int fd() const { return directory_.get(); }

    /// The signals that have arrived since the turn was acquired.
    [[nodiscard]] held_signals& signals() { return signals_; }

private:
    explicit config_lock(unique_fd directory);

    held_signals signals_;  // Dies after the lock is released: a signal may end the process.
    unique_fd directory_;
};

}  // namespace ibmcloud_token
