#pragma once

#include "core/failure.hpp"
#include "system/child_process.hpp"
#include "system/signals.hpp"

namespace ibmcloud_token::login {

/// Runs one child to its end at this process's terminal, as a shell runs a command: in this
/// process's group, with its standard input and its standard error. What the child writes to
/// standard output goes to standard error, too. Returns how the child ended, as of wait(2).
///
/// Ctrl-C reaches both processes. If Ctrl-Z suspends the child, this process suspends itself, so
/// that the shell gets the terminal back, and the time until it is resumed does not count. The
/// child is stopped as in `run_child`, but it alone: its process group is this process's own.
///
/// Errors: `timed_out`; `cli_failed`, if a signal to this process has stopped the child;
/// `cli_not_executable`; `system_refused`.
result<int> run_terminal_child(const child_command& command, held_signals& signals);

}  // namespace ibmcloud_token::login
