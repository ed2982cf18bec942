#include <algorithm>
#include <optional>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"
#include "migrate/filters/regex.hpp"

// Rules with a pattern or a comparison, and the statements print, printf and exit: as much of awk
// as such pipelines use. Whatever else there is can write files and run programs.
namespace ibmcloud_token::migrate {
namespace {

/// Thrown inside this file when a program is not known, and caught in it.
struct unknown_program {};

void require(bool is_known) {
    if (!is_known) {
        throw unknown_program();
    }
}

/// A value of awk: a text that may count as a number.
struct value {
    std::string text;
    bool is_number = false;  ///< It is a number, or input that looks like one.
};

value number_value(std::size_t number) {
    return {std::to_string(number), true};
}

std::size_t to_number(const value& text) {
    const auto number = parse_number(trim(text.text));
    require(number.has_value());
    return *number;
}

bool is_true(const value& tested) {
    return tested.is_number ? to_number(tested) != 0 : !tested.text.empty();
}

bool compares(std::string_view sign, const value& left, const value& right) {
    // Fractions and signs are not known here.
    const auto is_odd = [](const value& each) {
        return !each.is_number && each.text.find_first_of("0123456789+-.") == 0;
    };
    require(!is_odd(left) && !is_odd(right));
    int order = left.text.compare(right.text);
    if (left.is_number && right.is_number) {
        order = to_number(left) < to_number(right)   ? -1
                : to_number(left) > to_number(right) ? 1
                                                     : 0;
    }
    return sign == "=="   ? order == 0
           : sign == "!=" ? order != 0
           : sign == "<"  ? order < 0
           : sign == "<=" ? order <= 0
           : sign == ">"  ? order > 0
                          : order >= 0;
}

bool matches(const std::string& pattern, const std::string& text) {
    const auto compiled = regex::compile(pattern, regex_syntax::awk);
    require(compiled.has_value());
    return compiled->search(text).has_value();
}

std::vector<std::string> split_at_blanks(const std::string& line) {
    std::vector<std::string> fields;
    for (std::size_t at = line.find_first_not_of(" \t"); at < line.size();) {
        const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
        fields.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(" \t", end);
    }
    return fields;
}

/// A separator of one character stands for itself, a longer one is a regular expression.
std::vector<std::string> split_at(const std::string& line, const std::string& separator) {
    const bool is_literal = separator.size() == 1;
    const auto pattern = is_literal ? std::nullopt : regex::compile(separator, regex_syntax::awk);
    require(separator != "\\" && separator != "^" && (is_literal || pattern));
    std::vector<std::string> fields;
    for (std::size_t begin = 0; begin <= line.size() && !line.empty();) {
        text_range found = {line.size(), line.size() + 1};
        if (is_literal) {
            const std::size_t at = std::min(line.find(separator, begin), line.size());
            found = {at, at + 1};
        } else if (const auto match = pattern->search(line, begin)) {
            found = match->front();
            require(found.size() > 0);
        }
        fields.push_back(line.substr(begin, found.begin - begin));
        begin = found.end;
    }
    return fields;
}

/// `text` of a string, with its escapes resolved.
std::string unescaped(std::string_view text) {
    constexpr std::string_view letters = "nrt\\\"/";
    constexpr std::string_view meanings = "\n\r\t\\\"/";
    std::string read;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            read += text[i];
            continue;
        }
        const std::size_t known =
            ++i < text.size() ? letters.find(text[i]) : std::string_view::npos;
        require(known != std::string_view::npos);
        read += meanings[known];
    }
    return read;
}

/// Runs a program by reading it anew for each line.
class awk_run {
public:
    awk_run(std::string_view program, std::string separator)
        : program_(program),
          separator_(std::move(separator)) {}

    std::string run(const std::string& input) {
        is_active_ = false;
        run_rules();  // Without a line it has to be known, too.
        for (const std::string& line : split_lines(input)) {
            is_active_ = true;
            ++line_number_;
            record_ = line;
            fields_ = separator_ == " " ? split_at_blanks(line) : split_at(line, separator_);
            run_rules();
            if (exits_) {
                break;
            }
        }
        return std::move(output_);
    }

private:
    [[nodiscard]] char peek() const { return at_ < program_.size() ? program_[at_] : '\0'; }

    void skip(std::string_view characters) {
        at_ = std::min(program_.find_first_not_of(characters, at_), program_.size());
    }

    bool take(std::string_view wanted) {
        skip(" \t");
        const bool is_next = program_.substr(at_).starts_with(wanted);
        at_ += is_next ? wanted.size() : 0;
        return is_next;
    }

    std::string take_name() {
        skip(" \t");
        const std::size_t begin = at_;
        while (is_alphanumeric(peek()) || peek() == '_') {
            ++at_;
        }
        return std::string(program_.substr(begin, at_ - begin));
    }

    void run_rules() {
        at_ = 0;
        for (skip(between); at_ < program_.size(); skip(between)) {
            const bool is_selected = peek() == '{' || read_condition();
            const bool was_active = std::exchange(is_active_, is_active_ && is_selected);
            if (take("{")) {
                run_block();
            } else {
                write(record_ + "\n");
            }
            is_active_ = was_active && !exits_;
        }
    }

