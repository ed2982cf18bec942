#include "migrate/plan.hpp"

#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/place.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// The substitution whose output and status are those of the pipeline; null if there is none.
const syntax_node* enclosing_substitution(const place& at) {
    const syntax_node* statement = &at.statement;
    while (statement->parent->type == "BinaryCmd" && statement->parent->value != "|") {
        statement = statement->parent->parent;
    }
    return statement->parent->type == "CmdSubst" ? statement->parent : nullptr;
}

/// True for the name of a form, or of another output format: ibmcloud-token takes neither for a
/// file.
bool is_format_name(std::string_view name) {
    constexpr std::array<std::string_view, 18> names = {
        "json",   "yaml",   "text", "table", "csv", "tsv",        "bare",   "bearer", "header",
        "claims", "expiry", "sh",   "fish",  "csh", "powershell", "dotenv", "github", "-"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view each) { return equal_ignoring_case(name, each); });
}

/// The file's name as an argument: as it is written, in quotes if it is an expansion.
std::string file_argument(const place& at) {
    const std::string written(at.goes_to.target.of(at.source()));
    if (is_format_name(written)) {
        return "./" + written;
    }
    const bool needs_quotes = written.find('$') != std::string::npos &&
                              written.find_first_of("'\"`(~ ") == std::string::npos;
    return needs_quotes ? '"' + written + '"' : written;
}

/// True if the script ends with `statement`, and with its status.
bool is_last(const place& at) {
    const syntax_node* last = &at.statement;
    while (last->parent->type == "BinaryCmd") {
        last = last->parent->parent;
    }
    return last->parent->type == "File" && last->parent->in_role("Stmts").back() == last;
}

plan plan_file(const place& at) {
    const guard added = is_last(at) ? guard() : guard_for(at.where, at.statement, "");
    const std::string_view newline = at.with.judged().ends_line ? "" : " --no-newline";
    const std::string options =
        std::string(newline) + std::string(quiet_option(at, added)) +
        (at.goes_to.output == routing::kind::file
             ? " --output " + file_argument(at)
             : " " + std::string(at.goes_to.operator_range.of(at.source())));
    rewrite made;
    made.edits.push_back({at.with.range(), at.with.text(options)});
    made.summary = at.with.command(options) + added.text;
    add_guard(added, at.statement, made.edits);
    return {circumstance::file, made};
}

bool is_plain_command(const command& stage) {
    return !stage.is_compound && !stage.follows_keyword && !stage.words.empty();
}

/// The consumer of a pipe becomes the command that ibmcloud-token runs.
plan plan_consumer(const place& at) {
    const command& consumer = at.pipe.stages[at.call.filter_count + 1];
    const std::string name = consumer.words.empty() ? "" : consumer.words.front().value;
    if (!is_external(at.where, name)) {
        return by_hand("what reads the pipe is not a program of its own");
    }
    if (consumer.range.begin != consumer.words.front().range.begin) {
        return by_hand("what reads the pipe begins with a redirection");
    }
    // Clients of registries take the newline off.
    const bool needs_no_newline = !at.with.judged().ends_line &&
                                  at.source().find("--password-stdin") == std::string_view::npos;
    const std::string options = std::string(needs_no_newline ? " --no-newline" : "") +
                                std::string(at.goes_to.hides_messages ? " --quiet" : "") +
                                " --stdin -- ";
    const text_range range = {at.with.range().begin, consumer.range.begin};
    rewrite made;
    made.edits.push_back({range, at.with.text(options)});
    made.summary = at.with.command(options) + name + " ...";
    return {circumstance::none, made};
}

/// True if the status of the function that ends with the statement decides something, as far as is
/// known.
bool ends_checking_function(const place& at) {
    const syntax_node& block = *at.statement.parent;
    const bool is_last = standing_of(at.statement) == standing::list && block.type == "Block" &&
                         block.parent->role == "Body" &&
                         block.in_role("Stmts").back() == &at.statement;
    if (!is_last) {
        return false;
    }
    const std::string& name = block.parent->parent->child("Name")->value;
    const bool sounds_like_keeping = find_ignoring_case(name, "keep") != std::string::npos ||
                                     find_ignoring_case(name, "refresh") != std::string::npos ||
                                     find_ignoring_case(name, "alive") != std::string::npos;
    return is_status_of_function_used(at.where, name).value_or(!sounds_like_keeping);
}

