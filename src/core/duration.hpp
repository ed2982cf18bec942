#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ibmcloud_token {

/// A whole number with `s`, `m`, `h` or no unit, which means seconds. Nothing if `text` is anything
/// else, or more than 2^31 - 1 seconds.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// `duration` to read, rounded down to seconds, from one minute on to minutes, from two hours on to
/// hours: `9s`, `19m`, `72h`.
std::string to_string(std::chrono::seconds duration);

}  // namespace ibmcloud_token
