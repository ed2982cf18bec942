#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/filters/awk_parser.hpp"
#include "migrate/filters/filter.hpp"
#include "migrate/filters/regex.hpp"

namespace ibmcloud_token::migrate {
namespace {

using kind = awk_expression::kind;

/// Thrown inside this file when a program does what is not known here, and caught in it.
struct unknown_program {};

/// A value of awk: a text that may count as a number.
struct value {
    std::string text;
    bool is_number = false;  ///< It came from arithmetic, or from input that looks like a number.
    bool from_program = false;  ///< a string of the program: it is never a number
};

value number_value(long long number) {
    return {std::to_string(number), true, false};
}

/// The number at the beginning of `text`. Only whole ones are known here.
long long to_number(const std::string& text) {
    const std::string_view trimmed = trim(text);
    long long number = 0;
    for (const char c : trimmed) {
        if (!is_digit(c)) {
            break;
        }
        number = number * 10 + (c - '0');
        if (number > 1'000'000'000) {
            throw unknown_program();
        }
    }
    return number;
}

bool looks_like_number(const std::string& text) {
    const std::string_view trimmed = trim(text);
    return !trimmed.empty() && trimmed.size() < 10 &&
           std::all_of(trimmed.begin(), trimmed.end(), is_digit);
}

char to_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

regex compile(const std::string& pattern) {
    auto compiled = regex::compile(pattern, regex_syntax::awk);
    if (!compiled) {
        throw unknown_program();
    }
    return std::move(*compiled);
}

class interpreter {
public:
    explicit interpreter(std::map<std::string, std::string> variables)
        : variables_(std::move(variables)) {}

    std::string run(const std::vector<awk_rule>& rules, const std::string& input) {
        execute_rules(rules, true);
        for (const std::string& line : split_lines(input)) {
            if (exits_) {
                break;
            }
            ++record_number_;
            skips_ = false;
            set_record(line);
            execute_rules(rules, false);
        }
        return std::move(output_);
    }

private:
    void execute_rules(const std::vector<awk_rule>& rules, bool is_begin) {
        for (const awk_rule& rule : rules) {
            if (rule.is_begin != is_begin || exits_ || skips_) {
                continue;
            }
            if (!rule.pattern || is_true(evaluate(*rule.pattern))) {
                execute(rule.actions);
            }
        }
    }

    std::string& variable(const std::string& name) {
        const auto found = variables_.find(name);
        if (found != variables_.end()) {
            return found->second;
        }
        return variables_[name] = name == "FS" || name == "OFS" ? " " : name == "ORS" ? "\n" : "";
    }

    void set_record(const std::string& line) {
        record_ = line;
        fields_.clear();
        const std::string& separator = variable("FS");
        if (separator == " ") {
            split_at_blanks(line);
        } else if (!line.empty()) {
            split_at(line, separator);
        }
    }

    void split_at_blanks(const std::string& line) {
        for (std::size_t at = 0; at < line.size();) {
            if (is_blank(line[at])) {
                ++at;
                continue;
            }
            const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
            fields_.push_back(line.substr(at, end - at));
            at = end;
        }
    }

    void split_at(const std::string& line, const std::string& separator) {
        if (separator.empty() || separator == "\\") {
            throw unknown_program();
        }
        // A single character stands for itself.
        const bool is_literal = separator.size() == 1;
        const regex pattern = compile(is_literal ? "[" + separator + "]" : separator);
        std::size_t begin = 0;
        std::size_t from = 0;
        for (;;) {
            const auto match =
                is_literal && separator == "^" ? std::nullopt : pattern.search(line, from);
            if (!match) {
                break;
            }
            if (match->front().size() == 0) {
                throw unknown_program();
            }
            fields_.push_back(line.substr(begin, match->front().begin - begin));
            begin = match->front().end;
            from = begin;
        }
        fields_.push_back(line.substr(begin));
    }

    value field(long long number) {
        if (number < 0) {
            throw unknown_program();
        }
        const auto index = static_cast<std::size_t>(number);
        const std::string text = index == 0                ? record_
                                 : index <= fields_.size() ? fields_[index - 1]
                                                           : "";
        return {text, looks_like_number(text), false};
    }

    void set_field(long long number, const std::string& text) {
        if (number == 0) {
            set_record(text);
            return;
        }
        constexpr long long most = 100;
        if (number < 0 || number > most) {
            throw unknown_program();
        }
        const auto index = static_cast<std::size_t>(number);
        fields_.resize(std::max(fields_.size(), index));
        fields_[index - 1] = text;
        record_.clear();
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            record_ += (i > 0 ? variable("OFS") : "") + fields_[i];
        }
    }

    static bool is_true(const value& tested) {
        return tested.is_number ? to_number(tested.text) != 0 : !tested.text.empty();
    }

