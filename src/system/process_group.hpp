#pragma once

#include <chrono>
#include <vector>

#include <sys/types.h>

namespace ibmcloud_token {

/// A child that was made the leader of a process group, and all that it starts.
class process_group {
public:
    /// From a request to end until it is no longer a request: the CLI may be writing its
    /// configuration, and half of one logs the user out.
    static constexpr std::chrono::seconds grace{2};
    static constexpr std::chrono::milliseconds poll_interval{20};

    explicit process_group(pid_t leader) : leader_(leader) {}

    /// Asks all members to end, and kills those that are left after the grace.
    void stop();

    /// Asks all members to end, stopped ones too. From now on this process is the parent of those
    /// that lose theirs, in the group or not: one that has ended and that nobody waits for can't be
    /// told from a live one.
    void request_exit();

    /// Kills all members, and what left the group and lost its parent since `request_exit`.
    void kill() const;

    /// True if a member of the group lives. Those that have ended are waited for, the leader among
    /// them.
    [[nodiscard]] bool has_members() const;

    /// True if there is something left for `kill` to kill.
    [[nodiscard]] bool has_survivors() const;

private:
    [[nodiscard]] std::vector<pid_t> adopted() const;

    pid_t leader_;
    /// False if whoever became this program had started others, whose children are none of ours.
    bool can_adopt_ = true;
};

}  // namespace ibmcloud_token
