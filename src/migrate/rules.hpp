#pragma once

#include <array>
#include <string_view>

namespace ibmcloud_token::migrate {

enum class rule {
    cut_text,
    cut_json,
    login_check,
    hidden_status,
    scheme_twice,
    scheme_missing,
    raw_output,
    in_argument,
    to_file,
    other_language,
};

struct rule_text {
    rule id;
    std::string_view name;
    std::string_view fault;    ///< what is wrong, as a message says it
    std::string_view summary;  ///< one line
    std::string_view why;      ///< why the rule exists: before, after, what fails
};

/// All rules, in the order of `rule`.
const std::array<rule_text, 10>& all_rules();

const rule_text& text_of(rule id);

/// The rule called `name`; null if there is none.
const rule_text* find_rule(std::string_view name);

}  // namespace ibmcloud_token::migrate
