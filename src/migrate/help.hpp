#pragma once

#include <string>
#include <string_view>

#include "migrate/rules.hpp"

namespace ibmcloud_token::migrate {

std::string_view help_text();

std::string_view version_text();

/// What --explain writes about a rule.
std::string explanation(rule id);

}  // namespace ibmcloud_token::migrate
