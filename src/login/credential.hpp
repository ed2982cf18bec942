#pragma once

#include <string_view>
#include <utility>
#include <variant>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "core/verdict.hpp"
#include "system/environment.hpp"

namespace ibmcloud_token::login {

constexpr const char* api_key_variable = "IBMCLOUD_API_KEY";
constexpr const char* old_api_key_variable = "BLUEMIX_API_KEY";
constexpr const char* cr_token_variable = "IBMCLOUD_CR_TOKEN";

/// No option and no variable says how to log in.
struct no_method {};

/// With a secret: an API key, or the token of a compute resource.
struct with_secret {
    const char* variable;  ///< in which `ibmcloud login` finds it
    const char* origin;    ///< the option or the variable that names it
    secret given;          ///< the secret itself, or `@` and the path of a file that holds it
};

/// As a virtual server instance, whose identity the CLI asks its host for.
struct as_instance {};

/// With a one-time passcode, at a terminal.
struct with_passcode {};

using login_method = std::variant<no_method, with_secret, as_instance, with_passcode>;

/// A secret in the form in which `ibmcloud login` takes it: in its environment.
class credential {
public:
    /// Reads the secret. Its file holds the secret alone, or, for an API key, the JSON that
    /// `ibmcloud iam api-key-create --file` writes. Errors: `no_credential`, `unreadable_input`.
    static result<credential> read(const login_method& method);

    /// Adds this credential to the environment of `ibmcloud login`.
    void add_to(child_environment& environment) const;

    /// Replaces the secret in what the CLI printed, since it need not look like one.
    void hide_in(cli_output& seen) const;

private:
    credential(std::string_view variable, secret value)
        : variable_(variable),
          value_(std::move(value)) {}

    std::string_view variable_;  ///< empty if there is no secret
    secret value_;
};

/// Removes every credential from this process's environment, so that of all that it starts only
/// `ibmcloud login` gets one.
void withhold_credentials();

}  // namespace ibmcloud_token::login
