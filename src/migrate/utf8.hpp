#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ibmcloud_token::migrate {

/// True if all of `text` is UTF-8, as far as its lead and continuation bytes tell.
bool is_utf8(std::string_view text);

/// The number of characters in `text`, which is UTF-8.
std::size_t count_characters(std::string_view text);

/// The path of a file as it is, with bytes that are not UTF-8 or would move the cursor as `\x1B`.
std::string shown_path(std::string_view path);

}  // namespace ibmcloud_token::migrate
