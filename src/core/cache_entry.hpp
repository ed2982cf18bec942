#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {

/// Device, inode, size, and the times of modification and change, in nanoseconds since the Epoch,
/// of the CLI's configuration file: while they stay the same, so does the CLI's session.
using file_state = std::array<std::int64_t, 5>;

/// The state of a file that is not there, which says nothing of a session.
constexpr file_state no_file{};

/// What a run of the CLI came to.
struct cache_entry {
    std::string key;                  ///< whose run it was, and what was asked for
    file_state before;                ///< of the configuration, when the run began
    std::optional<file_state> after;  ///< of the configuration that this is true of, if known
    // In nanoseconds of a clock that all processes share until the next boot.
    std::int64_t began;
    std::int64_t ended;
    token_or_failure found;
};

/// A line of JSON, and a line with the token if there is one.
secret write_cache_entry(const cache_entry& entry);

/// What `write_cache_entry` made `bytes` of; nothing if they are anything else, or not whole.
std::optional<cache_entry> read_cache_entry(std::string_view bytes);

}  // namespace ibmcloud_token
