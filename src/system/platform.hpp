#pragma once

#include <string_view>

#include "system/unique_fd.hpp"

// Functions that differ between systems. CMake chooses the file that implements it:
// linux/platform.cpp, or posix/platform.cpp, which needs nothing but POSIX.1-2008.
namespace ibmcloud_token {

/// Hides this process's memory from other processes of the same user, on Linux only.
void hide_memory();

/// Closes `first` and all descriptors above it in one step. False if the system has no such step.
/// Async-signal-safe.
bool close_range_from(int first);

/// Makes this process the parent of descendants whose parent has ended, on Linux only, so that it
/// can reap them. The setting survives exec.
void adopt_orphans();

/// A sealed file in memory that holds `bytes`, is closed on exec, and can be read more than once.
/// None if the system has no such files.
unique_fd make_sealed_file(std::string_view bytes);

}  // namespace ibmcloud_token
