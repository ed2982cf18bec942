#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

/// libFuzzer calls this with each input, and `replay_main.cpp` with each file of the corpus.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace ibmcloud_token::fuzz {

/// Aborts unless a property holds.
inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};  // NOLINT(*-reinterpret-cast): its bytes.
}

inline bool is_printable_ascii(std::string_view text) {
    for (const char c : text) {
        if (c < ' ' || c > '~') {
            return false;
        }
    }
    return true;
}

/// `text` with `replacement` for each `c` in it.
inline std::string with_each(std::string_view text, char c, std::string_view replacement) {
    std::string changed;
    for (const char old : text) {
        if (old == c) {
            changed += replacement;
        } else {
            changed += old;
        }
    }
    return changed;
}

inline std::string_view without_final_newline(std::string_view text) {
    return text.substr(0, text.size() - (text.ends_with('\n') ? 1 : 0));
}

}  // namespace ibmcloud_token::fuzz
