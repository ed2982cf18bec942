#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// The options that were given, by their long names, and the command after them.
class command_line {
public:
    /// Reads the arguments of the program, without its own name. Error: `usage`.
    static result<command_line> parse(const std::vector<std::string>& arguments);

    [[nodiscard]] bool has(std::string_view option) const;

    /// All values of an option; none if it was not given or takes none.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;

    /// The value of an option that can be given only once.
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;

    /// COMMAND and its arguments; empty if there is none.
    [[nodiscard]] const std::vector<std::string>& command() const { return command_; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> options_;
    std::vector<std::string> command_;
};

/// True if --quiet is among `arguments`, even if they can't be parsed.
bool asks_for_quiet(const std::vector<std::string>& arguments);

}  // namespace ibmcloud_token
