#include "options.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <boost/program_options/variables_map.hpp>

#include "core/duration.hpp"
#include "core/printable.hpp"
#include "system/become_command.hpp"

namespace ibmcloud_token {
namespace {

namespace po = boost::program_options;

/// Options that are short for `--format`.
constexpr std::array<const char*, 4> form_options = {"bare", "bearer", "header", "json"};

po::options_description known_options() {
    po::options_description known;
    const auto text = [] { return po::value<std::string>(); };
    known.add_options()("format,f", text())("token", text())("input,i", text())("output,o", text());
    known.add_options()("no-newline,n", "")("check", "")("quiet,q", "")("verbose,v", "");
    known.add_options()("stdin", "")("env", po::value<std::vector<std::string>>()->composing());
    known.add_options()("min-ttl", text())("account", text())("timeout", text())("cli", text());
    known.add_options()("help,h", "")("version,V", "");
    for (const char* const name : form_options) {
        known.add_options()(name, "");
    }
    return known;
}

class command_line {
public:
    explicit command_line(const std::vector<std::string>& arguments) {
        using style = po::command_line_style::style_t;
        const po::options_description known = known_options();
        // Empty, so that a stray argument is an error.
        const po::positional_options_description none;
        po::store(po::command_line_parser(arguments)
                      .options(known)
                      .positional(none)
                      .style(style::unix_style & ~style::allow_guessing)
                      .run(),
                  values_);
    }

    [[nodiscard]] bool has(const char* name) const { return values_.count(name) != 0; }

    [[nodiscard]] std::optional<std::string> text(const char* name) const {
        return has(name) ? std::optional(values_[name].as<std::string>()) : std::nullopt;
    }

    [[nodiscard]] std::vector<std::string> texts(const char* name) const {
        return has(name) ? values_[name].as<std::vector<std::string>>()
                         : std::vector<std::string>{};
    }

    [[nodiscard]] std::optional<std::chrono::seconds> duration(const char* name) const {
        const auto value = text(name);
        if (!value) {
            return std::nullopt;
        }
        const auto duration = parse_duration(*value);
        if (!duration) {
            throw usage_error(std::string("--") + name +
                              " takes a whole number of seconds, or one with " +
                              "s, m or h, not '" + masked(*value) + '\'');
        }
        return duration;
    }

