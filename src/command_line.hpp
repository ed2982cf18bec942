#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token {

/// A command line that can't be followed; `what()` says why, in one line.
class usage_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// True if `--quiet` is among `arguments`, which may make no sense otherwise.
bool asks_for_quiet(const std::vector<std::string>& arguments);

/// The options that were given, by their long names, and the command after them.
class command_line {
public:
    /// Reads the arguments of the program, without its own name. Throws `usage_error`.
    explicit command_line(const std::vector<std::string>& arguments);

    [[nodiscard]] bool has(std::string_view option) const;

    /// The values of an option that may be repeated.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;

    /// The value of an option that may not be repeated or empty. Throws `usage_error`.
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;

    /// COMMAND and its arguments; empty if there is none.
    [[nodiscard]] const std::vector<std::string>& command() const { return command_; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> options_;
    std::vector<std::string> command_;
};

}  // namespace ibmcloud_token
