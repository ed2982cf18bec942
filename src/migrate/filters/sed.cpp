#include <algorithm>
#include <optional>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"
#include "migrate/filters/regex.hpp"

// The commands s, p and d, for all lines, one, or those that match. Others write files, run
// programs or hold text back: a script with one is not known.
namespace ibmcloud_token::migrate {
namespace {

struct sed_command {
    std::size_t line = 0;          ///< the only line that it is for; 0 for all
    std::optional<regex> address;  ///< Only lines that match.
    char name = '\0';
    std::optional<regex> pattern;  ///< of `s`
    std::string replacement;       ///< of `s`, as written
    bool is_global = false;
    bool prints = false;
};

class sed_parser {
public:
    sed_parser(std::string_view script, bool extended)
        : script_(script),
          syntax_(extended ? regex_syntax::sed_extended : regex_syntax::sed_basic) {}

    std::optional<std::vector<sed_command>> parse() {
        std::vector<sed_command> commands;
        for (skip("; \t\n"); is_known_ && at_ < script_.size(); skip("; \t\n")) {
            commands.push_back(parse_command());
        }
        return is_known_ ? std::optional(std::move(commands)) : std::nullopt;
    }

private:
    [[nodiscard]] char peek() const { return at_ < script_.size() ? script_[at_] : '\0'; }

    void skip(std::string_view characters) {
        at_ = std::min(script_.find_first_not_of(characters, at_), script_.size());
    }

    sed_command parse_command() {
        sed_command read;
        parse_address(read);
        skip(" ");
        read.name = peek();
        ++at_;
        if (read.name == 's') {
            parse_substitution(read);
        } else {
            is_known_ = is_known_ && (read.name == 'p' || read.name == 'd');
        }
        skip(" \t");
        is_known_ = is_known_ && (at_ >= script_.size() || peek() == ';' || peek() == '\n');
        return read;
    }

    void parse_address(sed_command& read) {
        if (is_digit(peek())) {
            const std::size_t begin = at_;
            skip("0123456789");
            read.line = parse_number(script_.substr(begin, at_ - begin)).value_or(0);
            is_known_ = is_known_ && read.line > 0;
        } else if (peek() == '/') {
            ++at_;
            read.address = compile(read_part('/', true), false);
        }
    }

    std::optional<regex> compile(const std::string& pattern, bool ignores_case) {
        auto compiled =
            pattern.empty() ? std::nullopt : regex::compile(pattern, syntax_, ignores_case);
        is_known_ = is_known_ && compiled.has_value();
        return compiled;
    }

    /// Reads up to `delimiter`, which a backslash makes an ordinary character.
    std::string read_part(char delimiter, bool is_pattern) {
        std::string part;
        bool in_bracket = false;
        for (; at_ < script_.size() && (script_[at_] != delimiter || in_bracket); ++at_) {
            const char c = script_[at_];
            if (c == '\\' && at_ + 1 < script_.size()) {
                ++at_;
                part += script_[at_] == delimiter ? std::string(1, delimiter)
                                                  : std::string{'\\', script_[at_]};
                // An escaped delimiter that is special has a meaning of its own.
                is_known_ = is_known_ && (script_[at_] != delimiter ||
                                          std::string_view("/!#,:;@%_~=|").find(delimiter) !=
                                              std::string_view::npos);
                is_known_ = is_known_ && !(script_[at_] == '|' && delimiter == '|');
                continue;
            }
            if (is_pattern && c == '[' && !in_bracket) {
                // A ] that comes first does not close.
                in_bracket = true;
                part += c;
                for (const char first : {'^', ']'}) {
                    if (at_ + 1 < script_.size() && script_[at_ + 1] == first) {
                        part += first;
                        ++at_;
                    }
                }
                continue;
            }
            in_bracket = in_bracket && c != ']';
            part += c;
        }
        is_known_ = is_known_ && at_ < script_.size();
        ++at_;
        return part;
    }

    void parse_substitution(sed_command& read) {
        const char delimiter = peek();
        ++at_;
        const std::string pattern = read_part(delimiter, true);
        read.replacement = read_part(delimiter, false);
        bool ignores_case = false;
        for (; is_alphanumeric(peek()); ++at_) {
            const char flag = peek();
            read.is_global = read.is_global || flag == 'g';
            read.prints = read.prints || flag == 'p';
            ignores_case = ignores_case || flag == 'I' || flag == 'i';
            is_known_ = is_known_ && std::string_view("gpIi").find(flag) != std::string_view::npos;
        }
        read.pattern = compile(pattern, ignores_case);
    }

