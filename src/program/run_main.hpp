#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/failure.hpp"
#include "program/command_line.hpp"
#include "system/caller.hpp"
#include "system/messages.hpp"

namespace ibmcloud_token {

/// Runs a program with its arguments, without its own name, and returns the exit status.
using program_function = int (*)(const std::vector<std::string>& arguments,
                                 const caller_state& caller);

/// The body of `main` of the program `name`: prepares this process and reports what `run` throws.
int run_main(std::string_view name, int argc, char** argv, program_function run);

/// A program that takes --help, --version, --quiet and --verbose, and carries out the rest.
struct program {
    std::string_view name;
    const syntax& accepted;
    std::string_view help;
    std::string_view version;
    /// Reads the options and does what they ask for.
    result<void> (*carry_out)(const command_line& line, const caller_state& caller,
                              const messages& log);
    /// The hint for a cause, as `hint` in core returns it.
    std::string_view (*advice)(errc cause);
};

/// Runs `program` with `arguments`, without its own name, and returns the exit status.
int run(const program& program, const std::vector<std::string>& arguments,
        const caller_state& caller);

}  // namespace ibmcloud_token
