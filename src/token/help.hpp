#pragma once

#include <string_view>

namespace ibmcloud_token {

/// The text of --help.
std::string_view help_text();

/// The text of --version.
std::string_view version_text();

}  // namespace ibmcloud_token
