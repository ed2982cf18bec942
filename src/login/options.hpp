#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/failure.hpp"
#include "core/requirements.hpp"
#include "login/credential.hpp"
#include "program/command_line.hpp"
#include "program/common_options.hpp"

namespace ibmcloud_token::login {

/// New attempts after failures of the network or of IBM's servers.
struct retry_plan {
    int count;
    std::chrono::seconds pause;  ///< before the first of them
};

/// What the user has asked for.
struct options {
    requirements required;
    login_method method;
    std::vector<std::string> arguments;  ///< of the CLI: `login` and what follows
    std::chrono::seconds timeout;
    retry_plan retries;
    bool is_quiet;
    bool is_verbose;
};

using request = std::variant<options, show_help, show_version>;

/// The options of ibmcloud-login.
extern const syntax login_syntax;

/// Reads the command line, without the program's name, and the environment. Error: `usage`.
result<request> parse_options(const std::vector<std::string>& arguments);

}  // namespace ibmcloud_token::login
