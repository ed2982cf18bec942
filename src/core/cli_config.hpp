#pragma once

#include <optional>
#include <string_view>

#include "core/access_token.hpp"

/// `config.json`, in which the CLI keeps its session: endpoints, the account, the IAM token and a
/// refresh token.
namespace ibmcloud_token {

/// True if `bytes` is one JSON text, so that the CLI was not in the middle of writing it.
bool is_whole_config(std::string_view bytes);

/// The member `IAMToken` of the outermost object, with or without `Bearer` before it. Nothing if
/// `bytes` is not JSON, or if that member is not an access token. Objects inside can hold tokens of
/// other sessions, so they are not looked at.
std::optional<access_token> stored_token(std::string_view bytes);

}  // namespace ibmcloud_token
