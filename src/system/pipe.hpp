#pragma once

#include <string_view>

#include "core/failure.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

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

}  // namespace ibmcloud_token
