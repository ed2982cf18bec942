#include "migrate/surroundings.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// The name of the command that `statement` runs, if it is a literal.
std::string command_name(const syntax_node& call) {
    const auto words = call.in_role("Args");
    return words.empty() ? "" : literal_word(*words.front());
}

/// What a call of `set` does to errexit: on, off, or nothing.
std::optional<bool> errexit_set_by(const syntax_node& call) {
    std::optional<bool> found;
    const auto words = call.in_role("Args");
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string option = literal_word(*words[i]);
        const bool is_on = option.starts_with('-');
        if (!is_on && !option.starts_with('+')) {
            continue;
        }
        const bool has_letter = option.find('e') != std::string::npos;
        const bool is_named = option.ends_with('o') && i + 1 < words.size() &&
                              literal_word(*words[i + 1]) == "errexit";
        if (has_letter || is_named) {
            found = is_on;
        }
    }
    return found;
}

bool has_strict_shebang(std::string_view source) {
    const std::string_view line = source.substr(0, source.find('\n'));
    const std::size_t option = line.find(" -");
    return line.starts_with("#!") && option != std::string_view::npos &&
           line.substr(option).find('e') != std::string_view::npos;
}

/// True if errexit holds inside the function called `name`: where a call's status is looked at, or
/// in a command substitution, the shell ignores it.
bool is_called_plainly(const script& where, std::string_view name) {
    const auto calls = where.tree.calls_of(name);
    return std::all_of(calls.begin(), calls.end(), [](const syntax_node* call) {
        return standing_of(*call->parent) == standing::list &&
               ancestor(*call, "CmdSubst") == nullptr;
    });
}

/// True for what may stand between an assignment and the look at its value.
bool is_passed_over(const syntax_node& statement) {
    const syntax_node* const command = statement.child("Cmd");
    if (command == nullptr) {
        return false;
    }
    if (command->type == "DeclClause") {
        return true;
    }
    const std::string name = command_name(*command);
    return command->type == "CallExpr" && (command->in_role("Args").empty() || name == "echo");
}

/// What `statement` looks at, if it decides something.
std::string_view tested_text(const script& where, const syntax_node& statement) {
    const syntax_node* const command = statement.child("Cmd");
    if (command == nullptr) {
        return {};
    }
    if (command->type == "IfClause" || command->type == "WhileClause") {
        const auto conditions = command->in_role("Cond");
        if (conditions.empty()) {
            return {};
        }
        const std::size_t begin = conditions.front()->range.begin;
        return where.source().substr(begin, conditions.back()->range.end - begin);
    }
    if (command->type == "CaseClause") {
        return where.text_of(*command->child("Word"));
    }
    if (command->type == "BinaryCmd" && command->value != "|") {
        return tested_text(where, *command->child("X"));
    }
    const std::string name = command_name(*command);
    const bool is_test = command->type == "TestClause" || name == "[" || name == "test";
    return is_test ? where.text_of(*command) : std::string_view();
}

const syntax_node* next_statement(const syntax_node& statement) {
    const std::vector<syntax_node>& siblings = statement.parent->children;
    const auto next = siblings.begin() + (&statement - siblings.data()) + 1;
    const auto found = std::find_if(
        next, siblings.end(), [&](const syntax_node& each) { return each.role == statement.role; });
    return found == siblings.end() ? nullptr : &*found;
}

bool is_value_checked_next(const script& where, const syntax_node& statement,
                           std::string_view name) {
    constexpr int most = 3;
    const syntax_node* next = next_statement(statement);
    for (int i = 0; i < most && next != nullptr; ++i) {
        const std::string_view tested = tested_text(where, *next);
        if (!name.empty() && uses_variable(tested, name)) {
            return true;
        }
        if (i == 0 && tested.find("$?") != std::string_view::npos) {
            return true;
        }
        const bool is_set_again =
            where.text_of(*next).starts_with(std::string(name) + "=") && !name.empty();
        if (!is_passed_over(*next) || is_set_again) {
            return false;
        }
        next = next_statement(*next);
    }
    return false;
}

/// The statement whose status is that of `statement`, at the end of its chain of operators.
const syntax_node& whole_chain(const syntax_node& statement) {
    const syntax_node* whole = &statement;
    while (whole->parent != nullptr && whole->parent->type == "BinaryCmd") {
        whole = whole->parent->parent;
    }
    return *whole;
}

}  // namespace

standing standing_of(const syntax_node& statement) {
    const syntax_node& parent = *statement.parent;
    if (statement.is_negated || statement.role == "Cond") {
        return standing::left;
    }
    if (parent.type != "BinaryCmd") {
        const bool is_list = statement.role == "Stmts" || statement.role == "Then" ||
                             statement.role == "Do" || statement.role == "Else";
        return is_list ? standing::list : standing::other;
    }
    return parent.value == "|"     ? standing::piped
           : statement.role == "X" ? standing::left
           : parent.value == "&&"  ? standing::right_of_and
                                   : standing::right_of_or;
}

