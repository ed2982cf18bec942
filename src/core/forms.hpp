#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {

/// Formats a token, without a final newline. `now` is in seconds since the Epoch. The form `expiry`
/// fails with `unknown_lifetime` if the token has no `exp`.
using form_writer = result<secret> (*)(const access_token& token, std::int64_t now);

/// A form in which a token is handed over.
struct form {
    std::string_view name;
    form_writer write;
};

/// The form called `name`; null if there is none.
const form* find_form(std::string_view name);

/// The names of all forms, separated by commas.
std::string form_names();

}  // namespace ibmcloud_token
