#pragma once

#include <csignal>

namespace ibmcloud_token {

/// How the caller has set the signals that this program sets otherwise for itself.
struct caller_signals {
    struct sigaction sigpipe;
    struct sigaction sigchld;
};

/// Makes this process fit to hold a token, whatever started it, and gives back what the CLI is to
/// get as the caller had it:
///
///   - other processes of the user can not read its memory, and it leaves no core file;
///   - standard streams that are closed get a descriptor that can be neither read nor written, so
///   that
///     no other file comes to be one of them. It is closed on exec;
///   - a closed pipe is an error of write(2), and the exit status of a child is not thrown away.
caller_signals prepare_this_process();

}  // namespace ibmcloud_token
