#pragma once

#include <sys/types.h>

namespace ibmcloud_token {

/// A child that leads a process group, and everything that it has started in the group.
class process_group {
public:
    explicit process_group(pid_t leader) : target_(-leader) {}

    /// A child alone. Its process group is this process's own.
    static process_group of_child(pid_t child) { return process_group(-child); }

    /// Asks all members to end, suspended ones too.
    void terminate() const;

    void kill() const;

    /// True if a member is alive. Reaps those that have ended: the leader must have been reaped.
    [[nodiscard]] bool has_members() const;

private:
    pid_t target_;  ///< as of kill(2): a group's is negative
};

}  // namespace ibmcloud_token
