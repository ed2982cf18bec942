#include "token/command_line.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>

#include "core/edit_distance.hpp"
#include "core/masking.hpp"

namespace ibmcloud_token {
namespace {

namespace po = boost::program_options;

enum class option_kind { flag, value, list };

struct known_option {
    const char* names;  ///< the long name and, behind a comma, the letter
    option_kind kind;
};

constexpr std::array<known_option, 22> known_options = {{
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
}};

std::string_view long_name(const known_option& option) {
    const std::string_view names = option.names;
    return names.substr(0, names.find(','));
}

const known_option* find_option(std::string_view name) {
    const auto* const found =
        std::find_if(known_options.begin(), known_options.end(),
                     [&](const known_option& option) { return long_name(option) == name; });
    return found == known_options.end() ? nullptr : found;
}

po::options_description describe_options() {
    po::options_description described;
    for (const known_option& option : known_options) {
        if (option.kind == option_kind::flag) {
            described.add_options()(option.names, "");
        } else {
            described.add_options()(option.names, po::value<std::string>());
        }
    }
    return described;
}

/// The known option that is closest to `given`; empty if none is close.
std::string_view similar_option(std::string_view given) {
    constexpr std::size_t shortest = 3;
    constexpr std::size_t longest = 20;
    given = given.substr(0, given.find('='));
    given.remove_prefix(std::min(given.find_first_not_of('-'), given.size()));
    if (given.size() < shortest || given.size() > longest) {
        return {};
    }
    std::string_view similar;
    std::size_t least = std::min(given.size() / 2, shortest);
    for (const known_option& option : known_options) {
        const std::string_view name = long_name(option);
        const std::size_t distance = name.starts_with(given) ? 0 : edit_distance(given, name);
        if (distance < least) {
            least = distance;
            similar = name;
        }
    }
    return similar;
}

failure unknown_option(const std::string& given) {
    const std::string similar(similar_option(given));
    return {errc::usage, "unknown option " + quoted_typed(given) +
                             (similar.empty() ? "" : "; did you mean --" + similar + '?')};
}

/// `given`, with its dashes, came without its value, or with one that it does not take.
failure misused_option(const std::string& given) {
    const auto name = std::string_view(given).substr(std::min<std::size_t>(2, given.size()));
    const known_option* const option = find_option(name.substr(0, name.find('=')));
    const bool takes_value = option == nullptr || option->kind != option_kind::flag;
    return {errc::usage,
            masked_typed(given) + (takes_value ? " needs a value" : " takes no value")};
}

/// The first argument that is neither an option nor the value of one.
std::optional<std::string> first_stray(const std::vector<po::option>& options) {
    for (const po::option& option : options) {
        if (option.position_key >= 0) {
            return option.value.front();
        }
    }
    return std::nullopt;
}

// `what()` of the library's errors is not used: it replaces `%option%` in an argument, and with
// some arguments it never ends.
result<std::vector<po::option>> parse_options(const std::vector<std::string>& arguments) {
    using style = po::command_line_style::style_t;
    const po::options_description described = describe_options();
    try {
        return po::command_line_parser(arguments)
            .options(described)
            .style(style::unix_style & ~style::allow_guessing)
            .run()
            .options;
    } catch (const po::unknown_option& error) {
        return unknown_option(error.get_option_name());
    } catch (const po::invalid_syntax& error) {
        return misused_option(error.get_option_name());
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

result<command_line> command_line::parse(const std::vector<std::string>& arguments) {
    command_line parsed;
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    if (end != arguments.end()) {
        parsed.command_.assign(end + 1, arguments.end());
        if (parsed.command_.empty()) {
            return failure(errc::usage, "no COMMAND after --");
        }
    }
    const auto options = parse_options({arguments.begin(), end});
    if (options.has_error()) {
        return options.error();
    }
    if (const auto stray = first_stray(*options)) {
        return failure(errc::usage,
                       "unexpected argument " + quoted_typed(*stray) + " (put a command after --)");
    }
    for (const po::option& option : *options) {
        // The library reads --- as a single dash. Letters in one word have no tokens of their own.
        const auto& given = option.original_tokens;
        if (!given.empty() && given.front().starts_with("---")) {
            return unknown_option(given.front());
        }
        auto& values = parsed.options_[option.string_key];
        const known_option& known = *find_option(option.string_key);
        if (known.kind == option_kind::value && !values.empty()) {
            return failure(errc::usage, "--" + option.string_key + " was given more than once");
        }
        values.insert(values.end(), option.value.begin(), option.value.end());
        if (known.kind == option_kind::value && values.front().empty()) {
            return failure(errc::usage,
                           "--" + option.string_key + " needs a value that is not empty");
        }
    }
    return parsed;
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
    return given.empty() ? std::nullopt : std::optional(given.front());
}

}  // namespace ibmcloud_token
