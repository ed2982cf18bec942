#pragma once

#include <sys/types.h>

namespace ibmcloud_token {

/// A child that was made the leader of a process group, and all that it starts in it.
class process_group {
public:
    explicit process_group(pid_t leader) : leader_(leader) {}

    /// Asks all members to end, stopped ones too. From now on this process is the parent of those
    /// that lose theirs: one that has ended and that nobody waits for can't be told from a live
    /// one.
    void request_exit() const;

    void kill() const;

    /// True if a member lives. Those that have ended are waited for, the leader among them.
    [[nodiscard]] bool has_members() const;

private:
    pid_t leader_;
};

}  // namespace ibmcloud_token
