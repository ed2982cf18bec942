#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// While it lives, all memory that operator delete gets is searched for pieces of a secret: twelve
/// characters of it in a row, of one byte or of two each. There may be one at a time.
class watched_memory {
public:
    /// `secret` has to outlive this.
    explicit watched_memory(std::string_view secret);
    watched_memory(const watched_memory&) = delete;
    watched_memory& operator=(const watched_memory&) = delete;
    ~watched_memory();

    /// How many blocks with a piece in them were given back.
    [[nodiscard]] static std::size_t leaks();
};

}  // namespace ibmcloud_token
