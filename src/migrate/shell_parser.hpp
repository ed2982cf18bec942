#pragma once

#include <optional>
#include <string>

#include "core/failure.hpp"
#include "migrate/syntax_tree.hpp"

namespace ibmcloud_token::migrate {

/// Parses shell by running shfmt.
class shell_parser {
public:
    /// Looks for shfmt on PATH.
    shell_parser();

    /// Without it nothing can be parsed.
    [[nodiscard]] bool is_available() const { return path_.has_value(); }

    /// True if it was not there when something was to be parsed.
    [[nodiscard]] bool was_missed() const { return was_missed_; }

    /// The tree of `shell`. Nothing if shfmt refuses it, or has failed.
    [[nodiscard]] std::optional<syntax_tree> parse(const std::string& shell);

    /// Why shfmt could not be run: what has been found since then is not to be relied on.
    [[nodiscard]] const std::optional<failure>& error() const { return failure_; }

private:
    std::optional<std::string> path_;
    std::optional<failure> failure_;
    bool was_missed_ = false;
};

}  // namespace ibmcloud_token::migrate