    void execute(const std::vector<awk_statement>& statements) {
        for (const awk_statement& each : statements) {
            if (exits_ || skips_) {
                return;
            }
            execute(each);
        }
    }

    void execute(const awk_statement& statement) {
        switch (statement.what) {
        case awk_statement::kind::print:
            print(statement.expressions);
            break;
        case awk_statement::kind::printf:
            print_formatted(statement.expressions);
            break;
        case awk_statement::kind::assign:
            assign(statement.expressions[0], evaluate(statement.expressions[1]).text);
            break;
        case awk_statement::kind::expression:
            evaluate(statement.expressions[0]);
            break;
        case awk_statement::kind::condition:
            execute(is_true(evaluate(statement.expressions[0])) ? statement.then
                                                                : statement.otherwise);
            break;
        case awk_statement::kind::next:
            skips_ = true;
            break;
        case awk_statement::kind::exit:
            exits_ = true;
            break;
        }
    }

    void print(const std::vector<awk_expression>& expressions) {
        if (expressions.empty()) {
            output_ += record_;
        }
        for (std::size_t i = 0; i < expressions.size(); ++i) {
            output_ += (i > 0 ? variable("OFS") : "") + evaluate(expressions[i]).text;
        }
        output_ += variable("ORS");
    }

    void print_formatted(const std::vector<awk_expression>& expressions) {
        if (expressions.empty()) {
            throw unknown_program();
        }
        const std::string format = evaluate(expressions[0]).text;
        std::size_t next = 1;
        for (std::size_t i = 0; i < format.size(); ++i) {
            if (format[i] != '%') {
                output_ += format[i];
                continue;
            }
            const char conversion = ++i < format.size() ? format[i] : '\0';
            if (conversion == '%') {
                output_ += '%';
            } else if (conversion == 's' && next < expressions.size()) {
                output_ += evaluate(expressions[next++]).text;
            } else {
                throw unknown_program();
            }
        }
    }

    void assign(const awk_expression& target, const std::string& text) {
        if (target.what == kind::field) {
            set_field(to_number(evaluate(target.operands[0]).text), text);
        } else if (target.what == kind::name && target.text != "NF" && target.text != "NR" &&
                   target.text != "FNR" && target.text != "RS") {
            variable(target.text) = text;
        } else {
            throw unknown_program();
        }
    }

    value evaluate(const awk_expression& expression) {
        const auto& operands = expression.operands;
        switch (expression.what) {
        case kind::number:
            return number_value(to_number(expression.text));
        case kind::string:
            return {expression.text, false, true};
        case kind::pattern:
            return number_value(compile(expression.text).search(record_) ? 1 : 0);
        case kind::name:
            return name_value(expression.text);
        case kind::field:
            return field(to_number(evaluate(operands[0]).text));
        case kind::call:
            return call(expression.text, operands);
        case kind::unary:
            return number_value(is_true(evaluate(operands[0])) ? 0 : 1);
        case kind::concatenation: {
            const std::string left = evaluate(operands[0]).text;
            return {left + evaluate(operands[1]).text, false, true};
        }
        case kind::binary:
            return binary(expression.text, operands);
        }
        return {};
    }

    value name_value(const std::string& name) {
        if (name == "NF") {
            return number_value(static_cast<long long>(fields_.size()));
        }
        if (name == "NR" || name == "FNR") {
            return number_value(record_number_);
        }
        if (name == "RS" || name == "ENVIRON" || name == "FILENAME") {
            throw unknown_program();
        }
        const std::string text = variable(name);
        return {text, looks_like_number(text), false};
    }

    value binary(const std::string& sign, const std::vector<awk_expression>& operands) {
        if (sign == "&&" || sign == "||") {
            const bool left = is_true(evaluate(operands[0]));
            const bool decided = left == (sign == "||");
            return number_value((decided ? left : is_true(evaluate(operands[1]))) ? 1 : 0);
        }
        const value left = evaluate(operands[0]);
        if (sign == "~" || sign == "!~") {
            const awk_expression& right = operands[1];
            const std::string pattern =
                right.what == kind::pattern ? right.text : evaluate(right).text;
            const bool is_match = compile(pattern).search(left.text).has_value();
            return number_value(is_match == (sign == "~") ? 1 : 0);
        }
        const value right = evaluate(operands[1]);
        if (sign == "+" || sign == "-") {
            const long long second = to_number(right.text);
            const long long result = to_number(left.text) + (sign == "+" ? second : -second);
            if (result < 0) {
                throw unknown_program();
            }
            return number_value(result);
        }
        return number_value(compares(sign, left, right) ? 1 : 0);
    }