    std::string_view script_;
    regex_syntax syntax_;
    std::size_t at_ = 0;
    bool is_known_ = true;
};

/// What `template_text` of an `s` makes of `match`; nothing if it has an escape not known here.
std::optional<std::string> fill_in(const std::string& template_text, const std::string& line,
                                   const std::vector<text_range>& match) {
    std::string filled;
    for (std::size_t i = 0; i < template_text.size(); ++i) {
        const char c = template_text[i];
        if (c == '&') {
            filled += match.front().of(line);
        } else if (c != '\\') {
            filled += c;
        } else {
            const char escaped = template_text[++i];
            if (is_digit(escaped)) {
                const auto group = static_cast<std::size_t>(escaped - '0');
                if (group >= match.size()) {
                    return std::nullopt;
                }
                filled += match[group].of(line);
            } else if (escaped == 'n' || escaped == 't') {
                filled += escaped == 'n' ? '\n' : '\t';
            } else if (is_alpha(escaped)) {
                return std::nullopt;
            } else {
                filled += escaped;
            }
        }
    }
    return filled;
}

/// `line`, in which `replacement` has rewritten the first match of `pattern`, or all of them.
/// Nothing if `pattern` does not match.
template <typename Replacement>
std::optional<std::string> replace_matches(const std::string& line, const regex& pattern, bool all,
                                           const Replacement& replacement) {
    std::string replaced;
    std::size_t at = 0;
    std::size_t last_end = std::string::npos;
    bool any = false;
    while (at <= line.size() && (all || !any)) {
        const auto match = pattern.search(line, at);
        if (!match) {
            break;
        }
        const text_range found = match->front();
        replaced += line.substr(at, found.begin - at);
        // An empty match right behind another does not count.
        if (found.size() > 0 || found.begin != last_end) {
            replaced += replacement(*match);
            any = true;
        }
        at = last_end = found.end;
        if (found.size() == 0) {
            replaced += line.substr(at, 1);
            ++at;
        }
    }
    if (!any) {
        return std::nullopt;
    }
    return replaced + line.substr(std::min(at, line.size()));
}

class sed_run {
public:
    explicit sed_run(bool is_quiet) : is_quiet_(is_quiet) {}

    std::optional<filter_result> run(const std::vector<sed_command>& commands,
                                     const std::string& input) {
        const std::vector<std::string> lines = split_lines(input);
        for (std::size_t i = 0; i < lines.size() && is_known_; ++i) {
            line_ = lines[i];
            end_ = i + 1 == lines.size() && !input.ends_with('\n') ? "" : "\n";
            apply(commands, i + 1);
        }
        return is_known_ ? std::optional(std::move(result_)) : std::nullopt;
    }

private:
    void print() {
        // A line without an end gets one if another line follows it.
        if (!result_.output.empty() && !result_.output.ends_with('\n')) {
            result_.output += '\n';
        }
        result_.output += line_ + end_;
    }

    void apply(const std::vector<sed_command>& commands, std::size_t number) {
        for (const sed_command& each : commands) {
            const bool is_selected = (each.line == 0 || each.line == number) &&
                                     (!each.address || each.address->search(line_));
            if (!is_selected) {
                continue;
            }
            if (each.name == 'd') {
                return;
            }
            if (each.name == 'p') {
                print();
            } else {
                substitute(each);
            }
        }
        if (!is_quiet_) {
            print();
        }
    }

    void substitute(const sed_command& each) {
        const auto replaced =
            replace_matches(line_, *each.pattern, each.is_global, [&](const auto& match) {
                const auto filled = fill_in(each.replacement, line_, match);
                is_known_ = is_known_ && filled;
                return filled.value_or("");
            });
        line_ = replaced.value_or(line_);
        if (replaced && each.prints) {
            print();
        }
    }

    bool is_quiet_;
    filter_result result_;
    std::string line_;
    std::string end_;
    bool is_known_ = true;
};

struct sed_options {
    bool is_quiet = false;
    bool extended = false;
    std::optional<std::string> script;

    void add(const std::string& part) { script = script ? *script + "\n" + part : part; }
};

/// Reads a word of short options. False if one is not known.
bool read_letters(sed_options& parsed, const arguments& options, std::size_t& i) {
    const std::string& letters = options[i];
    for (std::size_t at = 1; at < letters.size(); ++at) {
        const char letter = letters[at];
        if (letter == 'e') {
            const auto value = option_value(options, i, letters.substr(0, at + 1));
            parsed.add(value.value_or(""));
            return value.has_value();
        }
        if (std::string_view("nErsu").find(letter) == std::string_view::npos) {
            return false;
        }
        parsed.is_quiet = parsed.is_quiet || letter == 'n';
        parsed.extended = parsed.extended || letter == 'E' || letter == 'r';
    }
    return true;
}

std::optional<sed_options> parse_sed_options(const arguments& options) {
    constexpr std::string_view expression = "--expression=";
    sed_options parsed;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string& option = options[i];
        if (option == "--quiet" || option == "--silent") {
            parsed.is_quiet = true;
        } else if (option == "--regexp-extended") {
            parsed.extended = true;
        } else if (option.starts_with(expression)) {
            parsed.add(option.substr(expression.size()));
        } else if (option.starts_with("-") && option.size() > 1) {
            if (!read_letters(parsed, options, i)) {
                return std::nullopt;
            }
        } else if (!parsed.script) {
            parsed.script = option;
        } else {
            return std::nullopt;
        }
    }
    const bool is_known = parsed.script && !parsed.script->starts_with("#n");
    return is_known ? std::optional(parsed) : std::nullopt;
}

}  // namespace

std::optional<filter_result> run_sed(const arguments& options, const std::string& input) {
    const auto parsed = parse_sed_options(options);
    const auto commands =
        parsed ? sed_parser(*parsed->script, parsed->extended).parse() : std::nullopt;
    return commands ? sed_run(parsed->is_quiet).run(*commands, input) : std::nullopt;
}

}  // namespace ibmcloud_token::migrate
