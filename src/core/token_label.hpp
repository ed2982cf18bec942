#pragma once

#include <string_view>

namespace ibmcloud_token {

enum class token_kind { iam, uaa };

/// The kind of the credentials that stand behind `label` on their line. The last part of the label
/// counts, which begins behind the last `|`, `]`, `>` or `: ` before the label's own colon: it
/// tells what a log or a container is called from what the token is called, as in
///
///     uaa-1  | IAM token:
///
/// If the last part has neither the word UAA nor the word IAM, the whole label is looked at.
token_kind kind_of_label(std::string_view label);

/// True if `text` ends in the words `IAM token`, in any case, and a colon.
bool ends_in_iam_label(std::string_view text);

}  // namespace ibmcloud_token
