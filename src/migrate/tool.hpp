#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/failure.hpp"

namespace ibmcloud_token::migrate {

struct tool_output {
    int status = 0;  ///< of exit; not 0 if a signal ended it
    std::string output;
};

/// The program called `name` in a folder of PATH that is an absolute path; nothing if there is
/// none.
std::optional<std::string> find_tool(const std::string& name);

/// Runs the program at `path` with `input` on its standard input and its messages dropped, and
/// returns what it writes. Errors: `system_refused`, also if it does not end within a minute.
result<tool_output> run_tool(const std::string& path, const std::vector<std::string>& arguments,
                             const std::string& input);

}  // namespace ibmcloud_token::migrate
