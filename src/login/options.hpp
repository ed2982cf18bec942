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
    std::chrono::seconds timeout;
    retry_plan retries;
    login_method method;
    std::vector<std::string> arguments;  ///< of the CLI: `login` and what follows
};

/// The options of ibmcloud-login.
extern const syntax login_syntax;

/// Reads the options and the environment. Error: `usage`.
result<options> read_options(const command_line& line);

}  // namespace ibmcloud_token::login
