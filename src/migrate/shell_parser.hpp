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

    /// The tree of `shell`. Nothing if shfmt refuses it. Error: `system_refused`.
    [[nodiscard]] result<std::optional<syntax_tree>> parse(const std::string& shell) const;

private:
    std::optional<std::string> path_;
};

}  // namespace ibmcloud_token::migrate
