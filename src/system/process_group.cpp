#include "system/process_group.hpp"

#include <cerrno>
#include <csignal>

#include <sys/wait.h>

#include "system/platform.hpp"

namespace ibmcloud_token {

void process_group::terminate() const {
    // A member that has ended and that nobody reaps can't be told from a live one.
    adopt_orphans();
    ::kill(target_, SIGTERM);
    ::kill(target_, SIGCONT);
}

void process_group::kill() const {
    ::kill(target_, SIGKILL);
}

bool process_group::has_members() const {
    while (::waitpid(target_, nullptr, WNOHANG) > 0) {}
    return ::kill(target_, 0) == 0 || errno != ESRCH;
}

}  // namespace ibmcloud_token
