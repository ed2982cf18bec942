#pragma once

#include <string_view>

namespace ibmcloud_token::login {

/// The output of `--help`.
std::string_view help_text();

/// The output of `--version`.
std::string_view version_text();

}  // namespace ibmcloud_token::login
