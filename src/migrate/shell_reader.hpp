#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// A word of a command line.
struct word {
    text_range range;
    std::string value;     ///< without its quotes; of an expansion, what was written
    bool is_fixed = true;  ///< False if the shell expands something in it.
};

/// `2>&1`: the operator is `2>&`.
struct redirection {
    text_range range;
    std::string operator_text;
    word target;
};

struct command {
    text_range range;
    std::vector<word> words;
    std::vector<redirection> redirections;
    bool is_compound = false;      ///< It has a subshell, or an array.
    bool follows_keyword = false;  ///< `while` or the like stands before it.
};

/// Commands with `|` between them; a single command, too.
struct pipeline {
    text_range range;
    std::vector<command> stages;
    bool in_backticks = false;
};

struct heredoc {
    std::size_t operator_at = 0;
    text_range body;
    bool expands = true;
};

struct shell_reading {
    std::vector<pipeline> pipelines;  ///< inner ones before those that they stand in
    std::vector<heredoc> heredocs;
    bool is_complete = true;  ///< False if it is nested too deeply to be read.
};

/// Finds the pipelines in `shell`, those in command substitutions too, in one pass. Reads any text:
/// what it takes for a pipeline is checked against a real parser before anything is rewritten.
shell_reading read_shell(std::string_view shell);

}  // namespace ibmcloud_token::migrate
