#pragma once

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// `text` with variables of the shell in place of `{{ … }}`, `{% … %}` and `<% … %>`.
mapped_text without_templates(const mapped_text& text);

/// `text` of Terraform's templates: `$${` and `%%{` are unescaped, and variables of the shell stand
/// in place of `${ … }` and `%{ … }`.
mapped_text without_terraform(const mapped_text& text);

/// `text` of a document with variables of the shell in place of `<what the reader fills in>`.
mapped_text without_placeholders(const mapped_text& text);

}  // namespace ibmcloud_token::migrate
