#pragma once

#include <functional>
#include <string_view>

#include "core/failure.hpp"
#include "system/clock.hpp"
#include "system/unique_fd.hpp"

// Functions that differ between systems. CMake chooses the file that implements it:
// linux/platform.cpp, or posix/platform.cpp, which needs nothing but POSIX.1-2008.
namespace ibmcloud_token {

/// Hides this process's memory from other processes of the same user, on Linux only.
void hide_memory();

/// Closes `first` and all descriptors above it. Async-signal-safe: for the child between vfork and
/// exec.
void close_from(int first);

/// Makes this process the parent of descendants whose parent has ended, on Linux only, so that it
/// can reap them. The setting survives exec.
void adopt_orphans();

/// A file in memory that holds `bytes` and is closed on exec. On Linux it is sealed and can be read
/// more than once; elsewhere, and where the kernel refuses, it is a pipe. Error: `system_refused`,
/// also if `bytes` do not fit into a pipe.
result<unique_fd> make_memory_file(std::string_view bytes);

/// Calls `wait`. From the time `first` on, interrupts its blocking calls (EINTR) repeatedly until
/// it returns. The caller's timers, signal actions and signal mask are restored. Does nothing at
/// all if the system refuses a timer.
void with_interrupts_from(steady_clock::time_point first, const std::function<void()>& wait);

}  // namespace ibmcloud_token
