#include "token/options.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "core/ascii.hpp"
#include "core/masking.hpp"
#include "program/command_line.hpp"
#include "system/environment.hpp"
#include "system/exec_command.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view github_form = "github";
constexpr std::array<const char*, 4> short_forms = {"bare", "bearer", "header", "json"};

constexpr auto known_options = std::to_array<known_option>({
    {"format,f", option_kind::value},    {"bare", option_kind::flag},
    {"bearer", option_kind::flag},       {"header", option_kind::flag},
    {"json", option_kind::flag},         {"token", option_kind::value},
    {"output,o", option_kind::value},    {"input,i", option_kind::value},
    {"no-newline,n", option_kind::flag}, {"check", option_kind::flag},
    {"env", option_kind::list},          {"stdin", option_kind::flag},
    {"min-ttl", option_kind::value},     {"account", option_kind::value},
    {"cli", option_kind::value},         {"timeout", option_kind::value},
    {"reuse", option_kind::flag},        {"no-reuse", option_kind::flag},
    {"verbose,v", option_kind::flag},    {"quiet,q", option_kind::flag},
    {"help,h", option_kind::flag},       {"version,V", option_kind::flag},
});

failure usage(std::string message) {
    return {errc::usage, std::move(message)};
}

std::string shell_form_names() {
    return shell_names() + ", " + std::string(github_form);
}

bool is_form_name(std::string_view name) {
    return find_form(name) != nullptr || find_shell(name) != nullptr || name == github_form;
}

/// The command line, with the facts that decide which options exclude each other.
struct given_options {
    const command_line* line;
    std::string form;  ///< of the token's text
    bool has_form;
    bool has_file;  ///< /dev/fd/token stands in an argument of COMMAND

    [[nodiscard]] bool has(std::string_view what) const {
        if (what.starts_with("--")) {
            return line->has(what.substr(2));
        }
        return what == "a COMMAND" ? !line->command().empty() : form == github_form;
    }
};

struct conflict {
    std::string_view first;
    std::string_view second;
};

/// Which options exclude each other, because one would have no effect.
constexpr auto conflicts = std::to_array<conflict>({
    {"--input", "--cli"},
    {"--input", "--timeout"},
    {"--input", "--reuse"},
    {"--check", "--format"},
    {"--check", "--bare"},
    {"--check", "--bearer"},
    {"--check", "--header"},
    {"--check", "--json"},
    {"--check", "--no-newline"},
    {"--check", "--output"},
    {"--check", "--env"},
    {"--check", "--stdin"},
    {"--check", "a COMMAND"},
    {"--output", "a COMMAND"},
    {"--quiet", "--verbose"},
    {"the form github", "a COMMAND"},
    {"the form github", "--output"},
    {"the form github", "--no-newline"},
    {"the form github", "--stdin"},
    {"the form github", "--check"},
});

result<void> check_combination(const given_options& given) {
    for (const auto& [first, second] : conflicts) {
        if (given.has(first) && given.has(second)) {
            return usage(std::string(first) + " and " + std::string(second) +
                         " do not go together");
        }
    }
    const bool has_command = given.has("a COMMAND");
    const bool has_variables =
        has_command || find_shell(given.form) != nullptr || given.form == github_form;
    if (given.has("--stdin") && !has_command) {
        return usage("--stdin needs a COMMAND, after --");
    }
    if (given.has("--env") && !has_variables) {
        return usage("--env needs a COMMAND, or one of the forms " + shell_form_names());
    }
    if (has_command && !given.has("--stdin") && !given.has_file &&
        (given.has_form || given.has("--no-newline"))) {
        return usage(std::string(given.has_form ? "--format" : "--no-newline") +
                     " has no effect here: use --env NAME=FORM, --stdin or /dev/fd/token");
    }
    return {};
}

/// The form that --format or its short options name; `bare` by default.
result<given_options> read_form(const command_line& line) {
    given_options given{&line, "bare", false, has_token_path(line.command())};
    if (auto named = line.value("format")) {
        given.form = *std::move(named);
        given.has_form = true;
    }
    for (const char* const name : short_forms) {
        if (!line.has(name)) {
            continue;
        }
        if (given.has_form && given.form != name) {
            return usage("two different forms: " + quoted_typed(given.form) + " and '" + name +
                         '\'');
        }
        given.form = name;
        given.has_form = true;
    }
    if (!is_form_name(given.form)) {
        return usage("unknown form " + quoted_typed(given.form) + "; the forms are " +
                     form_names() + ", " + shell_form_names());
    }
    return given;
}

result<token_source> read_source(const command_line& line) {
    if (auto path = line.value("input")) {
        return token_source(from_input{*std::move(path)});
    }
    const auto timeout = read_timeout(line);
    if (timeout.has_error()) {
        return timeout.error();
    }
    const bool can_reuse = line.has("reuse") || environment_value("IBMCLOUD_TOKEN_REUSE") == "1";
    return token_source(from_cli{line.value("cli"), *timeout, can_reuse && !line.has("no-reuse")});
}

