#pragma once

#include <string_view>
#include <vector>

#include "migrate/mapped_text.hpp"
#include "migrate/shell_reader.hpp"

namespace ibmcloud_token::migrate {

/// A call in a string or heredoc of the script, which another shell runs.
struct quoted_place {
    text_range range;
    bool is_cut = true;  ///< Filters cut its output.
    bool is_json = false;
    std::string_view reason;
};

/// Finds calls in `bash -c "…"`, `alias x='…'`, `ssh host "…"`, variables that hold a command, and
/// scripts that are written from heredocs. Messages and usage texts are none of these.
std::vector<quoted_place> find_quoted(std::string_view shell, const shell_reading& reading);

}  // namespace ibmcloud_token::migrate
