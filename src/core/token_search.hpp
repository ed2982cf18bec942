#pragma once

#include <string_view>

#include "core/access_token.hpp"
#include "core/failure.hpp"

/// The output of `ibmcloud iam oauth-tokens`, in all the shapes that its releases, its languages
/// and what people wrap around it have given it.
namespace ibmcloud_token {

enum class token_kind { iam, uaa };

/// The one token of `kind` in `text`, which is plain (`plain_text`). Tokens stand in
///
///   - credentials (RFC 9110 §11.4): `Bearer` in any case, blanks, a b64token up to a blank or the
///     line's end. The label before them, which begins with the line or after the JWT before it,
///     says of which kind they are: UAA if it holds that word, else IAM (fixtures/iam,
///     fixtures/iam-and-uaa);
///   - a line that is nothing but a JWT: IAM (`ibmcloud iam bearer-token`);
///   - a JSON object's members `iam_token` and `uaa_token`, with or without `Bearer`.
///
/// What stands there and is no token is passed over. Errors: `no_token`, or what was wrong with the
/// things passed over (see `access_token::parse`); `different_tokens`. Linear in time.
result<access_token> find_access_token(std::string_view text, token_kind kind);

}  // namespace ibmcloud_token