    static bool compares(const std::string& sign, const value& left, const value& right) {
        const bool as_numbers = left.is_number && right.is_number;
        const long long order = as_numbers ? to_number(left.text) - to_number(right.text)
                                           : left.text.compare(right.text);
        return sign == "=="   ? order == 0
               : sign == "!=" ? order != 0
               : sign == "<"  ? order < 0
               : sign == "<=" ? order <= 0
               : sign == ">"  ? order > 0
                              : order >= 0;
    }

    value call(const std::string& name, const std::vector<awk_expression>& operands) {
        if (name == "sub" || name == "gsub") {
            return substitute(name == "gsub", operands);
        }
        if (name == "length" && operands.size() < 2) {
            const std::string text = operands.empty() ? record_ : evaluate(operands[0]).text;
            return number_value(static_cast<long long>(text.size()));
        }
        if (name == "index" && operands.size() == 2) {
            const std::string text = evaluate(operands[0]).text;
            const std::size_t at = text.find(evaluate(operands[1]).text);
            return number_value(at == std::string::npos ? 0 : static_cast<long long>(at) + 1);
        }
        if (name == "substr" && (operands.size() == 2 || operands.size() == 3)) {
            return substring(operands);
        }
        if ((name == "tolower" || name == "toupper") && operands.size() == 1) {
            std::string text = evaluate(operands[0]).text;
            std::transform(text.begin(), text.end(), text.begin(),
                           name == "tolower" ? to_lower : to_upper);
            return {text, false, true};
        }
        throw unknown_program();
    }

    value substring(const std::vector<awk_expression>& operands) {
        const std::string text = evaluate(operands[0]).text;
        const auto first = static_cast<std::size_t>(to_number(evaluate(operands[1]).text));
        const auto count = operands.size() == 3
                               ? static_cast<std::size_t>(to_number(evaluate(operands[2]).text))
                               : std::string::npos;
        if (first == 0) {
            throw unknown_program();
        }
        return {first > text.size() ? "" : text.substr(first - 1, count), false, true};
    }

    value substitute(bool all, const std::vector<awk_expression>& operands) {
        if (operands.size() < 2 || operands.size() > 3) {
            throw unknown_program();
        }
        const awk_expression& pattern = operands[0];
        const std::string expression =
            pattern.what == kind::pattern ? pattern.text : evaluate(pattern).text;
        std::string replacement = evaluate(operands[1]).text;
        if (replacement.find_first_of("&\\") != std::string::npos) {
            throw unknown_program();
        }
        const awk_expression record{kind::field, "", {{kind::number, "0", {}}}};
        const awk_expression& target = operands.size() == 3 ? operands[2] : record;
        const auto replaced =
            replace_matches(evaluate(target).text, compile(expression), all ? 0 : 1,
                            [&](const auto& /*match*/) { return replacement; });
        if (replaced) {
            assign(target, *replaced);
        }
        return number_value(replaced ? 1 : 0);
    }

    std::map<std::string, std::string> variables_;
    std::string record_;
    std::vector<std::string> fields_;
    long long record_number_ = 0;
    bool skips_ = false;
    bool exits_ = false;
    std::string output_;
};

struct awk_options {
    std::map<std::string, std::string> variables;
    std::string program;
};

/// Sets a variable as `-v NAME=VALUE` and `-F VALUE` do. False if the option is not known.
bool set_variable(awk_options& parsed, const arguments& options, std::size_t& i) {
    const bool is_separator = options[i].starts_with("-F");
    const auto given = option_value(options, i, is_separator ? "-F" : "-v");
    const auto text = given ? unescape_awk(*given) : std::nullopt;
    const std::size_t equals = text && !is_separator ? text->find('=') : 0;
    // The letter t is a tab to -F, in some awks.
    if (!text || equals == std::string::npos || *text == "t") {
        return false;
    }
    const std::string name = is_separator ? "FS" : text->substr(0, equals);
    parsed.variables[name] = is_separator ? *text : text->substr(equals + 1);
    return true;
}

std::optional<awk_options> parse_awk_options(const arguments& options) {
    awk_options parsed;
    std::size_t i = 0;
    for (; i < options.size() && options[i].starts_with('-'); ++i) {
        const bool is_known = options[i].starts_with("-F") || options[i].starts_with("-v");
        if (!is_known || !set_variable(parsed, options, i)) {
            return std::nullopt;
        }
    }
    if (i + 1 != options.size()) {
        return std::nullopt;
    }
    parsed.program = options[i];
    return parsed;
}

}  // namespace

std::optional<filter_result> run_awk(const arguments& options, const std::string& input) {
    const auto parsed = parse_awk_options(options);
    const auto rules = parsed ? parse_awk(parsed->program) : std::nullopt;
    if (!rules) {
        return std::nullopt;
    }
    try {
        return filter_result{interpreter(parsed->variables).run(*rules, input)};
    } catch (const unknown_program&) {
        return std::nullopt;
    }
}

}  // namespace ibmcloud_token::migrate
