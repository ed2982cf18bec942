#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is not of ISO C

namespace ibmcloud_token {

/// Overwrites what it gives back, so that a container that grows or dies leaves no copy behind.
template <typename T>
struct wiping_allocator {
    using value_type = T;

    wiping_allocator() = default;
    template <typename U>
    explicit wiping_allocator(const wiping_allocator<U>& /*other*/) noexcept {}

    T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }

    void deallocate(T* place, std::size_t count) noexcept {
        ::explicit_bzero(place, count * sizeof(T));
        std::allocator<T>{}.deallocate(place, count);
    }

    friend bool operator==(const wiping_allocator& /*a*/, const wiping_allocator& /*b*/) {
        return true;
    }
};

/// Bytes that may hold a token. They are wiped when they die, are moved but never copied, and can
/// not be streamed: who wants to show them has to ask for the view, and that can be searched for.
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

    void reserve(std::size_t capacity) { bytes_.reserve(std::max(capacity, off_stack)); }
    void resize(std::size_t size) {
        leave_stack();
        bytes_.resize(size);
    }
    void append(std::string_view bytes) {
        leave_stack();
        bytes_.append(bytes);
    }
    void append(char byte) {
        leave_stack();
        bytes_.push_back(byte);
    }

private:
    /// More than a string keeps inside of itself, where no allocator would wipe it.
    static constexpr std::size_t off_stack = 64;

    void leave_stack() {
        if (bytes_.capacity() < off_stack) {
            bytes_.reserve(off_stack);
        }
    }

    std::basic_string<char, std::char_traits<char>, wiping_allocator<char>> bytes_;
};

}  // namespace ibmcloud_token
