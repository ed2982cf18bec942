#pragma once

#include <string>
#include <string_view>

#include "migrate/plan.hpp"
#include "migrate/replacement.hpp"
#include "migrate/routing.hpp"

namespace ibmcloud_token::migrate {

/// A place that is to be rewritten: the parts of a plan.
struct place {
    const script& where;
    const pipeline& pipe;
    const cli_call& call;
    const replacement& with;
    const routing& goes_to;
    const syntax_node& statement;  ///< the pipeline

    [[nodiscard]] std::string_view source() const { return where.source(); }
};

plan by_hand(std::string reason, circumstance also = circumstance::none);

/// What stops the script after a failure of a statement.
struct guard {
    bool needs_braces = false;
    std::string text;  ///< ` || exit`; empty if nothing has to be added
};

/// The guard that `statement` needs, which sets the variable `name` if it is not empty.
guard guard_for(const script& where, const syntax_node& statement, std::string_view name);

/// Adds `added` to `statement`.
void add_guard(const guard& added, const syntax_node& statement, std::vector<edit>& edits);

/// What separates a statement from one that is put before or behind it: a line end and the
/// indentation, where both can stand on lines of their own.
std::string separator_at(const script& where, const syntax_node& statement);

/// ` --quiet` if the messages were hidden before, and the failure does not end the script: an end
/// without a word helps nobody.
std::string_view quiet_option(const place& at, const guard& added);

/// The edit that makes the command substitution, or its pipeline, call ibmcloud-token.
edit replace_substitution(const place& at, const syntax_node& substitution,
                          std::string_view options);

/// True if the pipeline is all that `substitution` holds, and no comment stands in it.
bool is_alone_in(const place& at, const syntax_node& substitution);

/// Plans for a command: its output goes to the terminal, a file or another command.
plan plan_command(const place& at);

/// Plans for the value of a command substitution.
plan plan_value(const place& at, const syntax_node& substitution);

/// Plans for a value that becomes an argument of the command in `statement`.
plan plan_argument(const place& at, const syntax_node& substitution, const syntax_node& word,
                   const syntax_node& statement);

/// Plans for `export NAME=$(…)` and its like.
plan plan_declaration(const place& at, const syntax_node& substitution,
                      const syntax_node& assignment, const syntax_node& statement);

/// The parts of `word` outside of quotes: what stands before the substitution, if that is literal,
/// and whether anything stands behind it.
struct word_around {
    bool is_literal = false;
    bool is_quoted = false;  ///< The substitution stands in double quotes.
    std::string before;
    bool has_more = false;
};
word_around read_around(const syntax_node& word, const syntax_node& substitution);

}  // namespace ibmcloud_token::migrate
