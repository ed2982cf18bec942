#include "migrate/hosts/string_literals.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/ascii.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// How a language writes its strings and comments.
struct literal_syntax {
    bool has_hash_comments = false;
    bool has_slash_comments = false;
    bool has_triple_quotes = false;
    bool has_single_quotes = true;
    bool fills_in_braces = false;  ///< `${…}` in double quotes
    bool fills_in_names = false;   ///< `$name` in double quotes
    bool fills_in_hashes = false;  ///< `#{…}` in double quotes
    enum class backtick { none, raw, filled_in, command } backticks = backtick::none;
};

literal_syntax syntax_of(language host) {
    using enum literal_syntax::backtick;
    literal_syntax syntax;
    switch (host) {
    case language::python:
        syntax.has_hash_comments = true;
        syntax.has_triple_quotes = true;
        return syntax;
    case language::ruby:
        syntax.has_hash_comments = true;
        syntax.fills_in_hashes = true;
        syntax.backticks = command;
        return syntax;
    case language::javascript:
        syntax.has_slash_comments = true;
        syntax.backticks = filled_in;
        return syntax;
    case language::go:
        syntax.has_slash_comments = true;
        syntax.has_single_quotes = false;
        syntax.backticks = raw;
        return syntax;
    case language::groovy:
        syntax.has_slash_comments = true;
        syntax.has_triple_quotes = true;
        syntax.fills_in_braces = true;
        syntax.fills_in_names = true;
        return syntax;
    default:
        return syntax;
    }
}

constexpr std::array<escape, 2> double_escapes = {{{'"', "\\\""}, {'\\', "\\\\"}}};
constexpr std::array<escape, 3> groovy_escapes = {{{'"', "\\\""}, {'\\', "\\\\"}, {'$', "\\$"}}};
constexpr std::array<escape, 2> single_escapes = {{{'\'', "\\'"}, {'\\', "\\\\"}}};
constexpr backslash_letters literal_letters = {"nt\"'\\`$/", "\n\t\"'\\`$/"};

class literal_reader {
public:
    literal_reader(language host, const mapped_text& source)
        : host_(host),
          syntax_(syntax_of(host)),
          source_(source),
          text_(source.text()) {}

    std::vector<string_literal> read() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            const std::string_view rest = text_.substr(at_);
            if ((syntax_.has_hash_comments && c == '#') ||
                (syntax_.has_slash_comments && rest.starts_with("//"))) {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (syntax_.has_slash_comments && rest.starts_with("/*")) {
                at_ = std::min(text_.find("*/", at_ + 2), text_.size());
            } else if (c == '"' || (c == '\'' && syntax_.has_single_quotes) ||
                       (c == '`' && syntax_.backticks != literal_syntax::backtick::none)) {
                read_literal();
            } else if (host_ == language::ruby && rest.starts_with("%x") && rest.size() > 2 &&
                       is_bracket(rest[2])) {
                read_ruby_command();
            } else {
                ++at_;
            }
        }
        return std::move(found_);
    }

