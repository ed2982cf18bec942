#pragma once

#include <string_view>

#include "core/secret.hpp"

namespace ibmcloud_token::login {

/// Replaces `hidden` in `text`, which is plain text (`plain_text`), with `name`, also where blanks,
/// ends of lines, control characters or characters outside of US-ASCII are in between. A beginning
/// of `hidden` at the end of the text, which was cut there, is replaced from
/// `shortest_secret` characters on. Linear in time.
void replace_secret(secret& text, std::string_view hidden, std::string_view name);

}  // namespace ibmcloud_token::login
