#pragma once

#include <string>
#include <string_view>

#include "core/claims.hpp"
#include "core/failure.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {

/// An OAuth 2.0 access token (RFC 6749 §1.4) of IBM Cloud IAM, which is a JWT. Only `parse` makes
/// one, so an object of this class needs no further check. The signature is not verified: that is
/// up to the service that the token is for.
class access_token {
public:
    /// Reads all of `text` as a token, without `Bearer`. Errors: `malformed_token`,
    /// `token_cut_short`, `unknown_algorithm`, `refresh_token`.
    static result<access_token> parse(std::string_view text);

    /// The token as it was written: base64url and two dots.
    [[nodiscard]] std::string_view text() const { return text_.view(); }

    /// The JOSE header and the claims set (RFC 7519 §7.2) as they were written: a JSON object each.
    /// Neither is secret without the signature.
    [[nodiscard]] const std::string& header() const { return header_; }
    [[nodiscard]] const std::string& claims_set() const { return claims_set_; }

    /// The algorithm of the signature (RFC 7515 §4.1.1), known to `find_signature_lengths`.
    [[nodiscard]] const std::string& alg() const { return alg_; }

    [[nodiscard]] const claims& known_claims() const { return known_claims_; }

private:
    access_token() = default;

    secret text_;
    std::string header_;
    std::string claims_set_;
    std::string alg_;
    claims known_claims_;
};

}  // namespace ibmcloud_token