    void run_block() {
        for (skip(between); !take("}"); skip(between)) {
            run_statement();
            skip(" \t");
            require(is_statement_end());
        }
    }

    [[nodiscard]] bool is_statement_end() const {
        return peek() != '\0' && std::string_view(";\n}").find(peek()) != std::string_view::npos;
    }

    void run_statement() {
        const std::string name = take_name();
        if (name == "print") {
            print(read_list());
        } else if (name == "printf") {
            print_formatted(read_list());
        } else {
            require(name == "exit");
            exits_ = exits_ || is_active_;
            is_active_ = false;
        }
    }

    void write(const std::string& text) { output_ += is_active_ ? text : ""; }

    void print(const std::vector<value>& list) {
        std::string line = list.empty() ? record_ : list.front().text;
        for (std::size_t i = 1; i < list.size(); ++i) {
            line += " " + list[i].text;
        }
        write(line + "\n");
    }

    void print_formatted(const std::vector<value>& list) {
        require(!list.empty());
        std::string text;
        std::size_t next = 1;
        const std::string& format = list.front().text;
        for (std::size_t at = 0; at < format.size(); ++at) {
            if (format[at] != '%') {
                text += format[at];
                continue;
            }
            require(format.substr(++at, 1) == "s" && next < list.size());
            text += list[next++].text;
        }
        write(text);
    }

    /// What is printed, in parentheses or not.
    std::vector<value> read_list() {
        std::vector<value> list;
        const bool is_enclosed = take("(");
        skip(" \t");
        if (is_statement_end()) {
            return list;
        }
        do {
            list.push_back(read_concatenation());
        } while (take(","));
        require(!is_enclosed || take(")"));
        return list;
    }

    bool read_condition() {
        if (take("!")) {
            return !read_condition();
        }
        if (take("/")) {
            return matches(read_quoted('/'), record_);
        }
        const value left = read_concatenation();
        for (const std::string_view sign : {"==", "!=", "<=", ">=", "<", ">"}) {
            if (take(sign)) {
                return compares(sign, left, read_concatenation());
            }
        }
        return is_true(left);
    }

    value read_concatenation() {
        value read = read_operand();
        for (skip(" \t"); is_alphanumeric(peek()) || peek() == '"' || peek() == '$'; skip(" \t")) {
            read = {read.text + read_operand().text, false};
        }
        return read;
    }

    value read_operand() {
        if (take("\"")) {
            return {read_quoted('"'), false};
        }
        if (take("$")) {
            const std::size_t number = to_number(read_field_number());
            const std::string text = number == 0                ? record_
                                     : number <= fields_.size() ? fields_[number - 1]
                                                                : "";
            return {text, parse_number(trim(text)).has_value()};
        }
        const std::string name = take_name();
        if (name == "NR" || name == "FNR") {
            return number_value(line_number_);
        }
        return name == "NF" ? number_value(fields_.size()) : number_value(to_number({name, true}));
    }

    /// `4`, `NF` or `(NF-1)`.
    value read_field_number() {
        if (!take("(")) {
            return read_operand();
        }
        std::size_t number = to_number(read_operand());
        if (take("-")) {
            number -= std::min(number, to_number(read_operand()));
        }
        require(take(")"));
        return number_value(number);
    }

    /// Reads a string or a regular expression up to `quote`.
    std::string read_quoted(char quote) {
        const std::size_t begin = at_;
        bool in_bracket = false;
        for (; peek() != quote || in_bracket; ++at_) {
            require(peek() != '\0' && peek() != '\n');
            at_ += peek() == '\\' ? 1U : 0U;
            in_bracket = quote == '/' && (peek() == '[' || (in_bracket && peek() != ']'));
        }
        const std::string_view text = program_.substr(begin, at_++ - begin);
        return quote == '"' ? unescaped(text) : std::string(text);
    }

    static constexpr std::string_view between = " \t\n;";

    std::string_view program_;
    std::string separator_;
    std::size_t at_ = 0;
    std::string record_;
    std::vector<std::string> fields_;
    std::size_t line_number_ = 0;
    bool is_active_ = true;  ///< False where what is read is not run.
    bool exits_ = false;
    std::string output_;
};

}  // namespace

std::optional<filter_result> run_awk(const arguments& options, const std::string& input) {
    std::string separator = " ";
    std::size_t i = 0;
    for (; i < options.size() && options[i].starts_with("-F"); ++i) {
        const auto given = option_value(options, i, "-F");
        // The letter t is a tab, in some awks.
        if (!given || given->empty() || *given == "t") {
            return std::nullopt;
        }
        separator = *given;
    }
    if (i + 1 != options.size() || options[i].starts_with('-')) {
        return std::nullopt;
    }
    try {
        return filter_result{awk_run(options[i], unescaped(separator)).run(input)};
    } catch (const unknown_program&) {
        return std::nullopt;
    }
}

}  // namespace ibmcloud_token::migrate
