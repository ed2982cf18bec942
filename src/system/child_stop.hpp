#pragma once

#include <functional>

#include <sys/types.h>

#include "system/clock.hpp"

namespace ibmcloud_token {

/// True if the child is not writing a file now.
using file_check = std::function<bool()>;

/// Stops a child without tearing a file that it is writing: in steps, each with a time limit.
/// Call `advance` every few milliseconds.
class child_stop {
public:
    /// `target` is that of kill(2): the child, or, negative, the process group that it leads.
    child_stop(pid_t target, const file_check& are_files_whole);

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
    const file_check* are_files_whole_;
    step step_ = step::none;
    bool is_hurried_ = false;
    steady_clock::time_point step_end_;
};

}  // namespace ibmcloud_token
