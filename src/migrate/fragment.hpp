#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// How a script is left when there is no token.
enum class way_out {
    exit,
    by_return,  ///< It is sourced: `exit` would end the shell of the caller.
    none,       ///< A person types it, or a shell reads it when it starts.
};

/// A piece of shell in a file, and what its surroundings do with it.
struct fragment {
    mapped_text shell;
    way_out leaves_by = way_out::exit;

    /// The host stops at the first status that is not 0, as `set -e` does.
    bool is_strict = false;

    /// A document for people: the commands stay simple.
    bool is_document = false;

    /// A string of a program: nothing is rewritten unless the pipeline is all of it.
    bool is_string = false;

    /// A call without filters is a finding: the program cuts the token out by itself.
    bool is_cut_by_program = false;

    /// Why nothing is rewritten here; empty if something can be.
    std::string by_hand;
};

using fragments = std::vector<fragment>;

}  // namespace ibmcloud_token::migrate
