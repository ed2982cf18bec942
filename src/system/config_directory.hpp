#pragma once

#include <optional>
#include <string>

#include "core/access_token.hpp"

namespace ibmcloud_token {

/// The directory in which the CLI keeps its configuration; it may not exist. Empty if none of
/// IBMCLOUD_CONFIG_HOME, IBMCLOUD_HOME, BLUEMIX_HOME and HOME is set. The rule is that of IBM's
/// SDK, config_helpers/helpers.go.
std::string config_directory();

/// The token of the session that is logged in, as the CLI has stored it in `directory`. Nothing if
/// there is none that is well-formed, or if the configuration is not a regular file of the
/// effective user, is larger than 1 MiB, or can't be read.
std::optional<access_token> read_stored_token(const std::string& directory);

/// True if the CLI's configuration file in `directory` is a JSON text or does not exist: a CLI that
/// is stopped now is not writing it.
bool is_config_whole(const std::string& directory);

}  // namespace ibmcloud_token
