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

struct sigaction set_disposition(int signal, void (*handler)(int)) {
    struct sigaction ours {};
    struct sigaction callers {};
    ours.sa_handler = handler;
    ::sigaction(signal, &ours, &callers);
    return callers;
}

}  // namespace

caller_signals prepare_this_process() {
    ::prctl(PR_SET_DUMPABLE, 0);
    fill_standard_streams();
    return {set_disposition(SIGPIPE, SIG_IGN), set_disposition(SIGCHLD, SIG_DFL)};
}

}  // namespace ibmcloud_token
