#include "migrate/filters/awk_parser.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/ascii.hpp"

namespace ibmcloud_token::migrate {
namespace {

using kind = awk_expression::kind;

constexpr std::array<std::string_view, 7> functions = {"sub",   "gsub",    "substr", "length",
                                                       "index", "tolower", "toupper"};

/// Thrown inside this file when a program is not known, and caught in it.
struct unknown_syntax {};

class parser {
public:
    explicit parser(std::string_view program) : program_(program) {}

    std::vector<awk_rule> parse() {
        std::vector<awk_rule> rules;
        for (skip_space(true); at_ < program_.size(); skip_space(true)) {
            rules.push_back(parse_rule());
        }
        return rules;
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < program_.size() ? program_[at_ + ahead] : '\0';
    }

    /// Skips blanks; with `all`, line ends and semicolons, too.
    void skip_space(bool all = false) {
        while (is_blank(peek()) || (all && (peek() == '\n' || peek() == ';'))) {
            ++at_;
        }
    }

    bool take(std::string_view wanted) {
        skip_space();
        if (program_.substr(at_, wanted.size()) != wanted) {
            return false;
        }
        at_ += wanted.size();
        return true;
    }

    void require(std::string_view wanted) {
        if (!take(wanted)) {
            throw unknown_syntax();
        }
    }

    [[nodiscard]] std::string_view peek_name() {
        skip_space();
        std::size_t end = at_;
        while (end < program_.size() && (is_alphanumeric(program_[end]) || program_[end] == '_')) {
            ++end;
        }
        return is_digit(peek()) ? std::string_view() : program_.substr(at_, end - at_);
    }

    bool take_name(std::string_view wanted) {
        if (peek_name() != wanted) {
            return false;
        }
        at_ += wanted.size();
        return true;
    }

    awk_rule parse_rule() {
        awk_rule rule;
        if (peek_name() == "END" || peek_name() == "function") {
            throw unknown_syntax();
        }
        if (take_name("BEGIN")) {
            rule.is_begin = true;
        } else if (peek() != '{') {
            rule.pattern = parse_expression();
        }
        if (take("{")) {
            rule.actions = parse_block();
        } else {
            rule.actions.emplace_back();  // print
        }
        return rule;
    }

    /// The statements up to the closing brace.
    std::vector<awk_statement> parse_block() {
        if (++depth_ > 20) {
            throw unknown_syntax();
        }
        std::vector<awk_statement> statements;
        for (skip_space(true); !take("}"); skip_space(true)) {
            statements.push_back(parse_statement());
            skip_space();
            if (peek() != ';' && peek() != '\n' && peek() != '}') {
                throw unknown_syntax();
            }
        }
        --depth_;
        return statements;
    }

    awk_statement parse_statement() {
        awk_statement statement;
        if (take_name("print")) {
            statement.expressions = parse_printed();
        } else if (take_name("printf")) {
            statement.what = awk_statement::kind::printf;
            statement.expressions = parse_printed();
        } else if (take_name("next")) {
            statement.what = awk_statement::kind::next;
        } else if (take_name("exit")) {
            statement.what = awk_statement::kind::exit;
        } else if (take_name("if")) {
            parse_condition(statement);
        } else {
            statement.what = awk_statement::kind::expression;
            statement.expressions.push_back(parse_expression());
            skip_space();
            if (peek() == '=') {
                ++at_;
                statement.what = awk_statement::kind::assign;
                statement.expressions.push_back(parse_expression());
            }
        }
        return statement;
    }

    void parse_condition(awk_statement& statement) {
        statement.what = awk_statement::kind::condition;
        require("(");
        statement.expressions.push_back(parse_expression());
        require(")");
        statement.then = parse_body();
        const std::size_t before = at_;
        skip_space(true);
        if (take_name("else")) {
            statement.otherwise = parse_body();
        } else {
            at_ = before;
        }
    }

    std::vector<awk_statement> parse_body() {
        skip_space(true);
        if (take("{")) {
            return parse_block();
        }
        if (++depth_ > 20) {
            throw unknown_syntax();
        }
        std::vector<awk_statement> one;
        one.push_back(parse_statement());
        --depth_;
        return one;
    }

    std::vector<awk_expression> parse_printed() {
        std::vector<awk_expression> printed;
        skip_space();
        const std::size_t before = at_;
        // Parentheses around all that is printed, or around the first part of it.
        if (take("(")) {
            printed.push_back(parse_expression());
            while (take(",")) {
                printed.push_back(parse_expression());
            }
            require(")");
            skip_space();
            if (is_statement_end()) {
                return printed;
            }
            printed.clear();
            at_ = before;
        }
        if (!is_statement_end()) {
            is_printing_ = true;
            do {
                printed.push_back(parse_expression());
            } while (take(","));
            is_printing_ = false;
        }
        return printed;
    }

    [[nodiscard]] bool is_statement_end() const {
        const char c = peek();
        return c == '\0' || c == ';' || c == '\n' || c == '}';
    }

    awk_expression parse_expression() {
        if (++depth_ > 60) {
            throw unknown_syntax();
        }
        awk_expression read = parse_binary(0);
        --depth_;
        return read;
    }

