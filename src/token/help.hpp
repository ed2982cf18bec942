#pragma once

#include <string_view>

namespace ibmcloud_token {

/// What `--help` prints.
std::string_view help_text();

/// What `--version` prints.
std::string_view version_text();

}  // namespace ibmcloud_token