result<token_kind> read_kind(const command_line& line) {
    const std::string name = line.value("token").value_or("iam");
    if (name != "iam" && name != "uaa") {
        return usage("--token " + quoted_typed(name) + ": expected iam or uaa");
    }
    return name == "iam" ? token_kind::iam : token_kind::uaa;
}

/// `NAME` or `NAME=FORM`.
result<variable> read_variable(const std::string& text) {
    const std::size_t name_end = std::min(text.find('='), text.size());
    const std::string name = text.substr(0, name_end);
    const std::string form_name = name_end == text.size() ? "bare" : text.substr(name_end + 1);
    if (!is_variable_name(name)) {
        return usage("--env " + quoted_typed(name) + ": not a valid variable name");
    }
    const form* const value = find_form(form_name);
    if (value == nullptr) {
        return usage("--env " + quoted_typed(text) + ": the forms are " + form_names());
    }
    return variable{name, value};
}

result<std::vector<variable>> read_variables(const command_line& line) {
    std::vector<variable> variables;
    for (const std::string& text : line.values("env")) {
        auto next = read_variable(text);
        if (next.has_error()) {
            return next.error();
        }
        if (std::any_of(variables.begin(), variables.end(),
                        [&](const variable& other) { return other.name == next->name; })) {
            return usage("--env sets " + quoted_typed(next->name) + " more than once");
        }
        variables.push_back(std::move(*next));
    }
    return variables;
}

/// Refuses a FILE called like a format: other CLIs have `--output json`.
result<std::string> read_output_path(std::string path) {
    constexpr std::array<std::string_view, 5> foreign_formats = {"yaml", "text", "table", "csv",
                                                                 "tsv"};
    std::string name = path;
    std::transform(name.begin(), name.end(), name.begin(), to_lower);
    const bool is_short = std::any_of(short_forms.begin(), short_forms.end(),
                                      [&](std::string_view form) { return form == name; });
    const bool is_foreign = std::any_of(foreign_formats.begin(), foreign_formats.end(),
                                        [&](std::string_view form) { return form == name; });
    if (!is_form_name(name) && !is_foreign) {
        return path;
    }
    const std::string instead = is_short             ? "--" + name + ", or "
                                : is_form_name(name) ? "--format " + name + ", or "
                                                     : "";
    return usage("--output " + quoted_typed(path) + " names a format: write " + instead + "./" +
                 path + " for a file of that name");
}

std::vector<variable> default_variables() {
    return {{"IAM_TOKEN", find_form("bare")}};
}

token_text read_text(const given_options& given, const std::vector<variable>& variables) {
    const bool ends_with_newline = !given.line->has("no-newline");
    if (const shell* const language = find_shell(given.form)) {
        return {assignments{language, variables.empty() ? default_variables() : variables},
                ends_with_newline};
    }
    return {find_form(given.form), ends_with_newline};
}

result<token_destination> read_destination(const given_options& given) {
    const command_line& line = *given.line;
    auto variables = read_variables(line);
    if (variables.has_error()) {
        return variables.error();
    }
    if (line.has("check")) {
        return token_destination(check_only{});
    }
    if (given.form == github_form) {
        const std::string env_file(environment_value("GITHUB_ENV"));
        if (env_file.empty()) {
            return errc::github_env_unset;
        }
        return token_destination(
            to_github{variables->empty() ? default_variables() : std::move(*variables), env_file});
    }
    token_text text = read_text(given, *variables);
    if (!line.command().empty()) {
        if (variables->empty() && !line.has("stdin") && !given.has_file) {
            *variables = default_variables();
        }
        return token_destination(to_command{line.command(), std::move(*variables), std::move(text),
                                            line.has("stdin"), given.has_file});
    }
    const auto typed = line.value("output");
    if (!typed || *typed == "-") {
        return token_destination(to_standard_output{std::move(text)});
    }
    auto path = read_output_path(*typed);
    if (path.has_error()) {
        return path.error();
    }
    return token_destination(to_file{std::move(*path), std::move(text)});
}

}  // namespace

const syntax token_syntax = {known_options, true};

result<options> read_options(const command_line& line) {
    const auto given = read_form(line);
    if (given.has_error()) {
        return given.error();
    }
    if (const auto checked = check_combination(*given); checked.has_error()) {
        return checked.error();
    }
    first_failure wrong;
    return wrong.unless_failed(options{
        .source = wrong.value_of(read_source(line)),
        .kind = wrong.value_of(read_kind(line)),
        .required = wrong.value_of(read_requirements(line, min_usable_lifetime)),
        .destination = wrong.value_of(read_destination(*given)),
    });
}

}  // namespace ibmcloud_token
