#pragma once

#include <cstddef>
#include <string_view>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// The first and the last bytes of a stream that may have no end.
class head_and_tail {
public:
    /// Keeps `limit` bytes of either end.
    explicit head_and_tail(std::size_t limit) : limit_(limit) {}

    void append(std::string_view bytes);

    /// What was kept, with a line's end where bytes are missing.
    [[nodiscard]] secret text() const;

private:
    std::size_t limit_;
    secret head_;
    secret tail_;  ///< grows to twice the limit before its first half goes
    bool has_gap_ = false;
};

}  // namespace ibmcloud_token
