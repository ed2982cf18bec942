#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/assignment.hpp"
#include "core/forms.hpp"
#include "core/token_search.hpp"

namespace ibmcloud_token {

/// A variable to be set to the token.
struct variable {
    std::string name;
    const form* value;
};

/// What the user asked for, checked.
struct options {
    bool help = false;
    bool version = false;
    // One of these three is set.
    const form* output_form = nullptr;
    const shell* output_shell = nullptr;
    bool to_github = false;
    token_kind kind = token_kind::iam;
    std::optional<std::string> input;   ///< instead of a run of the CLI
    std::optional<std::string> output;  ///< a file, instead of standard output
    std::vector<std::string> command;   ///< to run instead of writing; empty if there is none
    std::vector<variable> variables;    ///< for the command, the shell or GitHub
    bool to_stdin = false;              ///< of the command
    bool newline = true;
    std::chrono::seconds min_ttl{};
    bool needs_lifetime = false;  ///< `min_ttl` was asked for, and is more than 0
    std::optional<std::string> account;
    bool check = false;
    std::chrono::seconds timeout{};
    std::optional<std::string> cli;
    bool cache = false;
    bool quiet = false;
    bool verbose = false;
};

/// Reads the command line, without the program's name. Throws `usage_error`.
options parse_options(const std::vector<std::string>& arguments);

}  // namespace ibmcloud_token
