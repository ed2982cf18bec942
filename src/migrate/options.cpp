#include "migrate/options.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/masking.hpp"
#include "program/command_line.hpp"

namespace ibmcloud_token::migrate {
namespace {

constexpr std::array<known_option, 11> known_options = {{
    {"diff", option_kind::flag},
    {"write", option_kind::flag},
    {"format", option_kind::value},
    {"rule", option_kind::list},
    {"no-rule", option_kind::list},
    {"include", option_kind::list},
    {"exclude", option_kind::list},
    {"stdin-name", option_kind::value},
    {"explain", option_kind::value},
    {"help,h", option_kind::flag},
    {"version,V", option_kind::flag},
}};

failure usage(std::string text) {
    return {errc::usage, std::move(text)};
}

template <typename Range, typename Name>
std::string names_of(const Range& range, const Name& name) {
    std::string names;
    for (const auto& each : range) {
        names += (names.empty() ? "" : ", ") + std::string(name(each));
    }
    return names;
}

result<rule> read_rule(const std::string& name) {
    const rule_text* const found = find_rule(name);
    if (found == nullptr) {
        return usage("unknown rule " + quoted_typed(name) + ": the rules are " +
                     names_of(all_rules(), [](const rule_text& each) { return each.name; }));
    }
    return found->id;
}

/// The rules that --rule and --no-rule leave.
result<std::vector<rule>> read_rules(const command_line& line) {
    const std::vector<std::string> wanted = line.values("rule");
    const std::vector<std::string> unwanted = line.values("no-rule");
    if (!wanted.empty() && !unwanted.empty()) {
        return usage("--rule and --no-rule exclude each other");
    }
    std::vector<rule> named;
    for (const std::string& name : wanted.empty() ? unwanted : wanted) {
        const auto id = read_rule(name);
        if (id.has_error()) {
            return id.error();
        }
        named.push_back(*id);
    }
    std::vector<rule> rules;
    for (const rule_text& each : all_rules()) {
        const bool is_named = std::find(named.begin(), named.end(), each.id) != named.end();
        if (is_named == !wanted.empty()) {
            rules.push_back(each.id);
        }
    }
    return rules;
}

result<report_format> read_format(const command_line& line) {
    const auto name = line.value("format");
    const auto format = find_report_format(name.value_or("text"));
    if (!format) {
        return usage("unknown format " + quoted_typed(*name) + ": the formats are " +
                     report_format_names());
    }
    return *format;
}

result<task> read_task(const command_line& line) {
    const auto format = read_format(line);
    if (format.has_error()) {
        return format.error();
    }
    if (line.has("diff") && line.has("write")) {
        return usage("--diff and --write exclude each other");
    }
    if (line.has("diff")) {
        return line.has("format") ? result<task>(usage("--format has no effect with --diff"))
                                  : task(print_diff());
    }
    return line.has("write") ? task(write_files{*format}) : task(list_findings{*format});
}

result<options> read_options(const command_line& line) {
    const auto asked = read_task(line);
    if (asked.has_error()) {
        return asked.error();
    }
    auto rules = read_rules(line);
    if (rules.has_error()) {
        return rules.error();
    }
    options read{*asked,
                 line.operands(),
                 line.value("stdin-name"),
                 {line.values("include"), line.values("exclude")},
                 std::move(*rules)};
    if (read.stdin_name && !read.paths.empty()) {
        return usage("--stdin-name and " + quoted_typed(read.paths.front()) +
                     " exclude each other");
    }
    if (read.stdin_name && line.has("write")) {
        return usage("--write has no effect on standard input: use --diff");
    }
    if (read.stdin_name && (line.has("include") || line.has("exclude"))) {
        return usage("--include and --exclude have no effect on standard input");
    }
    if (read.paths.empty()) {
        read.paths.emplace_back(".");
    }
    return read;
}

}  // namespace

result<request> parse_options(const std::vector<std::string>& arguments) {
    const auto line = command_line::parse(arguments, {known_options, false, true});
    if (line.has_error()) {
        return line.error();
    }
    if (line->has("help")) {
        return request(show_help());
    }
    if (line->has("version")) {
        return request(show_version());
    }
    if (const auto name = line->value("explain")) {
        const auto id = read_rule(*name);
        return id.has_error() ? result<request>(id.error()) : request(explain_rule{*id});
    }
    auto read = read_options(*line);
    return read.has_error() ? result<request>(read.error()) : request(std::move(*read));
}

}  // namespace ibmcloud_token::migrate
