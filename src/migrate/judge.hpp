#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrate/shell_reader.hpp"

namespace ibmcloud_token::migrate {

/// What comes out of a pipeline.
enum class token_form {
    bare,
    bearer,
    header,
    check,  ///< Nothing, and status 0 if somebody is logged in.
};

/// What the filters of a pipeline do to each good output of the CLI.
struct judgement {
    token_form form = token_form::bare;
    bool is_uaa = false;
    bool ends_line = true;  ///< A newline ends the output.
};

/// Why filters can't be replaced, in a few words.
struct objection {
    std::string_view reason;
};

/// Says what `filters` make of the CLI's output, in JSON or in text. An objection if they are not
/// known to the byte, if they make different things of different good outputs, or something that
/// ibmcloud-token does not write.
std::variant<judgement, objection> judge(const std::vector<std::vector<std::string>>& filters,
                                         bool is_json);

}  // namespace ibmcloud_token::migrate