    static awk_expression make(kind what, std::string_view text,
                               std::vector<awk_expression> operands) {
        return {what, std::string(text), std::move(operands)};
    }

    /// Operators from the loosest on: or, and, matches, comparisons, concatenation, sums.
    awk_expression parse_binary(int level) {
        constexpr int concatenation = 4;
        constexpr int sums = 5;
        if (level > sums) {
            return parse_unary();
        }
        awk_expression left = parse_binary(level + 1);
        for (;;) {
            skip_space();
            if (level == concatenation) {
                if (!begins_operand()) {
                    return left;
                }
                left = make(kind::concatenation, "", {std::move(left), parse_binary(level + 1)});
                continue;
            }
            const std::string_view sign = take_operator(level);
            if (sign.empty()) {
                return left;
            }
            left = make(kind::binary, sign, {std::move(left), parse_binary(level + 1)});
        }
    }

    std::string_view take_operator(int level) {
        static const std::array<std::vector<std::string_view>, 6> operators = {
            {{"||"}, {"&&"}, {"!~", "~"}, {"==", "!=", "<=", ">=", "<", ">"}, {}, {"+", "-"}}};
        for (const std::string_view sign : operators[static_cast<std::size_t>(level)]) {
            if (sign == ">" && is_printing_) {  // it would write a file
                continue;
            }
            const char next = peek(sign.size());
            if (program_.substr(at_, sign.size()) == sign && next != '=' &&
                !(sign.size() == 1 && next == sign.front())) {
                at_ += sign.size();
                return sign;
            }
        }
        return {};
    }

    /// True if a part of a concatenation stands here.
    [[nodiscard]] bool begins_operand() const {
        const char c = peek();
        return c == '"' || c == '$' || c == '(' || is_alphanumeric(c) || c == '_';
    }

    awk_expression parse_unary() {
        skip_space();
        if (peek() == '!' && peek(1) != '=' && peek(1) != '~') {
            ++at_;
            return make(kind::unary, "!", {nested_unary()});
        }
        return parse_primary();
    }

    awk_expression nested_unary() {
        if (++depth_ > 60) {
            throw unknown_syntax();
        }
        awk_expression read = parse_unary();
        --depth_;
        return read;
    }

    awk_expression parse_primary() {
        skip_space();
        const char c = peek();
        if (c == '"') {
            return parse_quoted('"', kind::string);
        }
        if (c == '/') {
            return parse_quoted('/', kind::pattern);
        }
        if (c == '$') {
            ++at_;
            return make(kind::field, "", {nested_unary()});
        }
        if (c == '(') {
            ++at_;
            const bool was_printing = std::exchange(is_printing_, false);
            awk_expression read = parse_expression();
            is_printing_ = was_printing;
            require(")");
            return read;
        }
        if (is_digit(c)) {
            const std::size_t begin = at_;
            while (is_digit(peek())) {
                ++at_;
            }
            return make(kind::number, program_.substr(begin, at_ - begin), {});
        }
        return parse_name();
    }

    awk_expression parse_name() {
        const std::string name(peek_name());
        if (name.empty() || name == "getline" || name == "in") {
            throw unknown_syntax();
        }
        at_ += name.size();
        const bool is_function =
            std::find(functions.begin(), functions.end(), name) != functions.end();
        if (!is_function) {
            if (peek() == '(' || peek() == '[') {
                throw unknown_syntax();
            }
            return make(kind::name, name, {});
        }
        std::vector<awk_expression> operands;
        if (take("(")) {
            do {
                operands.push_back(parse_expression());
            } while (take(","));
            require(")");
        }
        return make(kind::call, name, std::move(operands));
    }

    awk_expression parse_quoted(char quote, kind what) {
        std::string text;
        bool in_bracket = false;
        for (++at_; peek() != quote || in_bracket; ++at_) {
            if (at_ >= program_.size() || peek() == '\n') {
                throw unknown_syntax();
            }
            if (peek() == '\\') {
                text += peek(1) == quote && quote == '/' ? "" : "\\";
                ++at_;
            } else if (quote == '/') {
                in_bracket = peek() == '[' || (in_bracket && peek() != ']');
            }
            text += peek();
        }
        ++at_;
        const auto unescaped = what == kind::string ? unescape_awk(text) : text;
        if (!unescaped) {
            throw unknown_syntax();
        }
        return make(what, *unescaped, {});
    }

    std::string_view program_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool is_printing_ = false;
};

}  // namespace

std::optional<std::vector<awk_rule>> parse_awk(std::string_view program) {
    try {
        return parser(program).parse();
    } catch (const unknown_syntax&) {
        return std::nullopt;
    }
}

std::optional<std::string> unescape_awk(std::string_view text) {
    constexpr std::string_view letters = "nrt\\\"/";
    constexpr std::string_view meanings = "\n\r\t\\\"/";
    std::string unescaped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            unescaped += text[i];
            continue;
        }
        const std::size_t known =
            ++i < text.size() ? letters.find(text[i]) : std::string_view::npos;
        if (known == std::string_view::npos) {
            return std::nullopt;
        }
        unescaped += meanings[known];
    }
    return unescaped;
}

}  // namespace ibmcloud_token::migrate
