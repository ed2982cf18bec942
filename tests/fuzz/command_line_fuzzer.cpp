// A command line is accepted, or refused in one printable line.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/printable.hpp"
#include "fuzz.hpp"
#include "token/options.hpp"

namespace ibmcloud_token::fuzz {
namespace {

/// Arguments end with NUL, as in /proc/self/cmdline.
std::vector<std::string> split_arguments(std::string_view text) {
    std::vector<std::string> arguments;
    while (!text.empty()) {
        const std::size_t end = text.find('\0');
        arguments.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return arguments;
}

void check_variables(const std::vector<variable>& variables) {
    for (const auto& [name, value] : variables) {
        require(is_variable_name(name));
        require(value != nullptr);
    }
}

/// COMMAND is everything that follows `--`, and always gets the token.
void check_command(const to_command& command, const std::vector<std::string>& arguments) {
    require(command.words.size() < arguments.size());
    const auto first = arguments.end() - static_cast<std::ptrdiff_t>(command.words.size());
    require(std::equal(command.words.begin(), command.words.end(), first));
    require(*(first - 1) == "--");
    require(command.has_input || command.has_file || !command.variables.empty());
    check_variables(command.variables);
}

void check_options(const options& asked, const std::vector<std::string>& arguments) {
    require(asked.required.min_ttl.count() >= 0);
    require(!asked.required.needs_lifetime || asked.required.min_ttl.count() > 0);
    if (const auto* const cli = std::get_if<from_cli>(&asked.source)) {
        require(cli->timeout.count() > 0);
        require(!cli->cli || !cli->cli->empty());
    }
    if (const auto* const command = std::get_if<to_command>(&asked.destination)) {
        check_command(*command, arguments);
    }
    if (const auto* const file = std::get_if<to_file>(&asked.destination)) {
        require(!file->path.empty());
    }
}

void check_failure(const failure& refused) {
    require(refused.cause() == errc::usage || refused.cause() == errc::github_env_unset);
    const std::string text = message(refused);
    require(!text.empty());
    require(without_controls(text) == text);
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const auto arguments = fuzz::split_arguments(fuzz::as_text(data, size));
    const auto line = command_line::parse(arguments, token_syntax);
    const auto asked = line.has_value() ? read_options(*line) : line.error();
    if (asked.has_error()) {
        fuzz::check_failure(asked.error());
    } else {
        fuzz::require(!(line->has("quiet") && line->has("verbose")));
        fuzz::check_options(*asked, arguments);
    }
    return 0;
}
