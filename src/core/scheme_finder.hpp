#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/ascii.hpp"

namespace ibmcloud_token {

/// The name of the one authentication scheme there is here (RFC 6750 §2.1), in lower case.
constexpr std::string_view scheme = "bearer";

/// Finds a character from the text's beginning to its end, and looks at no byte twice.
class character_finder {
public:
    character_finder(std::string_view text, char wanted)
        : text_(text),
          wanted_(wanted),
          next_(text.find(wanted)) {}

    /// Where it next is, from `start` on, which never goes back; npos if it is not.
    std::size_t find_from(std::size_t start) {
        if (next_ < start) {
            next_ = text_.find(wanted_, start);
        }
        return next_;
    }

private:
    std::string_view text_;
    char wanted_;
    std::size_t next_;
};

/// Finds the scheme's name in the same way, whatever its case.
class scheme_finder {
public:
    explicit scheme_finder(std::string_view text)
        : text_(text),
          lower_(text, 'b'),
          upper_(text, 'B'),
          next_(find_anew(0)) {}

    std::size_t find_from(std::size_t start) {
        if (next_ < start) {
            next_ = find_anew(start);
        }
        return next_;
    }

private:
    std::size_t find_anew(std::size_t at) {
        for (;; ++at) {
            at = std::min(lower_.find_from(at), upper_.find_from(at));
            if (at == std::string_view::npos ||
                equal_ignoring_case(text_.substr(at, scheme.size()), scheme)) {
                return at;
            }
        }
    }

    std::string_view text_;
    character_finder lower_;
    character_finder upper_;
    std::size_t next_;
};

}  // namespace ibmcloud_token
