#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "system/caller.hpp"
#include "system/child_stop.hpp"
#include "system/clock.hpp"
#include "system/environment.hpp"
#include "system/signals.hpp"

namespace ibmcloud_token {

/// One run of a program, in a process group of its own, without a terminal and with an empty
/// standard input.
struct child_command {
    std::string path;  ///< absolute
    std::string name;  ///< for messages: the path as the user typed it
    std::vector<std::string> arguments;
    const child_environment& environment;
    const caller_state& caller;
    int inherited_fd;  ///< becomes descriptor 3 of the child; -1 for none
    time_limit limit;
    /// Asked every 10 ms before the child is sent the first signal.
    file_check are_files_whole;
};

/// The end of a child and its output.
struct child_result {
    int wait_status;  ///< from wait(2)
    secret output;
    secret errors;  ///< the first 64 KiB
};

/// The most that a child may write to its standard output: more is not a token.
constexpr std::size_t max_output = std::size_t{1024} * 1024;

/// Runs one child to its end and returns what it wrote. An exit status other than 0 is not an error
/// here: only the caller knows what it means. A process that the child leaves behind is not waited
/// for, even if it holds the pipes.
///
/// At the deadline, when `signals` reports a signal, and after `max_output` bytes the child
/// is stopped in three steps of at most two seconds each: it may end by itself, it may become safe
/// to stop, and after SIGTERM its process group may end before SIGKILL. If it ends by itself after
/// the deadline, its result counts. A second signal shortens the first two steps.
///
/// Errors: `timed_out`; `too_much_output`; `cli_failed` if a signal stopped the run;
/// `cli_not_executable` with the reason in its detail; `system_refused`. After an error nothing of
/// the process group is left.
result<child_result> run_child(const child_command& command, held_signals& signals);

}  // namespace ibmcloud_token
