#pragma once

#include <functional>

#include "system/clock.hpp"
#include "system/process_group.hpp"

namespace ibmcloud_token {

/// Stops a child without tearing a file that it is writing: in steps, each with a time limit.
/// Call `advance` every few milliseconds.
class child_stop {
public:
    child_stop(process_group group, const std::function<bool()>& can_be_stopped);

    /// The child may end by itself from now on.
    void begin();

    /// Do not wait for the child much longer: the user has asked twice.
    void hurry();

    /// Goes on to the next step if this one's time is over.
    void advance();

    [[nodiscard]] bool has_begun() const { return step_ != step::none; }

    /// True once the child has been sent a signal.
    [[nodiscard]] bool has_interfered() const { return step_ >= step::terminated; }

    /// True if nothing more can be done.
    [[nodiscard]] bool is_over() const { return step_ == step::given_up; }

private:
    enum class step { none, may_end, may_settle, terminated, killed, given_up };

    void enter(step next, steady_clock::duration limit);

    process_group group_;
    const std::function<bool()>* can_be_stopped_;
    step step_ = step::none;
    bool is_hurried_ = false;
    steady_clock::time_point step_end_;
};

}  // namespace ibmcloud_token
