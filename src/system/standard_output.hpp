#pragma once

#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// Writes `bytes` to standard output and closes it, so that errors which close(2) reports are seen.
/// Call once. Error: `write_failed`.
result<void> write_standard_output(std::string_view bytes);

}  // namespace ibmcloud_token
