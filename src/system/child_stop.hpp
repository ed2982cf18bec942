#pragma once

#include <functional>
#include <optional>

#include <sys/types.h>

#include "system/clock.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

/// Keeps a child from writing its files. Nothing if it is writing now.
using file_locker = std::function<std::optional<unique_fd>()>;

/// Stops a child without tearing a file that it is writing: in steps, each with a time limit.
/// Call `advance` every few milliseconds.
class child_stop {
public:
    /// `target` is that of kill(2): the child, or, negative, the process group that it leads.
    child_stop(pid_t target, const file_locker& lock_files);

    /// Begins if `is_wanted`, and then goes on to the next step whenever the time of one is over.
    /// If the stop `is_urgent`, the child gets less time to end by itself.
    void advance(bool is_wanted, bool is_urgent);

    [[nodiscard]] bool has_begun() const { return step_ != step::none; }

    /// True once the child has been sent a signal.
    [[nodiscard]] bool has_interfered() const { return step_ >= step::terminated; }

    /// True if a process of the target is alive. Reaps those that have ended: the child must have
    /// been reaped.
    [[nodiscard]] bool has_members() const;

    /// True if nothing more can be done.
    [[nodiscard]] bool is_over() const { return step_ == step::given_up; }

private:
    enum class step { none, may_end, may_settle, terminated, killed, given_up };

    void enter(step next, steady_clock::duration limit);

    pid_t target_;
    const file_locker* lock_files_;
    std::optional<unique_fd> lock_;  // Until the child has ended.
    step step_ = step::none;
    bool is_hurried_ = false;
    steady_clock::time_point step_end_;
};

}  // namespace ibmcloud_token
