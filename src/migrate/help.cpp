#include "migrate/help.hpp"

namespace ibmcloud_token::migrate {

std::string_view help_text() {
    return R"(Usage: ibmcloud-token-migrate [OPTION]... [PATH]...
List the pipelines below each PATH (default: .) that cut a token out of what
`ibmcloud iam oauth-tokens` prints, and what is wrong with each of them.

What to do
      --diff            print the rewrites as a unified diff, change nothing
      --write           rewrite what is proved to be the same; list the rest
      --explain NAME    explain a rule: before, after, and what fails
What to look at
      --include GLOB, --exclude GLOB
                        only these files, all but these; repeatable
                        (default: what git tracks, else all but hidden and
                        vendored folders)
      --stdin-name NAME read standard input as if it were the file NAME
      --rule NAME, --no-rule NAME
                        only these rules, all but these; repeatable
How to say it
      --format FORM     text (default), github, sarif, checkstyle, json
  -h, --help, -V, --version

Rules: cut-text, cut-json, login-check, hidden-status, scheme-twice,
scheme-missing, raw-output, in-argument, to-file, other-language.
A comment `ibmcloud-token-migrate: ignore` on the line of a place hides it.

Rewrites need shfmt. Nothing that is found is run.
Exit status: 0 nothing found, or all of it rewritten; 1 findings are left;
64 wrong usage, 66 can't read a file, 69 shfmt is missing, 70 internal error,
71 system error, 73 can't replace a file, 74 can't write.

Examples
  ibmcloud-token-migrate
  ibmcloud-token-migrate --diff Makefile scripts
  ibmcloud-token-migrate --write && git diff
)";
}

std::string_view version_text() {
    return "ibmcloud-token-migrate " IBMCLOUD_TOKEN_VERSION "\n";
}

std::string explanation(rule id) {
    const rule_text& text = text_of(id);
    return std::string(text.name) + ": " + std::string(text.summary) + "\n\n" +
           std::string(text.why);
}

}  // namespace ibmcloud_token::migrate
