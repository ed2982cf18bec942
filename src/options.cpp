#include "options.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "command_line.hpp"
#include "core/duration.hpp"
#include "core/printable.hpp"
#include "system/become_command.hpp"
#include "system/environment.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view github_form = "github";

std::string form_list() {
    return form_names() + ", " + shell_names() + ", " + std::string(github_form);
}

/// `option` would do nothing beside any of `others`.
void refuse_together(const command_line& given, const char* option,
                     std::initializer_list<const char*> others) {
    for (const char* const other : others) {
        if (given.has(option) && given.has(other)) {
            throw usage_error(std::string("--") + option + " and --" + other +
                              " do not go together");
        }
    }
}

std::optional<std::chrono::seconds> read_duration(const command_line& given, const char* option) {
    const auto text = given.value(option);
    if (!text) {
        return std::nullopt;
    }
    const auto duration = parse_duration(*text);
    if (!duration) {
        throw usage_error(
            std::string("--") + option +
            " takes a whole number of seconds, or one with s, m or h, up to 2147483647s, not '" +
            masked(*text) + '\'');
    }
    return duration;
}

std::chrono::seconds read_timeout(const command_line& given) {
    constexpr std::chrono::seconds usual{120};
    const auto timeout = read_duration(given, "timeout").value_or(usual);
    if (timeout.count() == 0) {
        throw usage_error("--timeout takes at least one second");
    }
    return timeout;
}

token_kind read_kind(const command_line& given) {
    const std::string name = given.value("token").value_or("iam");
    if (name != "iam" && name != "uaa") {
        throw usage_error("--token takes iam or uaa, not '" + masked(name) + '\'');
    }
    return name == "iam" ? token_kind::iam : token_kind::uaa;
}

/// Nothing for standard output.
std::optional<std::string> read_output(const command_line& given) {
    auto output = given.value("output");
    return output == "-" ? std::nullopt : output;
}

/// What `--format` or an option that is short for it says; nothing if there is none of them.
std::optional<std::string> read_form_name(const command_line& given) {
    auto name = given.value("format");
    for (const char* const short_option : {"bare", "bearer", "header", "json"}) {
        if (!given.has(short_option)) {
            continue;
        }
        if (name && *name != short_option) {
            throw usage_error("two forms were asked for, " + masked(*name) + " and " +
                              short_option);
        }
        name = short_option;
    }
    return name;
}

void read_form(const command_line& given, options& asked) {
    const std::string name = read_form_name(given).value_or("bare");
    asked.output_form = find_form(name);
    asked.output_shell = find_shell(name);
    asked.to_github = name == github_form;
    if (asked.output_form == nullptr && asked.output_shell == nullptr && !asked.to_github) {
        throw usage_error("unknown form '" + masked(name) + "'; the forms are " + form_list());
    }
}

/// GitHub's documentation keeps some names for itself.
bool is_reserved(const options& asked, std::string_view name) {
    if (asked.to_github) {
        return name.starts_with("GITHUB_") || name.starts_with("RUNNER_") || name == "NODE_OPTIONS";
    }
    return asked.output_shell != nullptr && !can_set(*asked.output_shell, name);
}

/// `NAME` or `NAME=FORM`.
variable read_variable(const std::string& text, const options& asked) {
    const std::size_t name_end = std::min(text.find('='), text.size());
    const std::string name = text.substr(0, name_end);
    const std::string form_name = name_end == text.size() ? "bare" : text.substr(name_end + 1);
    if (!is_variable_name(name) || is_reserved(asked, name)) {
        throw usage_error("--env can't set a variable called '" + masked(name) + '\'');
    }
    const form* const value = find_form(form_name);
    if (value == nullptr) {
        throw usage_error("--env takes NAME=FORM with one of these forms: " + form_names());
    }
    return {name, value};
}

void read_variables(const command_line& given, options& asked) {
    for (const std::string& text : given.values("env")) {
        variable next = read_variable(text, asked);
        if (std::any_of(asked.variables.begin(), asked.variables.end(),
                        [&](const variable& other) { return other.name == next.name; })) {
            throw usage_error("--env sets " + masked(next.name) + " more than once");
        }
        asked.variables.push_back(std::move(next));
    }
    const bool sets_variables =
        !asked.command.empty() || asked.output_shell != nullptr || asked.to_github;
    if (!sets_variables && !asked.variables.empty()) {
        throw usage_error("--env goes with a COMMAND, or with one of the forms " + shell_names() +
                          ", " + std::string(github_form));
    }
    const bool is_handed_over_otherwise = asked.to_stdin || has_placeholder(asked.command);
    if (sets_variables && asked.variables.empty() && !is_handed_over_otherwise) {
        asked.variables.push_back({"IAM_TOKEN", find_form("bare")});
    }
}

/// What makes no sense with a command, or only with one.
void check_command(const command_line& given, const options& asked) {
    if (asked.command.empty()) {
        if (asked.to_stdin) {
            throw usage_error("--stdin goes with a COMMAND");
        }
        return;
    }
    for (const char* const option : {"output", "check"}) {
        if (given.has(option)) {
            throw usage_error(std::string("--") + option + " does not go with a COMMAND");
        }
    }
    if (asked.to_github) {
        throw usage_error("the form github does not go with a COMMAND");
    }
    const bool is_written = asked.to_stdin || has_placeholder(asked.command);
    if (!is_written && (read_form_name(given) || !asked.newline)) {
        throw usage_error("the form is that of --stdin and of {}; for a variable, name it with "
                          "--env NAME=FORM");
    }
}

bool is_cache_wanted(const command_line& given) {
    const bool usually = environment_value("IBMCLOUD_TOKEN_CACHE") == "1";
    return (usually || given.has("cache")) && !given.has("no-cache");
}

options read_options(const command_line& given) {
    constexpr std::chrono::seconds usual_min_ttl{10};
    const auto min_ttl = read_duration(given, "min-ttl");
    options asked;
    asked.help = given.has("help");
    asked.version = given.has("version");
    asked.kind = read_kind(given);
    asked.input = given.value("input");
    asked.output = read_output(given);
    asked.command = given.command();
    asked.to_stdin = given.has("stdin");
    asked.newline = !given.has("no-newline");
    asked.min_ttl = min_ttl.value_or(usual_min_ttl);
    asked.needs_lifetime = min_ttl && min_ttl->count() > 0;
    asked.account = given.value("account");
    asked.check = given.has("check");
    asked.timeout = read_timeout(given);
    asked.cli = given.value("cli");
    asked.cache = is_cache_wanted(given);
    asked.quiet = given.has("quiet");
    asked.verbose = given.has("verbose");
    read_form(given, asked);
    read_variables(given, asked);
    return asked;
}

}  // namespace

options parse_options(const std::vector<std::string>& arguments) {
    const command_line given(arguments);
    refuse_together(given, "input", {"cli", "timeout", "cache"});
    refuse_together(given, "check",
                    {"format", "bare", "bearer", "header", "json", "no-newline", "output"});
    refuse_together(given, "quiet", {"verbose"});
    options asked = read_options(given);
    check_command(given, asked);
    if (asked.to_github) {
        for (const char* const option : {"output", "no-newline"}) {
            if (given.has(option)) {
                throw usage_error(std::string("--") + option + " does not go with the form github");
            }
        }
    }
    return asked;
}

}  // namespace ibmcloud_token
