#pragma once

#include <string_view>

#include "core/errors.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

/// A file in memory that holds `bytes`, at its beginning, closed on exec. It is sealed: nobody can
/// change it.
///
/// Unlike a pipe it can be opened, by /dev/fd/N, and read as often as wanted, and takes more than a
/// pipe does without a reader. Error: what the system says.
result<unique_fd> make_memory_file(std::string_view bytes);

}  // namespace ibmcloud_token
