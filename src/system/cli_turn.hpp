#pragma once

#include <chrono>
#include <string>

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

private:
    explicit cli_turn(unique_fd directory);

    unique_fd directory_;
};

}  // namespace ibmcloud_token
