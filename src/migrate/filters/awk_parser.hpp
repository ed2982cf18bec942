#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token::migrate {

/// An expression of awk. The text is a literal, a name, or an operator.
struct awk_expression {
    enum class kind { number, string, pattern, name, field, call, unary, binary, concatenation };
    kind what = kind::string;
    std::string text;
    std::vector<awk_expression> operands;
};

struct awk_statement {
    enum class kind { print, printf, assign, expression, condition, next, exit };
    kind what = kind::print;
    std::vector<awk_expression> expressions;  ///< of an assignment: what is set, and to what
    std::vector<awk_statement> then;          ///< of a condition
    std::vector<awk_statement> otherwise;
};

struct awk_rule {
    bool is_begin = false;
    std::optional<awk_expression> pattern;
    std::vector<awk_statement> actions;
};

/// The rules of `program`; nothing if it uses anything that writes a file, runs a program, reads on
/// by itself, loops, or is not known here.
std::optional<std::vector<awk_rule>> parse_awk(std::string_view program);

/// `text` of a string of awk, with its escapes resolved; nothing if one is not known here.
std::optional<std::string> unescape_awk(std::string_view text);

}  // namespace ibmcloud_token::migrate
