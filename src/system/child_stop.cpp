#include "system/child_stop.hpp"

#include <algorithm>

namespace ibmcloud_token {
namespace {

using namespace std::chrono_literals;

/// A refresh, after which the CLI ends by itself, takes less.
constexpr auto step_limit = 2s;
constexpr auto hurried_limit = 500ms;
/// After SIGKILL: enough for the kernel to clean up.
constexpr auto kill_limit = 500ms;

}  // namespace

child_stop::child_stop(process_group group, const std::function<bool()>& can_be_stopped)
    : group_(group),
      can_be_stopped_(&can_be_stopped) {}

void child_stop::enter(step next, steady_clock::duration limit) {
    step_ = next;
    step_end_ = steady_clock::now() + limit;
}

void child_stop::begin() {
    enter(step::may_end, step_limit);
}

void child_stop::hurry() {
    if (is_hurried_) {
        return;
    }
    is_hurried_ = true;
    if (step_ == step::may_end || step_ == step::may_settle) {
        enter(step::may_settle, hurried_limit);
    }
}

void child_stop::advance() {
    const bool is_time_over = steady_clock::now() >= step_end_;
    if (step_ == step::may_settle && (is_time_over || (*can_be_stopped_)())) {
        group_.terminate();
        enter(step::terminated, step_limit);
    } else if (step_ == step::may_end && is_time_over) {
        enter(step::may_settle, step_limit);
    } else if (step_ == step::terminated && is_time_over) {
        group_.kill();
        enter(step::killed, kill_limit);
    } else if (step_ == step::killed && is_time_over) {
        step_ = step::given_up;
    }
}

}  // namespace ibmcloud_token
