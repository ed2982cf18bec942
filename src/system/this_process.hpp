#pragma once

#include <array>
#include <csignal>

namespace ibmcloud_token {

/// How the caller has set the signals that this program sets otherwise for itself: SIGPIPE,
/// SIGXFSZ, SIGCHLD.
class caller_signals {
public:
    /// Puts them back, for a program that is to be executed. Safe between vfork and exec.
    void restore() const;

private:
    friend caller_signals prepare_this_process();

    struct disposition {
        int signal;
        struct sigaction action;
    };
    std::array<disposition, 3> dispositions_{};
};

/// Makes this process fit to hold a token, whatever started it, and gives back what other programs
/// are to get as the caller had it:
///
///   - other processes of the user can not read its memory, and it leaves no core file;
///   - standard streams that are closed get a descriptor that can be neither read nor written, and
///     is closed on exec, so that no other file comes to be one of them;
///   - a closed pipe and a limit on the size of files are errors of write(2), and a child's exit
///     status is not thrown away.
caller_signals prepare_this_process();

}  // namespace ibmcloud_token
