#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

#include "core/forms.hpp"
#include "core/token_search.hpp"

namespace ibmcloud_token {

/// What the user asked for, checked.
struct options {
    bool help = false;
    bool version = false;
    const form* output_form = nullptr;
    token_kind kind = token_kind::iam;
    std::optional<std::string> input;   ///< instead of a run of the CLI
    std::optional<std::string> output;  ///< a file, instead of standard output
    bool newline = true;
    std::chrono::seconds min_ttl{};
    bool needs_lifetime = false;  ///< `min_ttl` was asked for, and is more than 0
    std::optional<std::string> account;
    bool check = false;
    std::chrono::seconds timeout{};
    std::optional<std::string> cli;
    bool quiet = false;
    bool verbose = false;
};

/// A command line that can't be followed; `what()` says why, in one line.
class usage_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Throws `usage_error`.
options parse_options(int argc, const char* const argv[]);

}  // namespace ibmcloud_token
