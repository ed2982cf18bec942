#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/errors.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {

/// All of the file at `path`, or of standard input if that is `-`. Errors: `too_much_output` above
/// `limit` bytes, or what the system says.
result<secret> read_input(const std::string& path, std::size_t limit);

/// All that can be read from `fd`. Errors: as with `read_input`.
result<secret> read_all(int fd, std::size_t limit);

/// Writes all of `bytes` to `fd`. Success says that the system took them, not that they are on a
/// disk.
error_code write_all(int fd, std::string_view bytes);

/// The same, but if only some of them could be written to the end of a file, they are taken back.
error_code write_all_or_nothing(int fd, std::string_view bytes);

}  // namespace ibmcloud_token
