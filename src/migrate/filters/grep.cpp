#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"
#include "migrate/filters/regex.hpp"

namespace ibmcloud_token::migrate {
namespace {

enum class grep_kind { basic, extended, fixed, perl };

struct grep_options {
    grep_kind kind = grep_kind::basic;
    std::vector<std::string> patterns;
    bool ignores_case = false;
    bool inverts = false;
    bool whole_words = false;
    bool whole_lines = false;
    bool is_quiet = false;
    bool counts = false;
    bool only_matching = false;
    std::size_t most_lines = static_cast<std::size_t>(-1);
};

/// Sets what the letter of a short option asks for; false if it is not known.
bool set_flag(grep_options& parsed, char letter) {
    switch (letter) {
    case 'E':
        parsed.kind = grep_kind::extended;
        return true;
    case 'F':
        parsed.kind = grep_kind::fixed;
        return true;
    case 'G':
        parsed.kind = grep_kind::basic;
        return true;
    case 'P':
        parsed.kind = grep_kind::perl;
        return true;
    case 'i':
    case 'y':
        return parsed.ignores_case = true;
    case 'v':
        return parsed.inverts = true;
    case 'w':
        return parsed.whole_words = true;
    case 'x':
        return parsed.whole_lines = true;
    case 'q':
        return parsed.is_quiet = true;
    case 'c':
        return parsed.counts = true;
    case 'o':
        return parsed.only_matching = true;
    case 'a':
    case 'h':
    case 's':
        return true;
    default:
        return false;
    }
}

bool set_long_option(grep_options& parsed, std::string_view option) {
    constexpr std::array<std::string_view, 13> names = {
        "E--extended-regexp", "F--fixed-strings", "P--perl-regexp",   "i--ignore-case",
        "v--invert-match",    "w--word-regexp",   "x--line-regexp",   "q--quiet",
        "q--silent",          "c--count",         "o--only-matching", "a--text",
        "h--no-filename"};
    for (const std::string_view name : names) {
        if (name.substr(1) == option) {
            return set_flag(parsed, name.front());
        }
    }
    return option == "--color=never" || option == "--colour=never" || option == "--color=auto";
}

/// The letters of a word of short options.
bool parse_letters(grep_options& parsed, const arguments& options, std::size_t& i) {
    const std::string& letters = options[i];
    for (std::size_t at = 1; at < letters.size(); ++at) {
        if (letters[at] == 'e' || letters[at] == 'm') {
            const auto value = option_value(options, i, letters.substr(0, at + 1));
            if (letters[at] == 'e' && value) {
                parsed.patterns.push_back(*value);
                return true;
            }
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

std::optional<grep_options> parse(const arguments& options, grep_kind kind) {
    grep_options parsed;
    parsed.kind = kind;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string& option = options[i];
        if (option == "--") {
            words.insert(words.end(), options.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                         options.end());
            break;
        }
        if (option.starts_with("--")) {
            if (!set_long_option(parsed, option)) {
                return std::nullopt;
            }
        } else if (option.starts_with("-") && option.size() > 1) {
            if (!parse_letters(parsed, options, i)) {
                return std::nullopt;
            }
        } else {
            words.push_back(option);
        }
    }
    if (parsed.patterns.empty() && !words.empty()) {
        parsed.patterns.push_back(words.front());
        words.erase(words.begin());
    }
    const bool is_known = parsed.patterns.size() == 1 && words.empty() &&
                          parsed.patterns[0].find('\n') == std::string::npos;
    return is_known ? std::optional(parsed) : std::nullopt;
}

struct grep_pattern {
    regex expression;
    std::size_t shown_group = 0;  ///< what `\K` leaves of a match
    std::size_t look_behind = 0;  ///< the length of what is matched, but not used up
};

std::optional<grep_pattern> compile(const grep_options& options) {
    std::string pattern = options.patterns.front();
    regex_syntax syntax = regex_syntax::grep_basic;
    std::size_t group = 0;
    std::size_t look_behind = 0;
    switch (options.kind) {
    case grep_kind::basic:
        break;
    case grep_kind::fixed: {
        std::string escaped;
        for (const char c : pattern) {
            escaped += std::string_view("\\.[]*^$").find(c) == std::string_view::npos ? "" : "\\";
            escaped += c;
        }
        pattern = escaped;
        break;
    }
    case grep_kind::extended:
        syntax = regex_syntax::grep_extended;
        break;
    case grep_kind::perl: {
        syntax = regex_syntax::grep_perl;
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
        if (keep != std::string::npos) {
            if (pattern.find('(') != std::string::npos) {
                return std::nullopt;
            }
            pattern = "(" + pattern.substr(0, keep) + ")(" + pattern.substr(keep + 2) + ")";
            group = 2;
        }
        break;
    }
    }
    auto compiled = regex::compile(pattern, syntax, options.ignores_case);
    if (!compiled) {
        return std::nullopt;
    }
    return grep_pattern{std::move(*compiled), group, look_behind};
}

bool is_word_character(const std::string& line, std::size_t at) {
    return at < line.size() && (is_alphanumeric(line[at]) || line[at] == '_');
}

/// The parts of `line` that match.
std::vector<text_range> matches(const std::string& line, const grep_pattern& pattern,
                                const grep_options& options) {
    std::vector<text_range> found;
    for (std::size_t at = 0; at <= line.size();) {
        const auto match = pattern.expression.search(line, at);
        if (!match) {
            break;
        }
        const text_range all = match->front();
        const bool is_word = !(all.begin > 0 && is_word_character(line, all.begin - 1)) &&
                             !is_word_character(line, all.end);
        const bool is_line = all.size() == line.size();
        if ((!options.whole_words || is_word) && (!options.whole_lines || is_line)) {
            found.push_back((*match)[pattern.shown_group]);
        }
        at = std::max(all.begin + 1, all.end - pattern.look_behind);
    }
    return found;
}

std::optional<filter_result> run(const arguments& arguments, const std::string& input,
                                 grep_kind kind) {
    const auto options = parse(arguments, kind);
    const auto pattern = options ? compile(*options) : std::nullopt;
    if (!pattern) {
        return std::nullopt;
    }
    filter_result result;
    std::size_t count = 0;
    for (const std::string& line : split_lines(input)) {
        const std::vector<text_range> found = matches(line, *pattern, *options);
        if (count == options->most_lines) {
            break;
        }
        if (found.empty() != options->inverts) {
            continue;
        }
        ++count;
        if (options->only_matching && !options->inverts) {
            for (const text_range part : found) {
                result.output += part.size() == 0 ? "" : std::string(part.of(line)) + "\n";
            }
        } else if (!options->only_matching) {
            result.output += line + "\n";
        }
    }
    if (options->counts) {
        result.output = std::to_string(count) + "\n";
    }
    if (options->is_quiet) {
        result.output.clear();
    }
    result.status = count > 0 ? 0 : 1;
    return result;
}

}  // namespace

std::optional<filter_result> run_grep(const arguments& options, const std::string& input) {
    return run(options, input, grep_kind::basic);
}

std::optional<filter_result> run_egrep(const arguments& options, const std::string& input) {
    return run(options, input, grep_kind::extended);
}

std::optional<filter_result> run_fgrep(const arguments& options, const std::string& input) {
    return run(options, input, grep_kind::fixed);
}

}  // namespace ibmcloud_token::migrate
