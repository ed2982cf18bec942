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

    /// The tree of `shell`. Nothing if shfmt refuses it, or has failed.
    [[nodiscard]] std::optional<syntax_tree> parse(const std::string& shell);

    /// Why shfmt could not be run: what has been found since then is not to be relied on.
    [[nodiscard]] const std::optional<failure>& error() const { return failure_; }

private:
    std::optional<std::string> path_;
    std::optional<failure> failure_;
};

}  // namespace ibmcloud_token::migrate
