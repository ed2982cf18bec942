#include "migrate/rules.hpp"

#include <algorithm>

namespace ibmcloud_token::migrate {
namespace {

constexpr std::array<rule_text, 10> rules = {{
    {rule::cut_text, "cut-text", "nothing and status 0 when nobody is logged in",
     "a filter cuts the token out of the CLI's text",
     R"text(The filter takes a word by its place. A pipeline's status is that of the filter, which is 0 whatever
the CLI said. When nobody is logged in, the value is empty, or a word of an error message, and the
script goes on with it. A UAA line, a notice, colour or a translated label gives another value.

    before    T=$(ibmcloud iam oauth-tokens | awk '{print $4}')
    after     T=$(ibmcloud-token) || exit

ibmcloud-token finds the token by its shape, checks it, and writes it, or writes nothing and ends
with a status that says why.
)text"},
    {rule::cut_json, "cut-json", "`null` or nothing, and status 0, when nobody is logged in",
     "a filter cuts the token out of the CLI's JSON",
     R"text(The pipeline's status is that of jq, and jq ends with 0 when its input is empty or has no such
member: the value is empty or the word `null`.

    before    T=$(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)
    after     T=$(ibmcloud-token --bearer) || exit

`iam_token` has the word `Bearer` in it; that is what --bearer writes.
)text"},
    {rule::login_check, "login-check",
     "the CLI's status does not tell whether there is a usable token",
     "the CLI is run to see whether somebody is logged in",
     R"text(The CLI can end with 0 and have printed no token, or one that expires in a moment.

    before    ibmcloud iam oauth-tokens >/dev/null 2>&1 || ibmcloud login
    after     ibmcloud-token --check --quiet || ibmcloud login

In a loop, where nothing looks at the status, the call may be there to keep a session alive: such a
place is named and not rewritten.
)text"},
    {rule::hidden_status, "hidden-status", "the status of $(...) is lost",
     "a builtin's status takes the place of the command's",
     R"text(The status of `export X=$(...)` is that of export, and export does not fail. The same holds for local,
readonly, declare and typeset, and for `echo "$(...)"`. `set -e` does not help.

    before    export T=$(ibmcloud iam oauth-tokens | awk '{print $4}')
    after     T=$(ibmcloud-token) || exit
              export T

ShellCheck names such places as SC2155.
)text"},
    {rule::scheme_twice, "scheme-twice",
     "the value begins with `Bearer` and stands behind `Bearer`", "a header says `Bearer Bearer`",
     R"text(The member `iam_token`, and some filters, give `Bearer eyJ...`. Behind another `Bearer` the header is
wrong, though some services take it.

    before    -H "Authorization: Bearer $(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)"
    meant     -H "Authorization: Bearer $(ibmcloud-token)"

That is another header than before, so nobody but you can decide it: the place is named and never
rewritten.
)text"},
    {rule::scheme_missing, "scheme-missing",
     "the header has no `Bearer`, and an empty value passes for one",
     "a header holds a token without its scheme",
     R"text(RFC 6750 wants `Authorization: Bearer eyJ...`. Some of IBM's services take a token alone.

    before    -H "Authorization: $T"        with T=$(ibmcloud iam oauth-tokens | awk '{print $4}')
    after     -H "Authorization: $T"        with T=$(ibmcloud-token) || exit
    perhaps   -H "Authorization: $T"        with T=$(ibmcloud-token --bearer) || exit

The rewrite keeps the header as it is. Look whether your service wants the scheme.
)text"},
    {rule::raw_output, "raw-output", "all that the CLI prints is taken for a value",
     "the CLI's whole output is a value, and is cut later",
     R"text(What follows cuts the token out of the variable or file, in steps that are not one pipeline. Nobody
but you can see that nothing else uses the output.

    before    ALL=$(ibmcloud iam oauth-tokens)
              T=$(echo "$ALL" | awk '{print $4}')
    after     T=$(ibmcloud-token) || exit
)text"},
    {rule::in_argument, "in-argument",
     "the token is an argument, which others can read, and may be empty",
     "the token is an argument of a command",
     R"text(Everybody on the machine can read the arguments of a process, and the status of $(...) in an argument
is lost: the command runs without a token.

    before    curl -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" URL
    after     ibmcloud-token --header -- curl -H @/dev/fd/token URL

-H @FILE needs curl 7.55 or newer. Other commands get the token from a variable that is set before
them, so that they do not start without one; --stdin and --env keep it out of the arguments, too.
)text"},
    {rule::to_file, "to-file", "the file is emptied when nobody is logged in",
     "the token is written to a file by the shell",
     R"text(The shell empties the file before anything runs, and others may read it.

    before    ibmcloud iam oauth-tokens | awk '{print $4}' > token
    after     ibmcloud-token --output token

--output writes in one step, for the owner alone, and leaves the file as it was on any failure.
)text"},
    {rule::other_language, "other-language", "the program cuts the token out by itself",
     "a program runs the CLI and reads its output",
     R"text(The program takes a word or a member of the output, and often looks at no status.

    before    out = subprocess.run("ibmcloud iam oauth-tokens", shell=True, ...).stdout.split()[3]
    after     out = subprocess.run(["ibmcloud-token"], check=True, ...).stdout.strip()

    Go        out, err := exec.Command("ibmcloud-token").Output()
    Node      execFileSync('ibmcloud-token', {encoding: 'utf8'}).trim()
    PowerShell  $t = ibmcloud-token; if ($LASTEXITCODE) { exit $LASTEXITCODE }
)text"},
}};

}  // namespace

const std::array<rule_text, 10>& all_rules() {
    return rules;
}

const rule_text& text_of(rule id) {
    return rules.at(static_cast<std::size_t>(id));
}

const rule_text* find_rule(std::string_view name) {
    const auto* const found = std::find_if(
        rules.begin(), rules.end(), [&](const rule_text& each) { return each.name == name; });
    return found == rules.end() ? nullptr : found;
}

}  // namespace ibmcloud_token::migrate
