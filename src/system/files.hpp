#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {

/// All that can be read from `fd`. Errors: `too_much_output` above `limit` bytes,
/// `unreadable_input`.
result<secret> read_all(int fd, std::size_t limit);

/// The content of the file at `path`, or standard input if that is `-`. Errors: as `read_all`.
result<secret> read_file(const std::string& path, std::size_t limit);

/// Writes all of `bytes` to `fd`, or returns false with `errno` set. True means that the system has
/// accepted them, not that they are on a disk.
bool write_all(int fd, std::string_view bytes);

/// The same, but if only some of them could be appended to a regular file, they are removed again.
bool write_all_or_nothing(int fd, std::string_view bytes);

}  // namespace ibmcloud_token
