#include "helpers/watched_memory.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#include <malloc.h>

namespace ibmcloud_token {
namespace {

// What operator delete looks at has to be there before all objects, and after them.
std::string_view watched_secret;  // NOLINT(*-avoid-non-const-global-variables)
std::size_t leak_count = 0;       // NOLINT(*-avoid-non-const-global-variables)

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
        for (std::size_t i = 0; i + piece_size <= watched_secret.size(); ++i) {
            if (is_at(block.data() + at, watched_secret.substr(i, piece_size), width)) {
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
    // What an earlier owner left in it is not this one's fault.
    std::memset(block, 0, ::malloc_usable_size(block));
    return block;
}

void give_back(void* block) {
    if (!watched_secret.empty() && block != nullptr) {
        const std::string_view bytes{static_cast<const char*>(block), ::malloc_usable_size(block)};
        if (holds_piece(bytes, 1) || holds_piece(bytes, 2)) {
            ++leak_count;
        }
    }
    std::free(block);  // NOLINT(*-no-malloc,*-owning-memory): likewise.
}

}  // namespace

watched_memory::watched_memory(std::string_view secret) {
    leak_count = 0;
    watched_secret = secret;
}

watched_memory::~watched_memory() {
    watched_secret = {};
}

std::size_t watched_memory::leaks() {
    return leak_count;
}

}  // namespace ibmcloud_token

void* operator new(std::size_t size) {
    return ibmcloud_token::allocate(size);
}

void* operator new[](std::size_t size) {
    return ibmcloud_token::allocate(size);
}

void operator delete(void* block) noexcept {
    ibmcloud_token::give_back(block);
}

void operator delete[](void* block) noexcept {
    ibmcloud_token::give_back(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
    ibmcloud_token::give_back(block);
}

void operator delete[](void* block, std::size_t /*size*/) noexcept {
    ibmcloud_token::give_back(block);
}
