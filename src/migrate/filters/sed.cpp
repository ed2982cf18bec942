#include <algorithm>
#include <optional>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"
#include "migrate/filters/regex.hpp"

// The commands s, p, d, q, y and blocks, with addresses. Others write files, run programs or hold
// text back: a script with one is not known.
namespace ibmcloud_token::migrate {
namespace {

struct address {
    enum class kind { line, last, pattern } what = kind::line;
    std::size_t line = 0;
    std::optional<regex> pattern;
};

struct sed_command {
    std::vector<address> addresses;  ///< none, one, or the two of a range
    bool is_negated = false;
    char name = '\0';
    std::optional<regex> pattern;  ///< of `s`
    std::string replacement;       ///< of `s`, as written; of `y`, the two sets, of one length
    bool is_global = false;
    bool prints = false;
    std::size_t only = 1;            ///< the number of the match that `s` replaces
    std::vector<sed_command> block;  ///< of `{`
    bool is_in_range = false;
};

class sed_parser {
public:
    sed_parser(std::string_view script, bool extended)
        : script_(script),
          syntax_(extended ? regex_syntax::sed_extended : regex_syntax::sed_basic) {}

    std::optional<std::vector<sed_command>> parse() {
        auto commands = parse_block();
        return is_known_ && at_ == script_.size() ? std::move(commands) : std::nullopt;
    }

private:
    [[nodiscard]] char peek() const { return at_ < script_.size() ? script_[at_] : '\0'; }

    void skip(std::string_view characters) {
        while (at_ < script_.size() && characters.find(script_[at_]) != std::string_view::npos) {
            ++at_;
        }
    }

    std::optional<std::vector<sed_command>> parse_block() {
        std::vector<sed_command> commands;
        for (skip("; \t\n"); is_known_ && at_ < script_.size() && peek() != '}'; skip("; \t\n")) {
            commands.push_back(parse_command());
        }
        return commands;
    }

    sed_command parse_command() {
        sed_command read;
        parse_address(read);
        skip(" ");
        if (!read.addresses.empty() && peek() == ',') {
            ++at_;
            skip(" ");
            parse_address(read);
            is_known_ = is_known_ && read.addresses.size() == 2;
        }
        skip(" ");
        if (peek() == '!') {
            read.is_negated = true;
            ++at_;
            skip(" ");
        }
        read.name = peek();
        ++at_;
        switch (read.name) {
        case 's':
            parse_substitution(read);
            break;
        case 'y':
            parse_sets(read);
            break;
        case '{':
            parse_inner_block(read);
            break;
        case 'p':
        case 'd':
        case 'q':
            break;
        default:
            is_known_ = false;
        }
        skip(" \t");
        is_known_ = is_known_ && (at_ >= script_.size() ||
                                  std::string_view(";\n}").find(peek()) != std::string_view::npos);
        return read;
    }

    void parse_inner_block(sed_command& read) {
        if (++depth_ > 10) {
            is_known_ = false;
            return;
        }
        read.block = *parse_block();
        is_known_ = is_known_ && peek() == '}';
        ++at_;
        --depth_;
    }

    void parse_address(sed_command& read) {
        address made;
        if (is_digit(peek())) {
            std::string digits;
            for (; is_digit(peek()); ++at_) {
                digits += peek();
            }
            const auto number = parse_number(digits);
            is_known_ = is_known_ && number && *number > 0 && peek() != '~';
            made.line = number.value_or(0);
        } else if (peek() == '$') {
            ++at_;
            made.what = address::kind::last;
        } else if (peek() == '/' || peek() == '\\') {
            at_ += peek() == '\\' ? 1U : 0U;
            const char delimiter = peek();
            ++at_;
            const std::string pattern = read_part(delimiter, true);
            const bool ignores_case = peek() == 'I';
            at_ += ignores_case ? 1U : 0U;
            made.what = address::kind::pattern;
            made.pattern = compile(pattern, ignores_case);
        } else {
            return;
        }
        read.addresses.push_back(std::move(made));
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
            if (is_digit(flag) && flag != '0') {
                read.only = static_cast<std::size_t>(flag - '0');
            } else if (std::string_view("gpIi").find(flag) == std::string_view::npos) {
                is_known_ = false;
            }
        }
        is_known_ = is_known_ && !(read.is_global && read.only > 1);
        read.pattern = compile(pattern, ignores_case);
    }

