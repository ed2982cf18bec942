#pragma once

#include <optional>
#include <string>

#include "core/cache_entry.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {

/// The state of the file at `path`; `no_file` if there is none. Nothing if it can't be read, or
/// lies on a file system that others may change without this system's knowing at once.
std::optional<file_state> observe(const std::string& path);

/// The state of the file at `path`, with which no later state can be confused: a file that is
/// written twice within a tick of the kernel's clock has the same times after both. Waits for the
/// tick to pass. Nothing as with `observe`, or if the times are too coarse or too odd to tell.
std::optional<file_state> observe_settled(const std::string& path);

/// A file's state, and what was in it then.
struct file_content {
    file_state state;
    secret bytes;
};

/// Nothing as with `observe_settled`, or if there is no file, or one larger than any configuration.
std::optional<file_content> read_settled(const std::string& path);

}  // namespace ibmcloud_token
