#pragma once

#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token::login {

/// What the user can do about `cause`, in the imperative; empty if there is no advice that helps.
/// It takes the place of `hint`, which tells the user of another program to log in.
std::string_view advice(errc cause);

}  // namespace ibmcloud_token::login
