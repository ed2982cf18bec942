#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/failure.hpp"
#include "core/forms.hpp"
#include "core/requirements.hpp"
#include "core/shell_forms.hpp"
#include "core/token_search.hpp"
#include "program/command_line.hpp"
#include "program/common_options.hpp"

namespace ibmcloud_token {

/// A variable to set to the token in some form.
struct variable {
    std::string name;
    const form* value;
};

/// An assignment for each variable, in the syntax of a shell.
struct assignments {
    const shell* language;
    std::vector<variable> variables;
};

/// The text that holds the token.
struct token_text {
    std::variant<const form*, assignments> content;
    bool ends_with_newline = true;
};

struct to_standard_output {
    token_text text;
};

struct to_file {
    std::string path;
    token_text text;
};

/// Set by `text`: the standard input, or the file that /dev/fd/token stands for.
struct to_command {
    std::vector<std::string> words;
    std::vector<variable> variables;
    token_text text;
    bool has_input;
    bool has_file;
};

struct to_github {
    std::vector<variable> variables;
    std::string env_file;  ///< $GITHUB_ENV
};

struct check_only {};

using token_destination =
    std::variant<to_standard_output, to_file, to_command, to_github, check_only>;

/// A run of the CLI, or the token that it has stored.
struct from_cli {
    std::optional<std::string> cli;
    std::chrono::seconds timeout{};
    bool can_reuse = false;
};

/// Output that was captured earlier.
struct from_input {
    std::string path;  ///< `-` is standard input
};

using token_source = std::variant<from_cli, from_input>;

/// A request of the user, checked.
struct options {
    token_source source;
    token_kind kind;
    requirements required;
    token_destination destination;
};

/// The options of ibmcloud-token.
extern const syntax token_syntax;

/// Reads the options and the environment. Errors: `usage`, `github_env_unset`.
result<options> read_options(const command_line& line);

}  // namespace ibmcloud_token
