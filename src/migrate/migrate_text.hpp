#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/finding.hpp"
#include "migrate/shell_parser.hpp"

namespace ibmcloud_token::migrate {

/// True for the rules that were asked for.
using rule_filter = std::function<bool(rule)>;

/// Whether new text is parsed once more. Starting the parser takes nearly all of the time.
enum class verification { cut_again, parse_again };

struct migrated_text {
    std::vector<finding> findings;  ///< in the text as it was
    std::string text;               ///< with all rewrites
    std::vector<finding> left;      ///< in the text as it is then
};

/// Finds the places in `text`, a file called `path`, and rewrites those that can be. A rewrite is
/// made only if the new text, cut again, shows the shell that was meant, and nothing else has
/// changed. If `parser` has an error then, the result is not to be relied on.
migrated_text migrate_text(const std::string& path, std::string_view text, shell_parser& parser,
                           const rule_filter& is_wanted,
                           verification verified_by = verification::parse_again);

}  // namespace ibmcloud_token::migrate
