#include "command_line.hpp"

#include <algorithm>
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

po::options_description known_options() {
    po::options_description known;
    const auto value = [] { return po::value<std::string>(); };
    known.add_options()("format,f", value())("bare", "")("bearer", "")("header", "")("json", "");
    known.add_options()("token", value())("output,o", value())("no-newline,n", "")("check", "");
    known.add_options()("env", value())("stdin", "");
    known.add_options()("min-ttl", value())("account", value());
    known.add_options()("input,i", value())("cli", value())("timeout", value());
    known.add_options()("cache", "")("no-cache", "");
    known.add_options()("quiet,q", "")("verbose,v", "")("help,h", "")("version,V", "");
    return known;
}

/// What may have been meant by an option that there is not; empty if that is anybody's guess.
std::string similar_option(const po::options_description& known, std::string_view given) {
    constexpr std::size_t shortest = 3;
    constexpr std::size_t longest = 20;
    given = given.substr(0, given.find('='));
    given.remove_prefix(std::min(given.find_first_not_of('-'), given.size()));
    if (given.size() < shortest || given.size() > longest) {
        return {};
    }
    std::string similar;
    std::size_t least = given.size() / 2;
    for (const auto& option : known.options()) {
        const std::string& name = option->long_name();
        const std::size_t distance = name.starts_with(given) ? 0 : edit_distance(given, name);
        if (distance < least && distance < shortest) {
            least = distance;
            similar = name;
        }
    }
    return similar;
}

std::string unknown_option(const po::options_description& known, const std::string& given) {
    const std::string similar = similar_option(known, given);
    return "there is no option '" + masked(given) + '\'' +
           (similar.empty() ? "" : "; did you mean --" + similar + '?');
}

/// `name`, with its dashes, is that of an option that was given no value, or one that it can't
/// have.
std::string misused_option(const po::options_description& known, const std::string& name) {
    const auto* const option = known.find_nothrow(name.substr(name.find_first_not_of('-')), false);
    const bool takes_one = option != nullptr && option->semantic()->max_tokens() > 0;
    return masked(name) + (takes_one ? " takes a value, which is missing" : " takes no value");
}

// `what()` of the library's errors is not used: it takes a `%option%` in an argument for its own,
// and with some of these it never ends.
std::vector<po::option> parse(const std::vector<std::string>& arguments) {
    // Most runs have none, and to make the table takes as long as to read the CLI's output.
    if (arguments.empty()) {
        return {};
    }
    using style = po::command_line_style::style_t;
    const po::options_description known = known_options();
    const po::positional_options_description none;
    try {
        return po::command_line_parser(arguments)
            .options(known)
            .positional(none)
            .style(style::unix_style & ~style::allow_guessing)
            .run()
            .options;
    } catch (const po::unknown_option& error) {
        throw usage_error(unknown_option(known, error.get_option_name()));
    } catch (const po::invalid_syntax& error) {
        throw usage_error(misused_option(known, error.get_option_name()));
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
