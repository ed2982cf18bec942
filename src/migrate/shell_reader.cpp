#include "migrate/shell_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

constexpr char no_closer = '\0';

/// Words that are followed by a command. What closes a block is followed by none.
bool is_reserved(std::string_view word) {
    constexpr std::string_view reserved =
        "if then elif else fi while until do { } ! time done esac function";
    return is_one_of(word, reserved);
}

/// The operator without the number of a descriptor.
std::string_view trim_digits(std::string_view operator_text) {
    while (!operator_text.empty() && is_digit(operator_text.front())) {
        operator_text.remove_prefix(1);
    }
    return operator_text;
}

class reader {
public:
    reader(std::string_view text, shell_reading& found) : text_(text), found_(&found) {}

    /// Reads commands up to `closer` or the end.
    void read_list(char closer);

private:
    struct pending_heredoc {
        std::size_t operator_at;
        std::string delimiter;
        bool expands;
        bool strips_tabs;
    };

    [[nodiscard]] bool is_at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool is_next(std::string_view wanted) const {
        return text_.substr(at_, wanted.size()) == wanted;
    }
    void skip(std::size_t count) { at_ = std::min(at_ + count, text_.size()); }
    [[nodiscard]] bool ends_command(char closer) const {
        const char c = peek();
        return is_at_end() || c == '\n' || c == ';' || c == ')' ||
               (closer != no_closer && c == closer) || c == '|' || (c == '&' && peek(1) != '>');
    }

    void skip_blanks();
    void skip_lines();
    void skip_between_commands();
    void read_pipeline(char closer);
    command read_command(char closer);
    void read_parenthesis(command& read);
    redirection read_redirection();
    [[nodiscard]] bool is_at_redirection() const;
    word read_word();
    void read_single_quoted(word& into);
    void read_ansi_quoted(word& into);
    void read_double_quoted(word& into);
    void read_dollar(word& into);
    void read_braces(word& into);
    void read_substitution(word& into, std::size_t opening);
    void read_backticks(word& into, bool in_double_quotes);
    void read_heredocs();
    void read_heredoc_body(const pending_heredoc& pending);
    void read_expansions(std::size_t end);
    void skip_arithmetic(std::size_t opening);

    /// Appends what is written from `begin` on as an expansion.
    void append_expansion(word& into, std::size_t begin) const {
        into.value += text_.substr(begin, at_ - begin);
        into.is_fixed = false;
    }

    std::string_view text_;
    shell_reading* found_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::vector<pending_heredoc> pending_;
};

void reader::skip_blanks() {
    while (is_blank(peek()) || is_next("\\\n")) {
        skip(peek() == '\\' ? 2 : 1);
    }
}

