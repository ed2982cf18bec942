#pragma once

#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// Makes `bytes` the whole content of the file at `path`, in one step: a reader finds the old file
/// or the whole new one, which only its owner may read (mode 0600). After an error, or a signal
/// that can be caught, the old file is there and nothing else is left.
///
/// A symbolic link stays, and its target is replaced, as with cp(1). A FIFO, a device and a
/// descriptor (/dev/stdout, /dev/fd/3) can't be replaced: they are written to. In a folder that
/// others may write to, a link or FIFO of another user than this one and root is refused.
///
/// Errors: `cant_create_output`, `write_failed`.
result<void> write_output_file(const std::string& path, std::string_view bytes);

}  // namespace ibmcloud_token
