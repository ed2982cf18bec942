#pragma once

#include <sys/types.h>

namespace ibmcloud_token {

/// A child that was made the leader of a process group, and all that it starts in it.
class process_group {
public:
    process_group() = default;
    explicit process_group(pid_t leader) : leader_(leader) {}

    /// Asks all members to end, stopped ones too.
    void request_exit() const;

    void kill() const;

    /// True if there is a member left, be it a child that nobody has waited for yet.
    [[nodiscard]] bool has_members() const;

private:
    pid_t leader_ = 0;
};

}  // namespace ibmcloud_token
