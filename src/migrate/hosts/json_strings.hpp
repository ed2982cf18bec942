#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// Appends the string of JSON whose opening quotation mark is at `at`, decoded, and returns where
/// it ends.
std::size_t append_json_string(const mapped_text& source, std::size_t at, mapped_text& decoded);

using string_taker = std::function<void(const std::vector<std::string>& path, std::size_t at)>;

/// Calls `take` for each string that is a value in `source`, with the keys above it (an index is
/// `-`) and where its quotation mark stands.
void for_each_json_string(const mapped_text& source, const string_taker& take);

/// How text is written in a string of JSON.
constexpr std::array<escape, 3> json_escapes = {{{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}}};

}  // namespace ibmcloud_token::migrate
