#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrate/cli_call.hpp"
#include "migrate/judge.hpp"
#include "migrate/mapped_text.hpp"
#include "migrate/surroundings.hpp"

namespace ibmcloud_token::migrate {

/// What else is wrong with a place, or right about it: it decides under which rule it is named.
enum class circumstance {
    none,
    login_check,     ///< Only the status of the CLI counts.
    declaration,     ///< `export` or the like, or `echo`, loses the status.
    argument,        ///< The token becomes an argument of a command.
    file,            ///< The token is written to a file.
    scheme_twice,    ///< `Bearer Bearer`
    scheme_missing,  ///< A header without `Bearer`.
};

/// A rewrite of a place.
struct rewrite {
    std::vector<edit> edits;  ///< of the fragment's text
    std::string summary;      ///< what to write, in a few words
};

/// What to do about a place: a rewrite, or why a person has to look at it.
struct plan {
    circumstance also = circumstance::none;
    std::variant<rewrite, std::string> action;
};

/// Plans how `pipe`, which begins with `call` and yields what `judged` says, is rewritten where it
/// stands, so that a failure stops what would use the token.
plan make_plan(const script& where, const pipeline& pipe, const cli_call& call,
               const judgement& judged);

}  // namespace ibmcloud_token::migrate
