#include "system/process_group.hpp"

#include <cerrno>
#include <csignal>

#include <sys/prctl.h>
#include <sys/wait.h>

namespace ibmcloud_token {

void process_group::request_exit() const {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::kill(-leader_, SIGTERM);
    ::kill(-leader_, SIGCONT);
}

void process_group::kill() const {
    ::kill(-leader_, SIGKILL);
}

bool process_group::has_members() const {
    while (::waitpid(-leader_, nullptr, WNOHANG) > 0) {}
    return ::kill(-leader_, 0) == 0 || errno != ESRCH;
}

}  // namespace ibmcloud_token
