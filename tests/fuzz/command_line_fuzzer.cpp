// A command line is followed, or refused in one printable line.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "command_line.hpp"
#include "fuzz.hpp"
#include "options.hpp"

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

void check_options(const options& given) {
    const std::vector<bool> forms = {given.output_form != nullptr, given.output_shell != nullptr,
                                     given.to_github};
    require(std::count(forms.begin(), forms.end(), true) == 1);
    require(given.min_ttl.count() >= 0);
    require(given.timeout.count() > 0);
    require(!given.needs_lifetime || given.min_ttl.count() > 0);
    require(!(given.quiet && given.verbose));
    require(!given.input || !given.input->empty());
    require(!given.cli || !given.cli->empty());
    require(!given.input || !given.cli);
}

/// A command is all that follows `--`.
void check_command(const std::vector<std::string>& command,
                   const std::vector<std::string>& arguments) {
    if (!command.empty()) {
        require(command.size() < arguments.size());
        const auto first = arguments.end() - static_cast<std::ptrdiff_t>(command.size());
        require(std::equal(command.begin(), command.end(), first));
        require(*(first - 1) == "--");
    }
}

void check_message(std::string_view message) {
    require(!message.empty());
    require(is_printable_ascii(message));
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const auto arguments = fuzz::split_arguments(fuzz::as_text(data, size));
    try {
        const options given = parse_options(arguments);
        fuzz::check_options(given);
        fuzz::check_command(given.command, arguments);
    } catch (const usage_error& error) {
        fuzz::check_message(error.what());
    }
    return 0;
}
