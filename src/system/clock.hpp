#pragma once

#include <chrono>
#include <cstdint>

namespace ibmcloud_token {

using std::chrono::steady_clock;

/// The time of the system's clock, in seconds since the Epoch.
inline std::int64_t clock_time() {
    using std::chrono::system_clock;
    return std::chrono::floor<std::chrono::seconds>(system_clock::now()).time_since_epoch().count();
}

/// A time limit that runs from its construction on.
class time_limit {
public:
    explicit time_limit(steady_clock::duration total)
        : total_(std::chrono::floor<std::chrono::seconds>(total)),
          end_(steady_clock::now() + total) {}

    [[nodiscard]] std::chrono::seconds total() const { return total_; }
    [[nodiscard]] steady_clock::time_point end() const { return end_; }

private:
    std::chrono::seconds total_;
    steady_clock::time_point end_;
};

}  // namespace ibmcloud_token
