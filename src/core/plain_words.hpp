#pragma once

#include <cstddef>
#include <string_view>

namespace ibmcloud_token {

/// The length from which on a part of a token is secret.
constexpr std::size_t shortest_secret = 12;

/// True if `run` is words of a natural language or short numbers with `.`, `-`, `_` or `/` between
/// them, such as the name of a host or of an option. A random string of letters and digits is not.
bool is_plain_words(std::string_view run);

/// True if `run`, a run of token characters, can be a token or a part of one: it is long and is not
/// plain words.
bool is_secret_run(std::string_view run);

}  // namespace ibmcloud_token
