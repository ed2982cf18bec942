#pragma once

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// `outer` with variables of the shell in place of `{{ … }}`, `{% … %}` and `<% … %>`.
mapped_text without_templates(const mapped_text& outer);

/// `outer`, of Terraform's templates: `$${` and `%%{` are unescaped, and variables of the shell
/// stand in place of `${ … }` and `%{ … }`.
mapped_text without_terraform(const mapped_text& outer);

/// `outer`, of a document, with variables of the shell in place of `<what the reader fills in>`.
mapped_text without_placeholders(const mapped_text& outer);

}  // namespace ibmcloud_token::migrate
