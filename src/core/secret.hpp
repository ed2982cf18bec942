#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace ibmcloud_token {

/// Overwrites `size` bytes at `place` with zeros, also where nothing reads them afterwards.
inline void wipe(void* place, std::size_t size) {
    std::memset(place, 0, size);
    // The compiler has to assume that this reads the bytes. Otherwise it drops the memset.
    asm volatile("" : : "r"(place) : "memory");  // NOLINT(hicpp-no-assembler)
}

/// Wipes memory before it gives it back, so that a container that grows or dies leaves no copy.
template <typename T>
struct wiping_allocator {
    using value_type = T;

    wiping_allocator() = default;
    template <typename U>
    explicit wiping_allocator(const wiping_allocator<U>& /*other*/) noexcept {}

    T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }

    void deallocate(T* place, std::size_t count) noexcept {
        wipe(place, count * sizeof(T));
        std::allocator<T>{}.deallocate(place, count);
    }

    friend bool operator==(const wiping_allocator& /*a*/, const wiping_allocator& /*b*/) {
        return true;
    }
};

/// Bytes that may hold a token, wiped on destruction. Movable, not copyable, no operator<<. Search
/// for view() to find every use.
class secret {
public:
    secret() = default;
    explicit secret(std::string_view bytes) { append(bytes); }
    secret(const secret&) = delete;
    secret& operator=(const secret&) = delete;
    secret(secret&&) = default;
    secret& operator=(secret&&) = default;
    ~secret() = default;

    [[nodiscard]] std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] char* data() { return bytes_.data(); }

    void reserve(std::size_t capacity) { bytes_.reserve(capacity); }
    void resize(std::size_t size) { bytes_.resize(size); }
    void append(std::string_view bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    void append(char byte) { bytes_.push_back(byte); }

private:
    /// Not a string: that keeps a short text in itself, where no allocator wipes it.
    std::vector<char, wiping_allocator<char>> bytes_;
};

}  // namespace ibmcloud_token
