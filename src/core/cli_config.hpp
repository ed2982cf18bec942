#pragma once

#include <optional>
#include <string_view>

#include "core/access_token.hpp"

/// `config.json`, in which the CLI keeps its session: endpoints, the account, the IAM token and a
/// refresh token.
namespace ibmcloud_token {

/// True if `bytes` is one JSON text. While the CLI writes the file, it is not.
bool is_whole_config(std::string_view bytes);

/// The access token in the member `IAMToken` of the outermost object, with or without `Bearer`.
/// Nothing if `bytes` is not JSON or if that member is not an access token. Inner objects are
/// ignored: they can hold tokens of other sessions.
std::optional<access_token> stored_token(std::string_view bytes);

}  // namespace ibmcloud_token
