#include "program/command_line.hpp"

#include <algorithm>
#include <cstddef>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>

#include "core/masking.hpp"

namespace ibmcloud_token {
namespace {

namespace po = boost::program_options;

using known_options = std::span<const known_option>;

/// The name by which `command_line` and the library know `option`.
std::string_view key(const known_option& option) {
    const std::string_view names = option.names;
    return names.substr(0, names.find(','));
}

const known_option* find_option(known_options options, std::string_view name) {
    const auto found =
        std::find_if(options.begin(), options.end(),
                     [&](const known_option& option) { return key(option) == name; });
    return found == options.end() ? nullptr : &*found;
}

/// The letters of the options that take no value.
std::string flag_letters(known_options options) {
    std::string letters;
    for (const auto& [names, kind] : options) {
        const std::string_view text = names;
        if (kind == option_kind::flag && text.find(',') != std::string_view::npos) {
            letters += text.back();
        }
    }
    return letters;
}

po::options_description describe_options(known_options options) {
    po::options_description described;
    for (const auto& [names, kind] : options) {
        std::string library_names = names;
        if (library_names.starts_with('-')) {
            library_names.front() = ',';
        }
        if (kind == option_kind::flag) {
            described.add_options()(library_names.c_str(), "");
        } else {
            described.add_options()(library_names.c_str(), po::value<std::string>());
        }
    }
    return described;
}

failure unknown_option(const std::string& given) {
    return {errc::usage, "unknown option " + quoted_typed(given)};
}

/// The error for an option that lacks its value, or has one that it does not take. `given` includes
/// the dashes.
failure misused_option(std::string given, known_options options) {
    // The library puts two dashes before a letter that has no long name.
    if (given.starts_with("--") && find_option(options, given.substr(1)) != nullptr) {
        given.erase(0, 1);
    }
    const auto name = std::string_view(given).substr(std::min<std::size_t>(2, given.size()));
    const known_option* const option = find_option(options, name.substr(0, name.find('=')));
    const bool takes_value = option == nullptr || option->kind != option_kind::flag;
    return {errc::usage,
            masked_typed(given) + (takes_value ? " needs a value" : " takes no value")};
}

/// The arguments that are neither an option nor the value of one.
std::vector<std::string> read_operands(const std::vector<po::option>& options) {
    std::vector<std::string> operands;
    for (const po::option& option : options) {
        if (option.position_key >= 0) {
            operands.insert(operands.end(), option.value.begin(), option.value.end());
        }
    }
    return operands;
}

// `what()` of the library's errors is not used: it replaces `%option%` in an argument, and with
// some arguments it never ends.
result<std::vector<po::option>> parse_options(const std::vector<std::string>& arguments,
                                              known_options options) {
    using style = po::command_line_style::style_t;
    const po::options_description described = describe_options(options);
    try {
        return po::command_line_parser(arguments)
            .options(described)
            .style(style::unix_style & ~style::allow_guessing)
            .run()
            .options;
    } catch (const po::unknown_option& error) {
        return unknown_option(error.get_option_name());
    } catch (const po::invalid_syntax& error) {
        return misused_option(error.get_option_name(), options);
    }
}

}  // namespace

std::string typed_name(std::string_view option) {
    return (option.starts_with('-') ? "" : "--") + std::string(option);
}

bool asks_for_quiet(const std::vector<std::string>& arguments, const syntax& accepted) {
    const std::string flags = flag_letters(accepted.options);
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::any_of(arguments.begin(), end, [&](const std::string& argument) {
        const auto other = std::min(argument.find_first_not_of(flags, 1), argument.size());
        return argument == "--quiet" || (argument.starts_with('-') && argument.find('q') < other);
    });
}

result<command_line> command_line::parse(const std::vector<std::string>& arguments,
                                         const syntax& accepted) {
    command_line parsed;
    auto end = arguments.end();
    if (accepted.has_command) {
        end = std::find(arguments.begin(), arguments.end(), "--");
    }
    if (end != arguments.end()) {
        parsed.command_.assign(end + 1, arguments.end());
        if (parsed.command_.empty()) {
            return failure(errc::usage, "no COMMAND after --");
        }
    }
    // Describing the options to the library would be nearly a quarter of the instructions of a run.
    if (end == arguments.begin()) {
        return parsed;
    }
    const auto options = parse_options({arguments.begin(), end}, accepted.options);
    if (options.has_error()) {
        return options.error();
    }
    parsed.operands_ = read_operands(*options);
    if (!parsed.operands_.empty() && !accepted.has_operands) {
        return failure(errc::usage, "unexpected argument " +
                                        quoted_typed(parsed.operands_.front()) +
                                        (accepted.has_command ? " (put a command after --)" : ""));
    }
    for (const po::option& option : *options) {
        if (option.position_key >= 0) {
            continue;
        }
        // The library reads --- as a single dash. Letters in one word have no tokens of their own.
        const auto& given = option.original_tokens;
        if (!given.empty() && given.front().starts_with("---")) {
            return unknown_option(given.front());
        }
        auto& values = parsed.options_[option.string_key];
        const known_option& known = *find_option(accepted.options, option.string_key);
        if (known.kind == option_kind::value && !values.empty()) {
            return failure(errc::usage,
                           typed_name(option.string_key) + " was given more than once");
        }
        values.insert(values.end(), option.value.begin(), option.value.end());
        if (known.kind == option_kind::value && values.front().empty()) {
            return failure(errc::usage,
                           typed_name(option.string_key) + " needs a value that is not empty");
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
