#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrate/hosts/host.hpp"
#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// A string of a program.
struct string_literal {
    text_range range;         ///< with its quotation marks
    mapped_text value;        ///< decoded; what is filled in is opaque
    bool has_lines = false;   ///< It may hold line ends.
    bool is_command = false;  ///< Backticks, which run it.
};

/// The strings in `source`, a program in the language `host`; comments have none.
std::vector<string_literal> read_strings(language host, const mapped_text& source);

}  // namespace ibmcloud_token::migrate
