#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {

/// Writes a token, without a final newline. `now` is in seconds since the Epoch. Error:
/// `unknown_lifetime`, if the form is about nothing else.
using form_writer = result<secret> (*)(const access_token& token, std::int64_t now);

/// A way to hand over a token.
struct form {
    std::string_view name;
    form_writer write;
};

/// The form called `name`; null if there is none.
const form* find_form(std::string_view name);

/// The names of all forms, as a message lists them.
std::string form_names();

}  // namespace ibmcloud_token
