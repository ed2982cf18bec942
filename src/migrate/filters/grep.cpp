#include <algorithm>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"
#include "migrate/filters/regex.hpp"

namespace ibmcloud_token::migrate {
namespace {

struct grep_options {
    regex_syntax syntax = regex_syntax::grep_basic;
    std::optional<std::string> pattern;
    bool ignores_case = false;
    bool inverts = false;
    bool is_quiet = false;
    bool only_matching = false;
    std::size_t most_lines = static_cast<std::size_t>(-1);
};

/// Sets what the letter of an option asks for; false if it is not known.
bool set_flag(grep_options& parsed, char letter) {
    switch (letter) {
    case 'E':
        parsed.syntax = regex_syntax::grep_extended;
        return true;
    case 'P':
        parsed.syntax = regex_syntax::grep_perl;
        return true;
    case 'i':
        return parsed.ignores_case = true;
    case 'v':
        return parsed.inverts = true;
    case 'q':
        return parsed.is_quiet = true;
    case 'o':
        return parsed.only_matching = true;
    default:
        return letter == 'a' || letter == 'h' || letter == 's';
    }
}

/// The letters of a word of options.
bool parse_letters(grep_options& parsed, const arguments& options, std::size_t& i) {
    const std::string& letters = options[i];
    for (std::size_t at = 1; at < letters.size(); ++at) {
        if (letters[at] == 'm') {
            const auto value = option_value(options, i, letters.substr(0, at + 1));
            const auto number = value ? parse_number(*value) : std::nullopt;
            parsed.most_lines = number.value_or(0);
            return number.has_value();
        }
        if (!set_flag(parsed, letters[at])) {
            return false;
        }
    }
    return true;
}

std::optional<grep_options> parse(const arguments& options, regex_syntax syntax) {
    grep_options parsed;
    parsed.syntax = syntax;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string& option = options[i];
        if (option.starts_with("-") && option.size() > 1) {
            if (!parse_letters(parsed, options, i)) {
                return std::nullopt;
            }
        } else if (!parsed.pattern && option.find('\n') == std::string::npos) {
            parsed.pattern = option;
        } else {
            return std::nullopt;
        }
    }
    return parsed.pattern ? std::optional(parsed) : std::nullopt;
}

struct grep_pattern {
    regex expression;
    std::size_t shown_group = 0;  ///< what `\K` leaves of a match
    std::size_t look_behind = 0;  ///< the length of what is matched, but not used up
};

/// `(?<=prefix)` and `\K` are groups here.
std::optional<grep_pattern> compile(const grep_options& options) {
    std::string pattern = *options.pattern;
    std::size_t group = 0;
    std::size_t look_behind = 0;
    if (options.syntax == regex_syntax::grep_perl) {
        constexpr std::string_view behind = "(?<=";
        const std::size_t close = pattern.find(')');
        if (pattern.starts_with(behind) && close != std::string::npos) {
            look_behind = close - behind.size();
            const std::string prefix = pattern.substr(behind.size(), look_behind);
            if (prefix.find_first_of("\\[.*+?{") != std::string::npos) {
                return std::nullopt;
            }
            pattern = prefix + "\\K" + pattern.substr(close + 1);
        }
        const std::size_t keep = pattern.find("\\K");
        if (keep != std::string::npos && pattern.find('(') != std::string::npos) {
            return std::nullopt;
        }
        if (keep != std::string::npos) {
            pattern = "(" + pattern.substr(0, keep) + ")(" + pattern.substr(keep + 2) + ")";
            group = 2;
        }
    }
    auto compiled = regex::compile(pattern, options.syntax, options.ignores_case);
    return compiled ? std::optional(grep_pattern{std::move(*compiled), group, look_behind})
                    : std::nullopt;
}

/// The parts of `line` that match.
std::vector<text_range> matches(const std::string& line, const grep_pattern& pattern) {
    std::vector<text_range> found;
    for (std::size_t at = 0; at <= line.size();) {
        const auto match = pattern.expression.search(line, at);
        if (!match) {
            break;
        }
        found.push_back((*match)[pattern.shown_group]);
        const text_range all = match->front();
        at = std::max(all.begin + 1, all.end - pattern.look_behind);
    }
    return found;
}

std::optional<filter_result> run(const arguments& arguments, const std::string& input,
                                 regex_syntax syntax) {
    const auto options = parse(arguments, syntax);
    const auto pattern = options ? compile(*options) : std::nullopt;
    if (!pattern) {
        return std::nullopt;
    }
    filter_result result{"", 1};
    std::size_t count = 0;
    for (const std::string& line : split_lines(input)) {
        const std::vector<text_range> found = matches(line, *pattern);
        if (found.empty() != options->inverts || count == options->most_lines) {
            continue;
        }
        ++count;
        result.status = 0;
        if (options->is_quiet) {
            continue;
        }
        if (!options->only_matching) {
            result.output += line + "\n";
        } else if (!options->inverts) {
            for (const text_range part : found) {
                result.output += part.size() == 0 ? "" : std::string(part.of(line)) + "\n";
            }
        }
    }
    return result;
}

}  // namespace

std::optional<filter_result> run_grep(const arguments& options, const std::string& input) {
    return run(options, input, regex_syntax::grep_basic);
}

std::optional<filter_result> run_egrep(const arguments& options, const std::string& input) {
    return run(options, input, regex_syntax::grep_extended);
}

}  // namespace ibmcloud_token::migrate
