#pragma once

#include <optional>
#include <string>

#include "core/access_token.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

/// The directory in which the CLI keeps its configuration; it may not exist. Empty if none of
/// IBMCLOUD_CONFIG_HOME, IBMCLOUD_HOME, BLUEMIX_HOME and HOME is set. The rule is that of IBM's
/// SDK, config_helpers/helpers.go.
std::string config_directory();

/// The token of the session that is logged in, as the CLI has stored it in `directory`. Nothing if
/// there is none that is well-formed, or if the configuration is not a regular file of the
/// effective user, is larger than 1 MiB, or can't be read.
std::optional<access_token> read_stored_token(const std::string& directory);

/// The lock that the CLI takes when it reads or writes its configuration file. While it is held, a
/// CLI that is stopped leaves a file that it can read: a JSON text. Holds no lock if the file does
/// not exist or can't be locked. Nothing if the CLI has the lock, or if the file is not whole.
std::optional<unique_fd> lock_whole_config(const std::string& directory);

}  // namespace ibmcloud_token