    /// `name` would do nothing beside any of `others`.
    void refuse_together(const char* name, const std::vector<const char*>& others) const {
        for (const char* const other : others) {
            if (has(name) && has(other)) {
                throw usage_error(std::string("--") + name + " and --" + other +
                                  " do not go together");
            }
        }
    }

private:
    po::variables_map values_;
};

std::optional<std::string> read_nonempty(const command_line& given, const char* name) {
    auto value = given.text(name);
    if (value && value->empty()) {
        throw usage_error(std::string("--") + name + " takes a value that is not empty");
    }
    return value;
}

constexpr std::string_view github_form = "github";

/// What `--format` or one of its short names says; nothing if there is none of them.
std::optional<std::string> read_form_name(const command_line& given) {
    auto name = given.text("format");
    for (const char* const short_name : form_options) {
        if (!given.has(short_name)) {
            continue;
        }
        if (name && *name != short_name) {
            throw usage_error("two forms were asked for, " + masked(*name) + " and " + short_name);
        }
        name = short_name;
    }
    return name;
}

void read_form(const command_line& given, options& asked) {
    const std::string name = read_form_name(given).value_or("bare");
    asked.output_form = find_form(name);
    asked.output_shell = find_shell(name);
    asked.github = name == github_form;
    if (asked.output_form == nullptr && asked.output_shell == nullptr && !asked.github) {
        throw usage_error("unknown form '" + masked(name) + "'; the forms are " + form_names() +
                          ", " + shell_names() + ", github");
    }
}

bool is_reserved(const options& asked, std::string_view name) {
    if (asked.github) {
        return name.starts_with("GITHUB_") || name.starts_with("RUNNER_") || name == "NODE_OPTIONS";
    }
    return asked.output_shell != nullptr && !can_set(*asked.output_shell, name);
}

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
    for (const std::string& text : given.texts("env")) {
        variable read = read_variable(text, asked);
        for (const variable& other : asked.variables) {
            if (other.name == read.name) {
                throw usage_error("--env sets " + masked(read.name) + " more than once");
            }
        }
        asked.variables.push_back(std::move(read));
    }
    const bool writes_variables = asked.output_shell != nullptr || asked.github;
    const bool hands_over_otherwise = asked.to_stdin || has_placeholder(asked.command);
    if (asked.command.empty() ? writes_variables : !hands_over_otherwise) {
        if (asked.variables.empty()) {
            asked.variables.push_back({"IAM_TOKEN", find_form("bare")});
        }
    } else if (asked.command.empty() && !asked.variables.empty()) {
        throw usage_error("--env goes with a COMMAND, or with one of the forms " + shell_names() +
                          ", github");
    }
}

/// What makes no sense with COMMAND, or only with it.
void check_command(const command_line& given, const options& asked) {
    if (asked.command.empty()) {
        if (asked.to_stdin) {
            throw usage_error("--stdin goes with a COMMAND");
        }
        return;
    }
    for (const char* const name : {"output", "check"}) {
        if (given.has(name)) {
            throw usage_error(std::string("--") + name + " does not go with a COMMAND");
        }
    }
    if (asked.github) {
        throw usage_error("the form github does not go with a COMMAND");
    }
    const bool is_written = asked.to_stdin || has_placeholder(asked.command);
    if (!is_written && (read_form_name(given) || !asked.newline)) {
        throw usage_error("the form is that of --stdin and of {}; for a variable, name it with "
                          "--env NAME=FORM");
    }
}

token_kind read_kind(const command_line& given) {
    const auto name = given.text("token");
    if (!name || *name == "iam") {
        return token_kind::iam;
    }
    if (*name == "uaa") {
        return token_kind::uaa;
    }
    throw usage_error("--token takes iam or uaa, not '" + masked(*name) + '\'');
}

std::chrono::seconds read_timeout(const command_line& given) {
    constexpr std::chrono::seconds usual{120};
    const auto timeout = given.duration("timeout").value_or(usual);
    if (timeout.count() == 0) {
        throw usage_error("--timeout takes at least one second");
    }
    return timeout;
}

/// Nothing for standard output.
std::optional<std::string> read_output(const command_line& given) {
    auto output = read_nonempty(given, "output");
    return output == "-" ? std::nullopt : output;
}

options read_options(const command_line& given, std::vector<std::string> command) {
    constexpr std::chrono::seconds usual_min_ttl{10};
    given.refuse_together("input", {"cli", "timeout"});
    given.refuse_together("check",
                          {"format", "bare", "bearer", "header", "json", "no-newline", "output"});
    given.refuse_together("quiet", {"verbose"});
    const auto min_ttl = given.duration("min-ttl");
    options asked;
    asked.help = given.has("help");
    asked.version = given.has("version");
    asked.kind = read_kind(given);
    asked.input = read_nonempty(given, "input");
    asked.output = read_output(given);
    asked.command = std::move(command);
    asked.to_stdin = given.has("stdin");
    asked.newline = !given.has("no-newline");
    asked.min_ttl = min_ttl.value_or(usual_min_ttl);
    asked.needs_lifetime = min_ttl && min_ttl->count() > 0;
    asked.account = read_nonempty(given, "account");
    asked.check = given.has("check");
    asked.timeout = read_timeout(given);
    asked.cli = read_nonempty(given, "cli");
    asked.quiet = given.has("quiet");
    asked.verbose = given.has("verbose");
    read_form(given, asked);
    check_command(given, asked);
    read_variables(given, asked);
    if (asked.github && (asked.output || !asked.newline)) {
        throw usage_error("the form github takes neither --output nor --no-newline");
    }
    return asked;
}

}  // namespace

// `what()` of the library's errors is not used: it takes `%option%` in an argument for its own, and
// for some such never ends.
options parse_options(const std::vector<std::string>& arguments) {
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    if (arguments.end() - end == 1) {
        throw usage_error("there is no COMMAND after --");
    }
    try {
        return read_options(command_line({arguments.begin(), end}),
                            {end == arguments.end() ? end : end + 1, arguments.end()});
    } catch (const po::unknown_option& error) {
        throw usage_error("there is no option '" + masked(error.get_option_name()) + '\'');
    } catch (const po::multiple_occurrences& error) {
        throw usage_error(masked(error.get_option_name()) + " was given more than once");
    } catch (const po::invalid_syntax& error) {
        throw usage_error(masked(error.get_option_name()) +
                          (error.kind() == po::invalid_syntax::missing_parameter
                               ? " takes a value, which is missing"
                               : " takes no value"));
    } catch (const po::too_many_positional_options_error&) {
        throw usage_error("there is an argument that belongs to no option");
    }
}

}  // namespace ibmcloud_token
