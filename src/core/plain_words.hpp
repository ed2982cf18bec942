#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// A part of a token is secret if it has this many characters.
constexpr std::size_t shortest_secret = 12;

/// True if `run` consists of words and short numbers with `.`, `-`, `_` or `/` between them, as a
/// path, the name of a host or an option does, also with the `=` of an option behind it. One random
/// string of twelve base64url characters in 3000 looks like that, and fewer of longer ones.
bool is_plain_words(std::string_view run);

/// True if a run of token characters can be a token or a part of one: it is long and not plain
/// words.
bool is_secret_run(std::string_view run);

}  // namespace ibmcloud_token
