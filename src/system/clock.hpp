#pragma once

#include <chrono>
#include <cstdint>

namespace ibmcloud_token {

/// What the system's clock shows, in seconds since the Epoch.
inline std::int64_t clock_time() {
    using std::chrono::system_clock;
    return std::chrono::floor<std::chrono::seconds>(system_clock::now()).time_since_epoch().count();
}

}  // namespace ibmcloud_token
