#pragma once

#include <string_view>

#include "core/access_token.hpp"
#include "core/failure.hpp"
#include "core/token_label.hpp"

/// The output of `ibmcloud iam oauth-tokens`, in all the shapes that its releases, its languages
/// and the programs around it have given it.
namespace ibmcloud_token {

/// The one token of `kind` in `text`, which is plain (`plain_text`). A token is
///
///   - credentials (RFC 9110 §11.4): `Bearer` in any case, blanks, and a b64token that ends at a
///     blank or at the end of the line. The label before them tells the kind (fixtures/iam,
///     fixtures/iam-and-uaa);
///   - a JWT alone on its line, or with only `IAM token:` before it: IAM;
///   - a string without escapes behind `"iam_token":` or `"uaa_token":`, with or without `Bearer`,
///     whether the text around it is JSON or not;
///   - likewise behind `"access_token":`, if nothing else in the text is a token and if its claims
///     hold `iam_id`. So IAM's own replies are read, and the tokens of other services are not.
///
/// Errors: `no_token`, or what is wrong with the candidates (see `access_token::parse`);
/// `token_wrapped`; `different_tokens`. Linear in time.
result<access_token> find_access_token(std::string_view text, token_kind kind);

}  // namespace ibmcloud_token
