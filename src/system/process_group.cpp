#include "system/process_group.hpp"

#include <cerrno>
#include <csignal>

namespace ibmcloud_token {

void process_group::request_exit() const {
    ::kill(-leader_, SIGTERM);
    ::kill(-leader_, SIGCONT);
}

void process_group::kill() const {
    ::kill(-leader_, SIGKILL);
}

bool process_group::has_members() const {
    return ::kill(-leader_, 0) == 0 || errno != ESRCH;
}

}  // namespace ibmcloud_token
