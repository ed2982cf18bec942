#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/place.hpp"

// A value in a variable: an assignment, with or without `export` or the like before it.
namespace ibmcloud_token::migrate {
namespace {

const syntax_node* last_substitution(const syntax_node& node) {
    const syntax_node* last = nullptr;
    for (const syntax_node& child : node.children) {
        const syntax_node* const found =
            child.type == "CmdSubst" ? &child : last_substitution(child);
        last = found == nullptr ? last : found;
    }
    return last;
}

std::string_view env_form(const judgement& judged) {
    return judged.form == token_form::bearer ? "=bearer" : "";
}

/// `NAME=$(…) COMMAND`: the variable is COMMAND's alone.
plan plan_environment(const place& at, const syntax_node& substitution,
                      const syntax_node& assignment, const syntax_node& statement) {
    const syntax_node& call = *statement.child("Cmd");
    const auto words = call.in_role("Args");
    const syntax_node* const value = assignment.child("Value");
    const bool is_whole_value = value != nullptr && !read_around(*value, substitution).has_more &&
                                read_around(*value, substitution).before.empty();
    const bool is_last = call.in_role("Assigns").back() == &assignment;
    if (at.with.keeps_cli() || !is_whole_value || !is_last || !is_alone_in(at, substitution) ||
        !at.with.environment().empty() || at.with.judged().form == token_form::header ||
        !is_external(at.where, literal_word(*words.front()))) {
        return by_hand("the variable of one command is set in an unusual way");
    }
    const std::string program =
        at.with.program() + (at.with.judged().is_uaa ? " --token uaa" : "") + " --env " +
        assignment.child("Name")->value + std::string(env_form(at.with.judged())) + " -- ";
    rewrite made;
    made.edits.push_back({{assignment.range.begin, words.front()->range.begin}, program});
    made.summary = program + literal_word(*words.front()) + " ...";
    return {circumstance::none, made};
}

plan plan_assignment(const place& at, const syntax_node& substitution,
                     const syntax_node& assignment, const syntax_node& statement) {
    const syntax_node& call = *statement.child("Cmd");
    if (!call.in_role("Args").empty()) {
        return plan_environment(at, substitution, assignment, statement);
    }
    // The status of an assignment is that of its last substitution.
    if (last_substitution(call) != &substitution) {
        return by_hand("another substitution hides its status");
    }
    const bool is_handled_inside = is_status_handled(at.where, at.statement, "");
    const guard added = is_handled_inside
                            ? guard()
                            : guard_for(at.where, statement, assignment.child("Name")->value);
    rewrite made;
    const edit value = replace_substitution(at, substitution, quiet_option(at, added));
    made.edits.push_back(value);
    made.summary = "$(" + at.with.command(quiet_option(at, added)) + ")" + added.text;
    add_guard(added, statement, made.edits);
    return {circumstance::none, made};
}

/// True if the variable `name` is expanded right behind `text`, in any case.
bool is_expanded_behind(std::string_view source, std::string_view name, std::string_view text) {
    for (const std::string& expansion : {"$" + std::string(name), "${" + std::string(name) + "}"}) {
        for (std::size_t found = source.find(expansion); found != std::string_view::npos;
             found = source.find(expansion, found + 1)) {
            const std::size_t end = found + expansion.size();
            const bool is_whole = expansion.ends_with('}') || end >= source.size() ||
                                  !(is_alphanumeric(source[end]) || source[end] == '_');
            const std::size_t begin = found - std::min(found, text.size());
            if (is_whole && equal_ignoring_case(source.substr(begin, found - begin), text)) {
                return true;
            }
        }
    }
    return false;
}

/// True if the script takes parts of the variable `name`.
bool is_taken_apart(std::string_view source, const std::string& name) {
    for (const std::string_view sign : {"#", "%", "/", ":"}) {
        if (source.find("${" + name + std::string(sign)) != std::string_view::npos) {
            return true;
        }
    }
    return is_expanded_behind(source, name, "echo ") ||
           is_expanded_behind(source, name, "echo \"") ||
           is_expanded_behind(source, name, "<<< \"") || is_expanded_behind(source, name, "<<<\"");
}

/// What is odd about the scheme of a header, in which the value stands at once or by a variable.
circumstance scheme_at(const place& at, const word_around& around, const syntax_node* assignment) {
    constexpr std::string_view scheme = "bearer ";
    constexpr std::string_view field = "authorization: ";
    const std::string_view before = around.before;
    const auto ends_with = [&](std::string_view wanted) {
        return before.size() >= wanted.size() &&
               equal_ignoring_case(before.substr(before.size() - wanted.size()), wanted);
    };
    const syntax_node* const variable = assignment == nullptr ? nullptr : assignment->child("Name");
    const bool is_whole_value = variable != nullptr && before.empty() && !around.has_more;
    const std::string name = is_whole_value ? variable->value : "";
    const auto is_used_behind = [&](std::string_view text) {
        return is_whole_value && is_expanded_behind(at.source(), name, text) &&
               !is_taken_apart(at.source(), name);
    };
    switch (at.with.judged().form) {
    case token_form::bearer:
        return ends_with(scheme) || is_used_behind(scheme) ? circumstance::scheme_twice
                                                           : circumstance::none;
    case token_form::bare:
        return ends_with(field) || is_used_behind(field) ? circumstance::scheme_missing
                                                         : circumstance::none;
    case token_form::header:
    case token_form::check:
        break;
    }
    return circumstance::none;
}

plan plan_word(const place& at, const syntax_node& substitution, const syntax_node& word,
               const syntax_node& statement, const syntax_node* assignment) {
    if (assignment != nullptr && ancestor(*assignment, "Stmt") == &statement &&
        assignment->child("Name") != nullptr) {
        return statement.child("Cmd")->type == "CallExpr"
                   ? plan_assignment(at, substitution, *assignment, statement)
                   : plan_declaration(at, substitution, *assignment, statement);
    }
    return plan_argument(at, substitution, word, statement);
}

}  // namespace

word_around read_around(const syntax_node& word, const syntax_node& substitution) {
    word_around found;
    found.is_literal = true;
    bool is_behind = false;
    const auto read = [&](const auto& self, const syntax_node& node) -> void {
        for (const syntax_node& part : node.children) {
            if (part.role != "Parts") {
                continue;
            }
            if (&part == &substitution) {
                is_behind = true;
                found.is_quoted = node.type == "DblQuoted";
            } else if (part.type == "DblQuoted") {
                self(self, part);
            } else if (is_behind) {
                found.has_more = true;
            } else if (part.type == "Lit" || part.type == "SglQuoted") {
                found.before += part.value;
            } else {
                found.is_literal = false;
                found.before.clear();
            }
        }
    };
    read(read, word);
    found.is_literal = found.is_literal && is_behind;
    return found;
}

plan plan_value(const place& at, const syntax_node& substitution) {
    if (substitution.in_role("Stmts").back()->range.end < at.pipe.range.end) {
        return by_hand("more than the token is printed");
    }
    if (at.goes_to.output != routing::kind::standard_output) {
        return by_hand("the value is not what is printed");
    }
    // Inside of it, the pipe is a command like any other.
    if (at.call.filter_count + 1 < at.pipe.stages.size()) {
        return plan_command(at);
    }
    if (at.with.judged().form == token_form::check) {
        return by_hand("a check prints nothing", circumstance::login_check);
    }
    const bool is_backticks = at.source()[substitution.range.begin] == '`';
    if (is_backticks && at.with.keeps_cli() &&
        at.pipe.range.of(at.source()).find('\\') != std::string_view::npos) {
        return by_hand("the backticks hold backslashes");
    }
    const syntax_node* word = &substitution;
    while (word->type != "Word" || word->parent->type == "ParamExp") {
        word = word->parent;
        if (word == nullptr || word->type == "Stmt") {
            return by_hand("the value is used in an unusual way");
        }
    }
    const syntax_node* const assignment = ancestor(*word, "Assign");
    const syntax_node* const statement = ancestor(*word, "Stmt");
    const circumstance scheme = scheme_at(at, read_around(*word, substitution), assignment);
    if (scheme == circumstance::scheme_twice) {
        return by_hand("meant is probably $(" + at.with.program() + ")", scheme);
    }
    plan made = plan_word(at, substitution, *word, *statement, assignment);
    made.also = scheme == circumstance::none ? made.also : scheme;
    return made;
}

}  // namespace ibmcloud_token::migrate
