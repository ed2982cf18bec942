#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include <sys/types.h>

#include "core/failure.hpp"

namespace ibmcloud_token::migrate {

/// A file as it was when it was read.
struct source_file {
    std::string path;
    std::string bytes;
    dev_t device = 0;
    ino_t inode = 0;
};

/// Files above this size are passed over: nobody writes so much by hand.
constexpr std::size_t largest_source = std::size_t{16} * 1024 * 1024;

/// Reads the regular file at `path`. Nothing if there is none: no file, a link, a FIFO, a device,
/// or more than `largest_source` bytes. Error: `unreadable_input`.
result<std::optional<source_file>> read_source(const std::string& path);

/// Puts `bytes` in the place of `file` in one step: in the same folder, with its mode and owner.
/// Signals that end this process wait until it is done. Errors: `cant_create_output`, also if the
/// file has changed since it was read, is a link by now, or is read-only; `write_failed`.
result<void> replace_source(const source_file& file, const std::string& bytes);

}  // namespace ibmcloud_token::migrate