private:
    static bool is_bracket(char c) { return c == '(' || c == '{' || c == '['; }

    /// The letters before a string of Python, such as `rf`.
    [[nodiscard]] bool has_prefix(char letter) const {
        for (std::size_t at = at_; at > 0 && is_alpha(text_[at - 1]) && at_ - at < 2; --at) {
            if (to_lower(text_[at - 1]) == letter) {
                const std::size_t before = at - 1;
                return before == 0 || !is_alphanumeric(text_[before - 1]) || at_ - before < 3;
            }
        }
        return false;
    }

    void read_literal() {
        const std::size_t begin = at_;
        const char quote = text_[at_];
        const bool is_python = host_ == language::python;
        const bool is_raw = (is_python && has_prefix('r')) ||
                            (quote == '`' && syntax_.backticks == literal_syntax::backtick::raw);
        fills_in_python_ = is_python && has_prefix('f');
        std::string closing(1, quote);
        if (syntax_.has_triple_quotes && text_.substr(at_, 3) == std::string(3, quote)) {
            closing = std::string(3, quote);
        }
        const bool has_lines = closing.size() == 3 || quote == '`';
        string_literal literal;
        literal.has_lines = has_lines;
        literal.is_command = quote == '`' && syntax_.backticks == literal_syntax::backtick::command;
        literal.value = mapped_text::inside(source_);
        const bool is_groovy_text = host_ == language::groovy && quote == '"';
        literal.value.set_escapes(is_groovy_text  ? escape_table(groovy_escapes)
                                  : quote == '\'' ? escape_table(single_escapes)
                                                  : double_escapes);
        if (!has_lines) {
            literal.value.set_line_margin(std::nullopt);
        }
        at_ += closing.size();
        while (at_ < text_.size() && text_.substr(at_, closing.size()) != closing) {
            if (text_[at_] == '\n' && !has_lines) {
                return;  // it is no string
            }
            read_character(literal.value, quote, is_raw);
        }
        at_ = std::min(at_ + closing.size(), text_.size());
        literal.range = {begin, at_};
        found_.push_back(std::move(literal));
    }

    void read_character(mapped_text& value, char quote, bool is_raw) {
        const char c = text_[at_];
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (c == '\\' && !is_raw && next != '\0') {
            return read_escape(value, next);
        }
        const bool is_filled = quote != '\'' || fills_in_python_;
        const bool begins_braces =
            next == '{' &&
            ((c == '$' &&
              (syntax_.fills_in_braces ||
               (quote == '`' && syntax_.backticks == literal_syntax::backtick::filled_in))) ||
             (c == '#' && syntax_.fills_in_hashes));
        if (is_filled && begins_braces) {
            return read_filled_in(value, at_ + 1);
        }
        if (quote == '"' && c == '$' && syntax_.fills_in_names && (is_alpha(next) || next == '_')) {
            std::size_t end = at_ + 1;
            while (end < text_.size() &&
                   (is_alphanumeric(text_[end]) || text_[end] == '_' || text_[end] == '.')) {
                ++end;
            }
            value.append_opaque(source_, {at_, end});
            at_ = end;
            return;
        }
        if (fills_in_python_ && (c == '{' || c == '}')) {
            if (next == c) {
                value.append(c, source_, {at_, at_ + 2});
                at_ += 2;
                return;
            }
            return read_filled_in(value, at_);
        }
        value.append(source_, {at_, at_ + 1});
        ++at_;
    }

    void read_escape(mapped_text& value, char next) {
        if (next != '\n') {  // else the string goes on
            value.append_escape(source_, {at_, at_ + 2}, literal_letters);
        }
        at_ += 2;
    }

    /// Reads what stands in the braces at `open`.
    void read_filled_in(mapped_text& value, std::size_t open) {
        std::size_t end = open;
        int depth = 0;
        for (; end < text_.size(); ++end) {
            depth += text_[end] == '{' ? 1 : text_[end] == '}' ? -1 : 0;
            if (depth == 0 || text_[end] == '\n') {
                break;
            }
        }
        end = std::min(end + 1, text_.size());
        value.append_opaque(source_, {at_, end});
        at_ = end;
    }

    void read_ruby_command() {
        const std::size_t begin = at_;
        const char open = text_[at_ + 2];
        const char close = open == '(' ? ')' : open == '{' ? '}' : ']';
        string_literal literal;
        literal.is_command = true;
        literal.value = mapped_text::inside(source_);
        literal.value.set_line_margin(std::nullopt);
        int depth = 1;
        for (at_ += 3; at_ < text_.size();) {
            depth += text_[at_] == open ? 1 : text_[at_] == close ? -1 : 0;
            if (depth == 0) {
                break;
            }
            read_character(literal.value, '`', false);
        }
        at_ = std::min(at_ + 1, text_.size());
        literal.range = {begin, at_};
        found_.push_back(std::move(literal));
    }

    language host_;
    literal_syntax syntax_;
    const mapped_text& source_;
    std::string_view text_;
    std::size_t at_ = 0;
    bool fills_in_python_ = false;
    std::vector<string_literal> found_;
};

}  // namespace

std::vector<string_literal> read_strings(language host, const mapped_text& source) {
    return literal_reader(host, source).read();
}

}  // namespace ibmcloud_token::migrate
