#include "system/child_stop.hpp"

#include <cerrno>
#include <csignal>

#include <sys/wait.h>

#include "system/platform.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::chrono_literals;

/// A refresh, after which the CLI ends by itself, takes less.
constexpr auto step_limit = 2s;
constexpr auto hurried_limit = 500ms;
/// After SIGKILL: enough for the kernel to clean up.
constexpr auto kill_limit = 500ms;

}  // namespace

child_stop::child_stop(pid_t target, const file_check& are_files_whole)
    : target_(target),
      are_files_whole_(&are_files_whole) {}

void child_stop::enter(step next, steady_clock::duration limit) {
    step_ = next;
    step_end_ = steady_clock::now() + limit;
}

void child_stop::advance(bool is_wanted, bool is_urgent) {
    if (step_ == step::none && is_wanted) {
        enter(step::may_end, step_limit);
    }
    if (is_urgent && !is_hurried_ && has_begun() && !has_interfered()) {
        is_hurried_ = true;
        enter(step::may_settle, hurried_limit);
    }
    const bool is_time_over = steady_clock::now() >= step_end_;
    if (step_ == step::may_settle && (is_time_over || (*are_files_whole_)())) {
        // A member that has ended counts as alive until it is reaped.
        adopt_orphans();
        ::kill(target_, SIGTERM);
        // A suspended process does not see SIGTERM.
        ::kill(target_, SIGCONT);
        enter(step::terminated, step_limit);
    } else if (step_ == step::may_end && is_time_over) {
        enter(step::may_settle, step_limit);
    } else if (step_ == step::terminated && is_time_over) {
        ::kill(target_, SIGKILL);
        enter(step::killed, kill_limit);
    } else if (step_ == step::killed && is_time_over) {
        step_ = step::given_up;
    }
}

bool child_stop::has_members() const {
    while (::waitpid(target_, nullptr, WNOHANG) > 0) {}
    return ::kill(target_, 0) == 0 || errno != ESRCH;
}

}  // namespace ibmcloud_token
