#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ibmcloud_token {

/// Parses a whole number with the unit `s`, `m` or `h`; without a unit it is in seconds. Nothing if
/// `text` has another form, or is more than 2^31 - 1 seconds.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// Formats `duration` for people: in seconds, from one minute on in whole minutes, from two hours
/// on in whole hours. `9s`, `19m`, `72h`.
std::string to_string(std::chrono::seconds duration);

}  // namespace ibmcloud_token