/// True if the statement's status decides something.
bool is_login_check(const place& at) {
    const standing where = standing_of(at.statement);
    return where == standing::left || ends_checking_function(at) ||
           is_status_read_next(at.where, at.statement) ||
           (where != standing::other && !is_in_loop(at.statement) &&
            ancestor(at.statement, "FuncDecl") == nullptr &&
            is_status_handled(at.where, at.statement, ""));
}

plan plan_check(const place& at) {
    if (at.with.keeps_cli()) {
        return by_hand("the CLI runs elsewhere", circumstance::login_check);
    }
    if (!is_login_check(at)) {
        return by_hand("the status is not used: it may keep a session alive",
                       circumstance::login_check);
    }
    judgement check = at.with.judged();
    check.form = token_form::check;
    check.is_uaa = false;
    const replacement call(at.source(), at.pipe, at.call, check, false);
    const std::string_view quiet = at.goes_to.hides_messages ? " --quiet" : "";
    rewrite made;
    made.edits.push_back({call.range(), call.text(quiet)});
    made.summary = call.command(quiet);
    return {circumstance::login_check, made};
}

}  // namespace

plan by_hand(std::string reason, circumstance also) {
    return {also, std::move(reason)};
}

plan plan_command(const place& at) {
    const bool has_consumer = at.call.filter_count + 1 < at.pipe.stages.size();
    if (has_consumer) {
        return plan_consumer(at);
    }
    switch (at.goes_to.output) {
    case routing::kind::nowhere:
        return plan_check(at);
    case routing::kind::file:
    case routing::kind::end_of_file:
        return plan_file(at);
    case routing::kind::standard_error:
    case routing::kind::standard_output:
        break;
    }
    if (at.with.judged().form == token_form::check) {
        return plan_check(at);
    }
    const std::string options = std::string(at.with.judged().ends_line ? "" : " --no-newline") +
                                (at.goes_to.hides_messages ? " --quiet" : "") +
                                (at.goes_to.output == routing::kind::standard_error ? " >&2" : "");
    rewrite made;
    made.edits.push_back({at.with.range(), at.with.text(options)});
    made.summary = at.with.command(options);
    return {circumstance::none, made};
}

plan make_plan(const script& where, const pipeline& pipe, const cli_call& call,
               const judgement& judged) {
    const routing goes_to = read_routing(pipe, call);
    if (!goes_to.objection.empty()) {
        return by_hand(goes_to.objection);
    }
    if (where.part.shell.is_opaque(pipe.range)) {
        return by_hand("a part of it is filled in by another language");
    }
    if (call.filter_count + 1 < pipe.stages.size() &&
        !is_plain_command(pipe.stages[call.filter_count + 1])) {
        return by_hand("what reads the pipe is not a program of its own");
    }
    const syntax_node* const statement = where.tree.statement_at(pipe.range);
    if (statement == nullptr) {
        return by_hand("shfmt reads the statement in another way");
    }
    if (statement->is_background || ancestor(*statement, "ProcSubst") != nullptr) {
        return by_hand("nobody sees its status");
    }
    if (where.tree.has_comment(pipe.range)) {
        return by_hand("a comment stands between its lines");
    }
    const bool is_redefined =
        !call.name.empty() && call.path.empty() && where.tree.defines(call.name);
    const replacement with(where.source(), pipe, call, judged, is_redefined);
    const place at{where, pipe, call, with, goes_to, *statement};
    if (const syntax_node* const substitution = enclosing_substitution(at)) {
        return plan_value(at, *substitution);
    }
    return plan_command(at);
}

}  // namespace ibmcloud_token::migrate
