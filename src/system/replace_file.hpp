#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/errors.hpp"

namespace ibmcloud_token {

struct file_error {
    errc what;       ///< `cant_create_output` or `write_failed`
    error_code why;  ///< what the system says
};

/// Makes `bytes` all that is in the file at `path`, in one step: whoever opens it finds the old
/// file or the whole new one, which only its owner may read (mode 0600). After an error, or a
/// signal that can be caught, the old one is there and nothing else is left behind.
///
/// A symbolic link stays, and what it points to is replaced, as with cp(1). What is not a regular
/// file, such as a FIFO, a terminal or /dev/stdout, can't be replaced: it is written to.
std::optional<file_error> replace_file(const std::string& path, std::string_view bytes);

/// The same, but whatever has the name `path`, a link too, gives it up to a new file.
std::optional<file_error> replace_directory_entry(const std::string& path, std::string_view bytes);

}  // namespace ibmcloud_token
