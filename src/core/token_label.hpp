#pragma once

#include <string_view>

namespace ibmcloud_token {

enum class token_kind { iam, uaa };

/// The kind of the credentials behind `label`, which is the text before them on their line. The
/// last part of the label counts: the text behind the last `|`, `]`, `>` or `: ` before the label's
/// own colon. In this one the first part is the name of a container:
///
///     uaa-1  | IAM token:
///
/// If the last part has neither the word UAA nor the word IAM, the whole label counts.
token_kind kind_of_label(std::string_view label);

/// True if `text` ends in the words `IAM token`, in any case, and a colon.
bool ends_in_iam_label(std::string_view text);

}  // namespace ibmcloud_token
