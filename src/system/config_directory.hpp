#pragma once

#include <optional>
#include <string>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// The directory in which the CLI keeps its configuration; it may not exist. Empty if none of
/// IBMCLOUD_CONFIG_HOME, IBMCLOUD_HOME, BLUEMIX_HOME and HOME is set. The rule is that of IBM's
/// SDK, config_helpers/helpers.go.
std::string config_directory();

/// The content of the CLI's configuration file in `directory`. Nothing if it is not a regular file
/// of the effective user, is larger than 1 MiB, or can't be read.
std::optional<secret> read_config(const std::string& directory);

/// True if a CLI that is stopped now leaves a configuration that it can read: the file is a JSON
/// text, or does not exist.
bool is_config_whole(const std::string& directory);

}  // namespace ibmcloud_token