    void parse_sets(sed_command& read) {
        const char delimiter = peek();
        ++at_;
        const std::string from = read_part(delimiter, false);
        const std::string to = read_part(delimiter, false);
        is_known_ =
            is_known_ && from.size() == to.size() && (from + to).find('\\') == std::string::npos;
        read.replacement = from + to;
    }

    std::string_view script_;
    regex_syntax syntax_;
    std::size_t at_ = 0;
    int depth_ = 0;
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

class sed_run {
public:
    explicit sed_run(bool is_quiet) : is_quiet_(is_quiet) {}

    std::optional<filter_result> run(std::vector<sed_command>& commands, const std::string& input) {
        const std::vector<std::string> lines = split_lines(input);
        for (std::size_t i = 0; i < lines.size() && !quits_ && is_known_; ++i) {
            line_ = lines[i];
            number_ = i + 1;
            is_last_ = i + 1 == lines.size();
            end_ = is_last_ && !input.ends_with('\n') ? "" : "\n";
            deleted_ = false;
            apply(commands);
            if (!deleted_ && !is_quiet_) {
                print();
            }
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

    [[nodiscard]] bool meets(const address& where) const {
        switch (where.what) {
        case address::kind::line:
            return number_ == where.line;
        case address::kind::last:
            return is_last_;
        case address::kind::pattern:
            return where.pattern->search(line_).has_value();
        }
        return false;
    }

    [[nodiscard]] bool is_selected(sed_command& each) const {
        if (each.addresses.empty()) {
            return true;
        }
        if (each.addresses.size() == 1) {
            return meets(each.addresses[0]);
        }
        const address& end = each.addresses[1];
        if (!each.is_in_range) {
            const bool begins = meets(each.addresses[0]);
            each.is_in_range = begins && !(end.what == address::kind::line && end.line <= number_);
            return begins;
        }
        each.is_in_range = !meets(end);
        return true;
    }

    void apply(std::vector<sed_command>& commands) {
        for (sed_command& each : commands) {
            if (deleted_ || quits_ || !is_known_) {
                return;
            }
            if (is_selected(each) != each.is_negated) {
                execute(each);
            }
        }
    }

    void execute(sed_command& each) {
        switch (each.name) {
        case 's':
            substitute(each);
            break;
        case 'p':
            print();
            break;
        case 'd':
            deleted_ = true;
            break;
        case 'q':
            quits_ = true;
            end_ = "\n";
            break;
        case 'y':
            for (char& c : line_) {
                const std::size_t half = each.replacement.size() / 2;
                const std::size_t at = each.replacement.substr(0, half).find(c);
                c = at == std::string::npos ? c : each.replacement[half + at];
            }
            break;
        default:
            apply(each.block);
        }
    }

    void substitute(const sed_command& each) {
        const auto replaced = replace_matches(
            line_, *each.pattern, each.is_global ? 0 : each.only, [&](const auto& match) {
                const auto filled = fill_in(each.replacement, line_, match);
                is_known_ = is_known_ && filled;
                return filled.value_or("");
            });
        if (!replaced) {
            return;
        }
        line_ = *replaced;
        if (each.prints) {
            print();
        }
    }

    bool is_quiet_;
    filter_result result_;
    std::string line_;
    std::string end_;
    std::size_t number_ = 0;
    bool is_last_ = false;
    bool deleted_ = false;
    bool quits_ = false;
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
    auto commands = parsed ? sed_parser(*parsed->script, parsed->extended).parse() : std::nullopt;
    return commands ? sed_run(parsed->is_quiet).run(*commands, input) : std::nullopt;
}

}  // namespace ibmcloud_token::migrate