const syntax_node& whole_pipeline(const syntax_node& statement) {
    const syntax_node* whole = &statement;
    while (standing_of(*whole) == standing::piped) {
        whole = whole->parent->parent;
    }
    return *whole;
}

const syntax_node* ancestor(const syntax_node& node, std::string_view type) {
    const syntax_node* found = node.parent;
    while (found != nullptr && found->type != type) {
        found = found->parent;
    }
    return found;
}

bool is_in_loop(const syntax_node& statement) {
    return ancestor(statement, "WhileClause") != nullptr ||
           ancestor(statement, "ForClause") != nullptr;
}

bool is_strict_at(const script& where, const syntax_node& statement) {
    bool is_strict = where.part.is_strict || has_strict_shebang(where.source());
    for (const syntax_node* const call : where.tree.calls_of("set")) {
        if (call->range.begin < statement.range.begin) {
            is_strict = errexit_set_by(*call).value_or(is_strict);
        }
    }
    const syntax_node* const function = ancestor(statement, "FuncDecl");
    if (!is_strict || ancestor(statement, "CmdSubst") != nullptr) {
        return false;
    }
    return function == nullptr || is_called_plainly(where, function->child("Name")->value);
}

bool is_status_read_next(const script& where, const syntax_node& statement) {
    const syntax_node* const next = next_statement(statement);
    return next != nullptr && where.text_of(*next).find("$?") != std::string_view::npos;
}

bool is_status_handled(const script& where, const syntax_node& statement, std::string_view name) {
    const syntax_node* at = &statement;
    while (at->parent->type == "BinaryCmd") {
        if (standing_of(*at) == standing::left) {
            return true;
        }
        at = at->parent->parent;
    }
    if (standing_of(*at) == standing::left) {
        return true;
    }
    if (standing_of(*at) != standing::list) {
        return false;
    }
    return is_value_checked_next(where, *at, name) || is_strict_at(where, whole_chain(statement));
}

std::optional<bool> is_status_of_function_used(const script& where, std::string_view name) {
    const auto calls = where.tree.calls_of(name);
    if (calls.empty()) {
        return std::nullopt;
    }
    return std::any_of(calls.begin(), calls.end(), [&](const syntax_node* call) {
        const syntax_node& statement = *call->parent;
        return standing_of(statement) == standing::left || is_status_read_next(where, statement);
    });
}

std::string_view way_out_at(const script& where, const syntax_node& statement) {
    const bool is_in_function = ancestor(statement, "FuncDecl") != nullptr;
    const bool is_in_subshell =
        ancestor(statement, "Subshell") != nullptr || ancestor(statement, "CmdSubst") != nullptr;
    if (is_in_subshell && where.part.leaves_by != way_out::none) {
        return "exit";
    }
    switch (where.part.leaves_by) {
    case way_out::exit:
        return "exit";
    case way_out::by_return:
        return "return";
    case way_out::none:
        return is_in_function && !where.part.is_document ? "return" : "";
    }
    return "";
}

bool is_external(const script& where, std::string_view name) {
    constexpr std::string_view builtins =
        "read while eval set source . exec export local declare return exit test [ [[ echo "
        "printf cd trap shift unset let mapfile readarray alias tee typeset command";
    return !name.empty() && !is_assignment(name) &&
           name.find_first_of("$`({") == std::string_view::npos && !is_one_of(name, builtins) &&
           !where.tree.defines(name);
}

bool uses_variable(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos;
         at = text.find('$', at + 1)) {
        std::string_view rest = text.substr(at + 1);
        if (rest.starts_with('{')) {
            rest.remove_prefix(1);
            rest.remove_prefix(rest.starts_with('#') || rest.starts_with('!') ? 1 : 0);
        }
        if (rest.starts_with(name)) {
            const char next = rest.size() > name.size() ? rest[name.size()] : ' ';
            if (!is_alphanumeric(next) && next != '_') {
                return true;
            }
        }
    }
    return false;
}

namespace {

/// True if the script gives the variable `name` a value that is not from ibmcloud-token.
bool is_set_otherwise(std::string_view text, const std::string& name) {
    const std::string assignment = name + "=";
    for (std::size_t at = text.find(assignment); at != std::string_view::npos;
         at = text.find(assignment, at + 1)) {
        const bool begins =
            at == 0 || std::string_view(" \t\n;&|({").find(text[at - 1]) != std::string_view::npos;
        if (begins && !text.substr(at + assignment.size()).starts_with("$(ibmcloud-token")) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<std::string> unused_variable(const script& where) {
    for (const std::string name : {"token", "iam_token", "ibmcloud_iam_token"}) {
        const std::string_view text = where.source();
        const bool is_ours = text.find(name + "=$(ibmcloud-token") != std::string_view::npos;
        if (!is_set_otherwise(text, name) && (is_ours || !uses_variable(text, name))) {
            return name;
        }
    }
    return std::nullopt;
}

}  // namespace ibmcloud_token::migrate
