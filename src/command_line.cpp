#include "command_line.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>

#include "core/edit_distance.hpp"
#include "core/printable.hpp"

namespace ibmcloud_token {
namespace {

namespace po = boost::program_options;

struct known_option {
    const char* names;  ///< the long one and, behind a comma, the letter
    bool takes_value;
};

constexpr std::array<known_option, 22> known_options = {{
    {"format,f", true},      {"bare", false},      {"bearer", false},    {"header", false},
    {"json", false},         {"token", true},      {"output,o", true},   {"input,i", true},
    {"no-newline,n", false}, {"check", false},     {"env", true},        {"stdin", false},
    {"min-ttl", true},       {"account", true},    {"cli", true},        {"timeout", true},
    {"cache", false},        {"no-cache", false},  {"verbose,v", false}, {"quiet,q", false},
    {"help,h", false},       {"version,V", false},
}};

std::string_view long_name(std::string_view names) {
    return names.substr(0, names.find(','));
}

/// False if neither of the option's `names` is in any of `arguments`.
bool may_be_meant(std::string_view names, const std::vector<std::string>& arguments) {
    const std::string_view name = long_name(names);
    const bool has_letter = name != names;
    return std::any_of(arguments.begin(), arguments.end(), [&](std::string_view argument) {
        return argument.find(name) != std::string_view::npos ||
               (has_letter && argument.find(names.back()) != std::string_view::npos);
    });
}

/// What the library has to know to read `arguments`: no option that they can't mean, as to describe
/// all of them takes as long as to find the token in the CLI's output.
po::options_description describe_options(const std::vector<std::string>& arguments) {
    po::options_description described;
    for (const auto& [names, takes_value] : known_options) {
        const bool is_needed = may_be_meant(names, arguments);
        if (is_needed && takes_value) {
            described.add_options()(names, po::value<std::string>());
        } else if (is_needed) {
            described.add_options()(names, "");
        }
    }
    return described;
}

/// What may have been meant by an option that there is not; empty if that is anybody's guess.
std::string_view similar_option(std::string_view given) {
    constexpr std::size_t shortest = 3;
    constexpr std::size_t longest = 20;
    given = given.substr(0, given.find('='));
    given.remove_prefix(std::min(given.find_first_not_of('-'), given.size()));
    if (given.size() < shortest || given.size() > longest) {
        return {};
    }
    std::string_view similar;
    std::size_t least = given.size() / 2;
    for (const known_option& option : known_options) {
        const std::string_view name = long_name(option.names);
        const std::size_t distance = name.starts_with(given) ? 0 : edit_distance(given, name);
        if (distance < least && distance < shortest) {
            least = distance;
            similar = name;
        }
    }
    return similar;
}

std::string unknown_option(const std::string& given) {
    const std::string similar(similar_option(given));
    return "there is no option '" + masked(given) + '\'' +
           (similar.empty() ? "" : "; did you mean --" + similar + '?');
}

/// `given`, with its dashes, is an option that came with no value, or with one that it can't have.
std::string misused_option(const std::string& given) {
    const bool takes_value =
        std::any_of(known_options.begin(), known_options.end(), [&](const known_option& option) {
            return option.takes_value && given == "--" + std::string(long_name(option.names));
        });
    return masked(given) + (takes_value ? " takes a value, which is missing" : " takes no value");
}

// `what()` of the library's errors is not used: it takes a `%option%` in an argument for its own,
// and with some of these it never ends.
std::vector<po::option> parse(const std::vector<std::string>& arguments) {
    // Most runs have none.
    if (arguments.empty()) {
        return {};
    }
    using style = po::command_line_style::style_t;
    const po::options_description described = describe_options(arguments);
    const po::positional_options_description none;
    try {
        return po::command_line_parser(arguments)
            .options(described)
            .positional(none)
            .style(style::unix_style & ~style::allow_guessing)
            .run()
            .options;
    } catch (const po::unknown_option& error) {
        throw usage_error(unknown_option(error.get_option_name()));
    } catch (const po::invalid_syntax& error) {
        throw usage_error(misused_option(error.get_option_name()));
    } catch (const po::too_many_positional_options_error&) {
        throw usage_error(
            "there is an argument that belongs to no option; a COMMAND comes after --");
    }
}

}  // namespace

bool asks_for_quiet(const std::vector<std::string>& arguments) {
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::any_of(arguments.begin(), end, [](const std::string& argument) {
        const auto other = std::min(argument.find_first_not_of("nqvhV", 1), argument.size());
        return argument == "--quiet" || (argument.starts_with('-') && argument.find('q') < other);
    });
}

command_line::command_line(const std::vector<std::string>& arguments) {
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    if (end != arguments.end()) {
        command_.assign(end + 1, arguments.end());
        if (command_.empty()) {
            throw usage_error("there is no COMMAND after --");
        }
    }
    for (const po::option& option : parse({arguments.begin(), end})) {
        // The library takes --- for a single dash. Of letters together it gives no tokens.
        const auto& given = option.original_tokens;
        if (!given.empty() && given.front().starts_with("---")) {
            throw usage_error(unknown_option(given.front()));
        }
        auto& values = options_[option.string_key];
        values.insert(values.end(), option.value.begin(), option.value.end());
    }
}

bool command_line::has(std::string_view option) const {
    return options_.find(option) != options_.end();
}

std::vector<std::string> command_line::values(std::string_view option) const {
    const auto found = options_.find(option);
    return found == options_.end() ? std::vector<std::string>{} : found->second;
}

std::optional<std::string> command_line::value(std::string_view option) const {
    const auto given = values(option);
    if (given.empty()) {
        return std::nullopt;
    }
    if (given.size() > 1) {
        throw usage_error("--" + std::string(option) + " was given more than once");
    }
    if (given.front().empty()) {
        throw usage_error("--" + std::string(option) + " takes a value that is not empty");
    }
    return given.front();
}

}  // namespace ibmcloud_token
