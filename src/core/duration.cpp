#include "core/duration.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <system_error>

namespace ibmcloud_token {
namespace {

constexpr std::int64_t seconds_per_minute = 60;
constexpr std::int64_t seconds_per_hour = 3600;

/// Seconds per unit; 0 if `unit` is unknown.
std::int64_t unit_factor(std::string_view unit) {
    if (unit.empty() || unit == "s") {
        return 1;
    }
    if (unit == "m") {
        return seconds_per_minute;
    }
    return unit == "h" ? seconds_per_hour : 0;
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
    constexpr std::int64_t limit = std::numeric_limits<std::int32_t>::max();
    std::uint32_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const std::int64_t factor = unit_factor({rest, static_cast<std::size_t>(end - rest)});
    if (error != std::errc{} || factor == 0 || number > limit / factor) {
        return std::nullopt;
    }
    return std::chrono::seconds{number * factor};
}

std::string to_string(std::chrono::seconds duration) {
    const std::int64_t total = duration.count();
    if (total < seconds_per_minute) {
        return std::to_string(total) + 's';
    }
    if (total < 2 * seconds_per_hour) {
        return std::to_string(total / seconds_per_minute) + 'm';
    }
    return std::to_string(total / seconds_per_hour) + 'h';
}

}  // namespace ibmcloud_token
