#include "system/caller.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "system/platform.hpp"
#include "system/signals.hpp"

namespace ibmcloud_token {
namespace {

void fill_standard_streams() {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0) {
            // It gets the lowest free number, which is fd. A directory can't be read or written.
            ::open("/", O_RDONLY | O_CLOEXEC);
        }
    }
}

}  // namespace

void caller_state::restore() const {
    for (const disposition& callers : dispositions_) {
        sigaction(callers.signal, &callers.action, nullptr);
    }
    ::setrlimit(RLIMIT_CORE, &core_limit_);
    sigprocmask(SIG_SETMASK, &mask_, nullptr);
}

caller_state prepare_this_process() {
    hide_memory();
    handle_signals_as_process_1();
    fill_standard_streams();
    caller_state callers;
    ::getrlimit(RLIMIT_CORE, &callers.core_limit_);
    const rlimit no_core{0, callers.core_limit_.rlim_max};
    ::setrlimit(RLIMIT_CORE, &no_core);
    callers.dispositions_ = {{{SIGPIPE, {}}, {SIGXFSZ, {}}, {SIGCHLD, {}}}};
    for (auto& disposition : callers.dispositions_) {
        struct sigaction ours {};
        ours.sa_handler = disposition.signal == SIGCHLD ? SIG_DFL : SIG_IGN;
        sigaction(disposition.signal, &ours, &disposition.action);
    }
    sigset_t child{};
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_UNBLOCK, &child, &callers.mask_);
    return callers;
}

}  // namespace ibmcloud_token
