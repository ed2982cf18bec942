// Searches all memory that a program gives back, for a program that has this library in LD_PRELOAD.
//
//   WATCHED_SECRET=TEXT   twelve characters of it in a row are a leak, of one, two or four bytes
//   each WATCHED_LOG=FILE      gets a line `watching`, and a line `leak` for each block with a leak

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

namespace {

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// As they are when the program starts: it may change its environment later.
const std::string_view secret = variable("WATCHED_SECRET");
const std::string_view log_file = variable("WATCHED_LOG");

void log(std::string_view line) {
    const int fd = ::open(log_file.data(), O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (::write(fd, line.data(), line.size()) < 0) {
        std::abort();
    }
    ::close(fd);
}

/// True if `piece`, with `width` bytes for each character, begins at `place`.
bool is_at(const char* place, std::string_view piece, std::size_t width) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
        if (place[i * width] != piece[i]) {
            return false;
        }
    }
    return true;
}

bool holds_piece(std::string_view block, std::size_t width) {
    constexpr std::size_t piece_size = 12;
    for (std::size_t at = 0; at + piece_size * width <= block.size(); ++at) {
        for (std::size_t i = 0; i + piece_size <= secret.size(); ++i) {
            if (is_at(block.data() + at, secret.substr(i, piece_size), width)) {
                return true;
            }
        }
    }
    return false;
}

void* allocate(std::size_t size) {
    // NOLINTNEXTLINE(*-no-malloc,*-owning-memory): it stands in for operator new.
    void* const block = std::malloc(size);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    // What an earlier owner left in it is not a leak of this one.
    std::memset(block, 0, ::malloc_usable_size(block));
    return block;
}

void give_back(void* block) {
    if (block != nullptr && !secret.empty()) {
        const std::string_view bytes{static_cast<const char*>(block), ::malloc_usable_size(block)};
        for (const std::size_t width : {1U, 2U, 4U}) {
            if (holds_piece(bytes, width)) {
                log("leak\n");
                break;
            }
        }
    }
    std::free(block);  // NOLINT(*-no-malloc,*-owning-memory): likewise.
}

const bool is_watching = [] {
    if (!log_file.empty()) {
        log("watching\n");
    }
    return true;
}();

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}

void* operator new[](std::size_t size) {
    return allocate(size);
}

void operator delete(void* block) noexcept {
    give_back(block);
}

void operator delete[](void* block) noexcept {
    give_back(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
    give_back(block);
}

void operator delete[](void* block, std::size_t /*size*/) noexcept {
    give_back(block);
}