void reader::skip_lines() {
    for (;;) {
        skip_blanks();
        if (peek() == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (peek() == '\n') {
            ++at_;
            read_heredocs();
        } else {
            return;
        }
    }
}

void reader::skip_between_commands() {
    for (skip_lines(); peek() == ';' || peek() == '&' || peek() == '|'; skip_lines()) {
        ++at_;
    }
}

void reader::read_list(char closer) {
    constexpr int deepest = 100;
    if (++depth_ > deepest) {
        found_->is_complete = false;
        at_ = text_.size();
    }
    for (;;) {
        skip_between_commands();
        if (is_at_end() || (closer != no_closer && peek() == closer)) {
            break;
        }
        if (peek() == ')') {  // the end of a pattern of `case`
            ++at_;
            continue;
        }
        read_pipeline(closer);
    }
    --depth_;
}

void reader::read_pipeline(char closer) {
    pipeline read;
    for (;;) {
        read.stages.push_back(read_command(closer));
        if (peek() != '|' || peek(1) == '|') {
            break;
        }
        at_ += peek(1) == '&' ? 2U : 1U;
        skip_lines();
    }
    read.range = {read.stages.front().range.begin, read.stages.back().range.end};
    if (read.range.size() > 0) {
        found_->pipelines.push_back(std::move(read));
    }
}

command reader::read_command(char closer) {
    command read;
    skip_blanks();
    read.range = {at_, at_};
    for (;;) {
        skip_blanks();
        if (peek() == '(') {
            read_parenthesis(read);
        } else if (peek() == '#' || ends_command(closer)) {
            return read;
        } else if (is_at_redirection()) {
            read.redirections.push_back(read_redirection());
        } else {
            word next = read_word();
            const std::string_view written = next.range.of(text_);
            const bool is_first = read.words.empty() && read.redirections.empty();
            if (is_first && is_reserved(written)) {
                skip_blanks();
                if (written == "function") {
                    read_word();
                    skip_blanks();
                }
                read = command();
                read.range = {at_, at_};
                read.follows_keyword = true;
                continue;
            }
            read.words.push_back(std::move(next));
        }
        read.range.end = at_;
    }
}

/// A subshell, or what is in parentheses in other places: the `()` of a function, an array.
void reader::read_parenthesis(command& read) {
    if (is_next("((") && read.words.empty()) {
        skip_arithmetic(2);
    } else {
        skip(1);
        read_list(')');
        skip(1);
    }
    if (!text_.substr(0, at_).ends_with("()")) {
        read.is_compound = true;
        return;
    }
    read = command();
    skip_between_commands();
    read.range = {at_, at_};
}

bool reader::is_at_redirection() const {
    std::size_t ahead = 0;
    while (is_digit(peek(ahead))) {
        ++ahead;
    }
    const char c = peek(ahead);
    if (c == '&' && ahead == 0) {
        return peek(1) == '>';
    }
    return (c == '<' || c == '>') && (ahead > 0 || peek(1) != '(');
}

redirection reader::read_redirection() {
    redirection read;
    const std::size_t begin = at_;
    while (is_digit(peek())) {
        ++at_;
    }
    for (const std::string_view sign :
         {"&>>", "<<<", "<<-", "&>", ">>", ">|", ">&", "<<", "<&", "<>", ">", "<"}) {
        if (is_next(sign)) {
            at_ += sign.size();
            break;
        }
    }
    read.operator_text = text_.substr(begin, at_ - begin);
    skip_blanks();
    if (!ends_command(no_closer)) {
        read.target = read_word();
    }
    read.range = {begin, at_};
    const std::string_view sign = trim_digits(read.operator_text);
    if (sign == "<<" || sign == "<<-") {
        const std::string_view written = read.target.range.of(text_);
        pending_.push_back({begin, read.target.value,
                            written.find_first_of("'\"\\") == std::string_view::npos,
                            read.operator_text.ends_with('-')});
    }
    return read;
}

word reader::read_word() {
    word read;
    const std::size_t begin = at_;
    while (!is_at_end()) {
        const char c = peek();
        if (c == '\'') {
            read_single_quoted(read);
        } else if (c == '"') {
            read_double_quoted(read);
        } else if (c == '\\' && at_ + 1 < text_.size()) {
            if (is_next("\\\n")) {
                at_ += 2;
                continue;
            }
            read.value += peek(1);
            at_ += 2;
        } else if (c == '$') {
            read_dollar(read);
        } else if (c == '`') {
            read_backticks(read, false);
        } else if ((c == '<' || c == '>') && peek(1) == '(') {
            read_substitution(read, 2);
        } else if (c == '(' && read.value.ends_with('=')) {
            read_substitution(read, 1);  // an array
        } else if (std::string_view(" \t\r\n;&|<>()").find(c) != std::string_view::npos) {
            break;
        } else {
            read.value += c;
            ++at_;
        }
    }
    if (at_ == begin) {  // a character that begins nothing
        ++at_;
    }
    read.range = {begin, at_};
    return read;
}

void reader::read_single_quoted(word& into) {
    const std::size_t begin = at_ + 1;
    const std::size_t end = std::min(text_.find('\'', begin), text_.size());
    into.value += text_.substr(begin, end - begin);
    at_ = std::min(end + 1, text_.size());
}

/// `$'…'`. Only the escapes that pipelines use are known; others make the word one that is not.
void reader::read_ansi_quoted(word& into) {
    constexpr std::string_view letters = "nt\\'\"";
    constexpr std::string_view meanings = "\n\t\\'\"";
    for (at_ += 2; !is_at_end() && peek() != '\''; ++at_) {
        if (peek() != '\\') {
            into.value += peek();
            continue;
        }
        ++at_;
        const std::size_t known = letters.find(peek());
        into.is_fixed = into.is_fixed && known != std::string_view::npos;
        into.value += known == std::string_view::npos ? peek() : meanings[known];
    }
    skip(1);
}

void reader::read_double_quoted(word& into) {
    ++at_;
    while (!is_at_end() && peek() != '"') {
        if (peek() == '\\' && at_ + 1 < text_.size()) {
            if (std::string_view("$`\"\\").find(peek(1)) == std::string_view::npos) {
                into.value += '\\';
            }
            into.value += peek(1) == '\n' ? "" : std::string(1, peek(1));
            at_ += 2;
        } else if (peek() == '$') {
            read_dollar(into);
        } else if (peek() == '`') {
            read_backticks(into, true);
        } else {
            into.value += peek();
            ++at_;
        }
    }
    skip(1);
}

void reader::read_dollar(word& into) {
    const std::size_t begin = at_;
    const char next = peek(1);
    if (is_next("$((")) {
        skip_arithmetic(3);
        append_expansion(into, begin);
    } else if (next == '(') {
        read_substitution(into, 2);
    } else if (next == '{') {
        read_braces(into);
    } else if (next == '\'') {
        read_ansi_quoted(into);
    } else if (is_alphanumeric(next) ||
               std::string_view("_@*#?$!-").find(next) != std::string_view::npos) {
        at_ += 2;
        while (is_alpha(next) && (is_alphanumeric(peek()) || peek() == '_')) {
            ++at_;
        }
        append_expansion(into, begin);
    } else {
        into.value += '$';
        ++at_;
    }
}

void reader::read_braces(word& into) {
    const std::size_t begin = at_;
    skip(2);
    word inner;
    while (!is_at_end() && peek() != '}') {
        if (peek() == '"') {
            read_double_quoted(inner);
        } else if (peek() == '$') {
            read_dollar(inner);
        } else if (peek() == '`') {
            read_backticks(inner, false);
        } else {
            skip(peek() == '\\' ? 2 : 1);
        }
    }
    skip(1);
    append_expansion(into, begin);
}

void reader::read_substitution(word& into, std::size_t opening) {
    const std::size_t begin = at_;
    skip(opening);
    read_list(')');
    skip(1);
    append_expansion(into, begin);
}

/// What stands in backticks is read as the shell reads it: with a backslash less.
void reader::read_backticks(word& into, bool in_double_quotes) {
    const std::size_t begin = at_;
    std::string inner;
    std::vector<std::size_t> places;
    for (++at_; !is_at_end() && peek() != '`'; ++at_) {
        const bool is_escape =
            peek() == '\\' && (peek(1) == '$' || peek(1) == '`' || peek(1) == '\\' ||
                               (in_double_quotes && peek(1) == '"'));
        at_ += is_escape ? 1 : 0;
        inner += peek();
        places.push_back(at_);
    }
    places.push_back(std::min(at_, text_.size()));
    skip(1);
    append_expansion(into, begin);

    shell_reading read = read_shell(inner);
    const auto move = [&](text_range& range) {
        range = {places[range.begin], range.end == 0 ? places[0] : places[range.end - 1] + 1};
    };
    for (pipeline& pipe : read.pipelines) {
        pipe.in_backticks = true;
        move(pipe.range);
        for (command& stage : pipe.stages) {
            move(stage.range);
            for (word& each : stage.words) {
                move(each.range);
            }
            for (redirection& each : stage.redirections) {
                move(each.range);
                move(each.target.range);
            }
        }
        found_->pipelines.push_back(std::move(pipe));
    }
}

void reader::skip_arithmetic(std::size_t opening) {
    skip(opening);
    int open = 2;
    for (; !is_at_end() && open > 0; ++at_) {
        open += peek() == '(' ? 1 : peek() == ')' ? -1 : 0;
    }
}

void reader::read_heredocs() {
    const std::vector<pending_heredoc> pending = std::exchange(pending_, {});
    for (const pending_heredoc& each : pending) {
        read_heredoc_body(each);
    }
}

void reader::read_heredoc_body(const pending_heredoc& pending) {
    const std::size_t begin = at_;
    std::size_t end = text_.size();
    std::size_t next = text_.size();
    for (std::size_t line = begin; line < text_.size();) {
        const std::size_t line_end = std::min(text_.find('\n', line), text_.size());
        std::string_view content = text_.substr(line, line_end - line);
        while (pending.strips_tabs && content.starts_with('\t')) {
            content.remove_prefix(1);
        }
        if (content == pending.delimiter) {
            end = line;
            next = std::min(line_end + 1, text_.size());
            break;
        }
        line = line_end + 1;
    }
    found_->heredocs.push_back({pending.operator_at, {begin, end}, pending.expands});
    if (pending.expands) {
        read_expansions(end);
    }
    at_ = next;
}

void reader::read_expansions(std::size_t end) {
    const std::string_view whole = std::exchange(text_, text_.substr(0, end));
    word ignored;
    while (!is_at_end()) {
        if (peek() == '$') {
            read_dollar(ignored);
        } else if (peek() == '`') {
            read_backticks(ignored, true);
        } else {
            skip(peek() == '\\' ? 2 : 1);
        }
    }
    text_ = whole;
}

}  // namespace

shell_reading read_shell(std::string_view shell) {
    shell_reading found;
    reader(shell, found).read_list(no_closer);
    return found;
}

}  // namespace ibmcloud_token::migrate
