#pragma once

#include <array>
#include <csignal>

#include <sys/resource.h>

namespace ibmcloud_token {

/// The settings that this process inherited and has changed for itself: the actions for SIGPIPE,
/// SIGXFSZ and SIGCHLD, the signal mask, and the limit on core files.
class caller_state {
public:
    /// Restores it, for a program that is about to be executed. Async-signal-safe.
    void restore() const;

private:
    friend caller_state prepare_this_process();
    caller_state() = default;

    struct disposition {
        int signal;
        struct sigaction action;
    };
    std::array<disposition, 3> dispositions_{};
    sigset_t mask_{};
    rlimit core_limit_{};
};

/// Prepares this process to hold a token, whatever the caller's settings are:
///
///   - its memory is hidden from other processes of the user, on Linux, and it leaves no core file;
///   - standard streams that are closed get a descriptor that can't be used and is closed on exec,
///     so that no other file becomes one of them;
///   - a closed pipe and a limit on the size of files are errors of write(2);
///   - a child's exit status is kept, and its end is reported.
caller_state prepare_this_process();

}  // namespace ibmcloud_token
