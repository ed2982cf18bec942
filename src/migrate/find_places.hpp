#pragma once

#include <vector>

#include "migrate/finding.hpp"
#include "migrate/fragment.hpp"
#include "migrate/shell_parser.hpp"

namespace ibmcloud_token::migrate {

/// The places in `part`, in their order, each with its rewrite if there is one.
std::vector<finding> find_places(const fragment& part, shell_parser& parser);

}  // namespace ibmcloud_token::migrate
