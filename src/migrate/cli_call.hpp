#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/shell_reader.hpp"

namespace ibmcloud_token::migrate {

/// The words that all places have in common. A text without it has none.
constexpr std::string_view subcommand = "oauth-tokens";

/// How the CLI of a call is reached.
enum class cli_reach {
    here,     ///< The shell runs it.
    wrapped,  ///< Another program runs it: `docker run`, `ssh`, `sudo`.
};

/// A run of `ibmcloud iam oauth-tokens` at the beginning of a pipeline.
struct cli_call {
    cli_reach reach = cli_reach::here;
    std::size_t first_word = 0;  ///< The first that ibmcloud-token takes the place of.
    std::size_t name_word = 0;   ///< The name of the CLI.
    std::size_t end_word = 0;    ///< Behind the last argument.
    std::string path;            ///< as written, if the CLI is named by a path
    std::string name;            ///< `ibmcloud`, `bx`, …; empty if a variable names it
    bool is_json = false;
    bool is_quiet = false;         ///< It is asked to say less.
    std::size_t filter_count = 0;  ///< The stages behind it that are filters by their names.
};

/// The call that `pipe` begins with. Nothing if there is none, or if it is an argument of a program
/// that is not known to run its arguments.
std::optional<cli_call> find_call(const pipeline& pipe);

/// True if the word is one of the CLI's names, or a path that ends with one.
bool is_cli_name(std::string_view name);

/// `NAME=value` in front of a command.
bool is_assignment(std::string_view word);

/// The last part of a path.
std::string_view base_name(std::string_view path);

}  // namespace ibmcloud_token::migrate
