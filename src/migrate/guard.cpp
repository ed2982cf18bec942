#include <algorithm>

#include "migrate/place.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// True if only blanks stand before `at` in its line.
bool begins_line(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
        --at;
    }
    return at == 0 || text[at - 1] == '\n';
}

/// True if nothing but a `;` or `&` and a comment stand behind `at` in its line.
bool ends_line(std::string_view text, std::size_t at) {
    const std::size_t next = text.find_first_not_of(" \t;&", at);
    return next == std::string_view::npos || text[next] == '\n' || text[next] == '#';
}

std::string indentation_at(std::string_view text, std::size_t at) {
    const std::size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const std::size_t begin = line > at ? 0 : line;
    const std::size_t end = text.find_first_not_of(" \t", begin);
    return std::string(text.substr(begin, std::min(end, at) - begin));
}

}  // namespace

guard guard_for(const script& where, const syntax_node& statement, std::string_view name) {
    const std::string_view leave = way_out_at(where, statement);
    if (leave.empty() || is_status_handled(where, statement, name)) {
        return {};
    }
    return {standing_of(statement) == standing::right_of_and, " || " + std::string(leave)};
}

void add_guard(const guard& added, const syntax_node& statement, std::vector<edit>& edits) {
    if (added.text.empty()) {
        return;
    }
    const std::size_t end = statement_end(statement);
    if (added.needs_braces) {
        edits.push_back({{statement.range.begin, statement.range.begin}, "{ "});
    }
    edits.push_back({{end, end}, added.text + (added.needs_braces ? "; }" : "")});
}

std::string separator_at(const script& where, const syntax_node& statement) {
    const std::string_view text = where.source();
    const bool can_stand_alone = where.part.shell.takes_lines() &&
                                 begins_line(text, statement.range.begin) &&
                                 ends_line(text, statement_end(statement));
    return can_stand_alone ? "\n" + indentation_at(text, statement.range.begin) : "; ";
}

std::string_view quiet_option(const place& at, const guard& added) {
    return at.goes_to.hides_messages && added.text.empty() ? " --quiet" : "";
}

bool is_alone_in(const place& at, const syntax_node& substitution) {
    const auto statements = substitution.in_role("Stmts");
    return statements.size() == 1 && statements.front() == &at.statement &&
           !at.statement.is_negated && !at.where.tree.has_comment(substitution.range);
}

edit replace_substitution(const place& at, const syntax_node& substitution,
                          std::string_view options) {
    if (is_alone_in(at, substitution)) {
        return {substitution.range, "$(" + at.with.command(options) + ")"};
    }
    return {at.with.range(), at.with.text(options)};
}

}  // namespace ibmcloud_token::migrate
