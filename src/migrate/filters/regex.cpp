#include "migrate/filters/regex.hpp"

#include "core/ascii.hpp"

namespace ibmcloud_token::migrate {
namespace {

bool is_basic(regex_syntax syntax) {
    return syntax == regex_syntax::grep_basic || syntax == regex_syntax::sed_basic;
}

/// Writes `pattern` as a POSIX extended regular expression.
class translator {
public:
    translator(std::string_view pattern, regex_syntax syntax)
        : pattern_(pattern),
          syntax_(syntax) {}

    std::optional<std::string> translate() {
        while (at_ < pattern_.size()) {
            const bool known = pattern_[at_] == '['    ? copy_bracket()
                               : pattern_[at_] == '\\' ? translate_escape()
                                                       : translate_character();
            if (!known) {
                return std::nullopt;
            }
        }
        return written_;
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool is_at_start() const {
        return written_.empty() || written_.ends_with('(') || written_.ends_with('|');
    }
    [[nodiscard]] bool is_before_end() const {
        const std::string_view rest = pattern_.substr(at_ + 1);
        return rest.empty() || rest.starts_with("\\)") || rest.starts_with("\\|");
    }

    void write_literal(char c) {
        if (std::string_view("\\^$.[]|()*+?{}").find(c) != std::string_view::npos) {
            written_ += '\\';
        }
        written_ += c;
    }

    bool translate_character() {
        const char c = peek();
        if (is_basic(syntax_)) {
            const bool is_literal = std::string_view("(){}+?|").find(c) != std::string_view::npos ||
                                    (c == '*' && (is_at_start() || written_ == "^")) ||
                                    (c == '^' && !is_at_start()) || (c == '$' && !is_before_end());
            is_literal ? write_literal(c) : void(written_ += c);
        } else {
            const bool is_repeated = !written_.empty() &&
                                     (written_.ends_with('*') || written_.ends_with('+')) &&
                                     !written_.ends_with("\\*") && !written_.ends_with("\\+");
            const bool is_perl = syntax_ == regex_syntax::grep_perl;
            if ((c == '?' && (is_repeated || is_at_start() || is_perl)) || (c == '|' && is_perl) ||
                (c == '{' && syntax_ == regex_syntax::awk)) {
                return false;
            }
            written_ += c;
        }
        ++at_;
        return true;
    }

    bool translate_escape() {
        const char c = peek(1);
        at_ += 2;
        const bool is_awk = syntax_ == regex_syntax::awk;
        if (c == '\0' || is_digit(c)) {
            return false;
        }
        if (is_basic(syntax_) && std::string_view("(){}+?|").find(c) != std::string_view::npos) {
            written_ += c;
        } else if (c == 't' && !is_grep()) {
            written_ += '\t';
        } else if (c == 's' && !is_awk) {
            written_ += "[[:space:]]";
        } else if (c == 'S' && !is_awk) {
            written_ += "[^[:space:]]";
        } else if (c == 'w' && !is_awk) {
            written_ += "[[:alnum:]_]";
        } else if (c == 'd' && syntax_ == regex_syntax::grep_perl) {
            written_ += "[0-9]";
        } else if (is_alphanumeric(c) || c == '<' || c == '>' || c == '`' || c == '\'') {
            return false;
        } else {
            write_literal(c);
        }
        return true;
    }

    [[nodiscard]] bool is_grep() const {
        return syntax_ == regex_syntax::grep_basic || syntax_ == regex_syntax::grep_extended;
    }

    bool copy_bracket() {
        const auto copy = [this](std::size_t count) {
            written_ += pattern_.substr(at_, count);
            at_ += count;
        };
        copy(peek(1) == '^' ? 2 : 1);
        for (bool is_first = true; at_ < pattern_.size(); is_first = false) {
            if (peek() == ']' && !is_first) {
                copy(1);
                return true;
            }
            if (peek() == '[' && peek(1) == ':') {
                const std::size_t end = pattern_.find(":]", at_ + 2);
                if (end == std::string_view::npos) {
                    return false;
                }
                copy(end + 2 - at_);
            } else if (peek() == '\\' && !is_grep()) {
                if (!copy_bracket_escape()) {
                    return false;
                }
            } else {
                copy(1);
            }
        }
        return false;
    }

    /// A backslash is one character to sed, except in `\t`, and refused by others.
    bool copy_bracket_escape() {
        const bool is_tab = peek(1) == 't' && syntax_ != regex_syntax::grep_perl;
        const bool is_sed =
            syntax_ == regex_syntax::sed_basic || syntax_ == regex_syntax::sed_extended;
        written_ += is_tab ? '\t' : '\\';
        at_ += is_tab ? 2 : 1;
        return is_tab || (is_sed && !is_alphanumeric(peek()));
    }

    std::string_view pattern_;
    regex_syntax syntax_;
    std::size_t at_ = 0;
    std::string written_;
};

}  // namespace

std::optional<regex> regex::compile(std::string_view pattern, regex_syntax syntax,
                                    bool ignores_case) {
    const auto extended = translator(pattern, syntax).translate();
    if (!extended) {
        return std::nullopt;
    }
    const int flags = REG_EXTENDED | (ignores_case ? REG_ICASE : 0);
    auto made = std::make_unique<const compiled>(*extended, flags);
    return made->status == 0 ? std::optional(regex(std::move(made))) : std::nullopt;
}

regex::compiled::compiled(const std::string& pattern, int flags)
    : status(::regcomp(&expression, pattern.c_str(), flags)) {}

regex::compiled::~compiled() {
    if (status == 0) {
        ::regfree(&expression);
    }
}

std::optional<std::vector<text_range>> regex::search(const std::string& line,
                                                     std::size_t from) const {
    std::vector<regmatch_t> groups(compiled_->expression.re_nsub + 1);
    if (::regexec(&compiled_->expression, line.c_str() + from, groups.size(), groups.data(),
                  from > 0 ? REG_NOTBOL : 0) != 0) {
        return std::nullopt;
    }
    std::vector<text_range> found;
    for (const regmatch_t& group : groups) {
        const bool is_set = group.rm_so >= 0;
        found.push_back(is_set ? text_range{from + static_cast<std::size_t>(group.rm_so),
                                            from + static_cast<std::size_t>(group.rm_eo)}
                               : text_range{});
    }
    return found;
}

}  // namespace ibmcloud_token::migrate
