#include "system/this_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace ibmcloud_token {
namespace {

void fill_standard_streams() {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0) {
            // The lowest free number, which is fd.
            ::open("/", O_PATH | O_CLOEXEC);
        }
    }
}

}  // namespace

void caller_signals::restore() const {
    for (const disposition& callers : dispositions_) {
        if (callers.signal != 0) {
            ::sigaction(callers.signal, &callers.action, nullptr);
        }
    }
}

caller_signals prepare_this_process() {
    ::prctl(PR_SET_DUMPABLE, 0);
    fill_standard_streams();
    caller_signals callers;
    callers.dispositions_ = {{{SIGPIPE, {}}, {SIGXFSZ, {}}, {SIGCHLD, {}}}};
    for (auto& disposition : callers.dispositions_) {
        struct sigaction ours {};
        ours.sa_handler = disposition.signal == SIGCHLD ? SIG_DFL : SIG_IGN;
        ::sigaction(disposition.signal, &ours, &disposition.action);
    }
    return callers;
}

}  // namespace ibmcloud_token
