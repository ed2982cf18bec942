#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "system/unique_fd.hpp"

// Descriptors: reading, writing and making them.
namespace ibmcloud_token {

/// `cause` with the text of `errno` as its detail, behind `subject` and a colon if there is one.
failure last_error(errc cause, std::string_view subject = {});

/// All that can be read from `fd`. Errors: `too_much_output` above `limit` bytes,
/// `unreadable_input`.
result<secret> read_all(int fd, std::size_t limit);

/// The content of the file at `path`, or standard input if that is `-`. Errors: as `read_all`.
result<secret> read_file(const std::string& path, std::size_t limit);

/// Writes all of `bytes` to `fd`, or returns false with `errno` set. True means that the system has
/// accepted them, not that they are on a disk.
bool write_all(int fd, std::string_view bytes);

/// Like `write_all`, but if only some of them could be appended to a regular file, they are removed
/// again.
bool write_all_or_nothing(int fd, std::string_view bytes);

/// Writes `bytes` to standard output and closes it, so that errors which close(2) reports are seen.
/// Call once. Error: `write_failed`.
result<void> write_standard_output(std::string_view bytes);

/// An existing file to append to. Error: `cant_create_output`.
result<unique_fd> open_to_append(const std::string& path);

/// Appends `lines` to `file`, which `path` names in messages, on a new line if the last one is not
/// ended. If not all of them can be written, the file is left as it was. Error: `write_failed`.
result<void> append_lines(unique_fd file, const std::string& path, std::string_view lines);

/// The two ends of a pipe, both closed on exec.
struct pipe_ends {
    unique_fd read;
    unique_fd write;
};

/// Error: `system_refused`.
result<pipe_ends> make_pipe();

/// The read end of a pipe that holds `bytes` and ends with them. Error: `system_refused`, also if
/// they do not fit into a pipe.
result<unique_fd> make_filled_pipe(std::string_view bytes);

/// Closes `first` and all descriptors above it. Async-signal-safe: for the child between vfork and
/// exec.
void close_from(int first);

}  // namespace ibmcloud_token
