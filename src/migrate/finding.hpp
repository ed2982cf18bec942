#pragma once

#include <string>
#include <vector>

#include "migrate/mapped_text.hpp"
#include "migrate/rules.hpp"

namespace ibmcloud_token::migrate {

/// A place in a file that should be changed.
struct finding {
    rule id = rule::cut_text;
    text_range range;         ///< of the pipeline, in the file
    std::size_t at = 0;       ///< where the name of the CLI stands in the file
    std::string advice;       ///< what to write, or why nothing is written
    std::vector<edit> edits;  ///< of the file; none if a person has to do it

    [[nodiscard]] bool can_be_rewritten() const { return !edits.empty(); }

    /// The edits, as changes of the fragment with this number.
    std::size_t fragment_number = 0;
    std::vector<edit> shell_edits;
};

}  // namespace ibmcloud_token::migrate
