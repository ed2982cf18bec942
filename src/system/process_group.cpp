#include "system/process_group.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ibmcloud_token {
namespace {

/// The children of this process, as proc(5) lists them; none if there is no such list.
std::vector<pid_t> children() {
    std::ifstream list("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    std::vector<pid_t> pids;
    for (pid_t pid = 0; list >> pid;) {
        pids.push_back(pid);
    }
    return pids;
}

}  // namespace

void process_group::request_exit() {
    const auto before = children();
    can_adopt_ =
        std::all_of(before.begin(), before.end(), [this](pid_t child) { return child == leader_; });
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::kill(-leader_, SIGTERM);
    ::kill(-leader_, SIGCONT);
}

void process_group::kill() const {
    ::kill(-leader_, SIGKILL);
    for (const pid_t child : adopted()) {
        ::kill(child, SIGKILL);
    }
}

bool process_group::has_members() const {
    while (::waitpid(-leader_, nullptr, WNOHANG) > 0) {}
    return ::kill(-leader_, 0) == 0 || errno != ESRCH;
}

bool process_group::has_survivors() const {
    while (can_adopt_ && ::waitpid(-1, nullptr, WNOHANG) > 0) {}
    return has_members() || !adopted().empty();
}

std::vector<pid_t> process_group::adopted() const {
    auto pids = can_adopt_ ? children() : std::vector<pid_t>{};
    pids.erase(std::remove(pids.begin(), pids.end(), leader_), pids.end());
    return pids;
}

}  // namespace ibmcloud_token
