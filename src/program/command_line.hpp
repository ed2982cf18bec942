#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/failure.hpp"

namespace ibmcloud_token {

enum class option_kind { flag, value, list };

/// An option that a program knows.
struct known_option {
    const char* names;  ///< `format,f`, `min-ttl`, or `-r` if it has no long name
    option_kind kind;
};

/// The arguments that a program accepts.
struct syntax {
    std::span<const known_option> options;
    bool has_command;           ///< a COMMAND may follow, after `--`
    bool has_operands = false;  ///< arguments that belong to no option are accepted
};

/// The options that were given and the command after them. An option goes by its long name, or by
/// its letter with a dash if it has no other: `min-ttl`, `-r`.
class command_line {
public:
    /// Reads the arguments of a program, without its own name. Error: `usage`.
    static result<command_line> parse(const std::vector<std::string>& arguments,
                                      const syntax& accepted);

    [[nodiscard]] bool has(std::string_view option) const;

    /// All values of an option; none if it was not given or takes none.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;

    /// The value of an option that can be given only once.
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;

    /// COMMAND and its arguments; empty if there is none.
    [[nodiscard]] const std::vector<std::string>& command() const { return command_; }

    /// The arguments that belong to no option, in their order.
    [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> options_;
    std::vector<std::string> command_;
    std::vector<std::string> operands_;
};

/// The option as a user types it: `--min-ttl`, `-r`.
std::string typed_name(std::string_view option);

/// True if --quiet is among `arguments`, even if they can't be parsed.
bool asks_for_quiet(const std::vector<std::string>& arguments, const syntax& accepted);

}  // namespace ibmcloud_token
