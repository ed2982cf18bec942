#include "token/help.hpp"

namespace ibmcloud_token {

std::string_view help_text() {
    return R"(Usage: ibmcloud-token [OPTION]...
       ibmcloud-token [OPTION]... -- COMMAND [ARGUMENT]...
Run `ibmcloud iam oauth-tokens` and write the access token, or say why not.
With COMMAND, become that command, with the token at hand.

What to write
  -f, --format FORM       bare (default)  eyJ...
                          bearer          Bearer eyJ...
                          header          Authorization: Bearer eyJ...
                          json            the token and what is known of it
                          claims          its decoded header and claims
                          expiry          seconds since 1970 when it expires
                          sh, fish, csh, powershell, dotenv, github
                                          variables (--env)
      --bare, --bearer, --header, --json
                          short for --format
      --token iam|uaa     which token; iam is the default
  -o, --output FILE       write to FILE, in one step, mode 0600
  -n, --no-newline        no newline at the end
      --check             write nothing; the exit status says if there is one
How COMMAND gets it
      --env NAME[=FORM]   in this variable; repeatable (default IAM_TOKEN=bare)
      --stdin             on its standard input
      {} in an ARGUMENT   in a file that only COMMAND can read
Which tokens will do
      --min-ttl DURATION  one with this much life left (default 10s; 0: any)
      --account ID        one for this account
Where it comes from
  -i, --input FILE        captured output, not a run of the CLI; - is stdin
      --cli PATH          the CLI to run; else $IBMCLOUD_TOKEN_CLI, or ibmcloud
      --timeout DURATION  for the whole of its run (default 120s)
      --cache, --no-cache keep the token for the next callers, or do not
What is said on standard error
  -q, --quiet             nothing
  -v, --verbose           also what was run and seen, secrets masked
  -h, --help, -V, --version

DURATION is a whole number with s (default), m or h.
Exit status: 0 there is a token, 64 wrong usage, 65 no usable token in the
output, 66 no input, 69 the CLI failed, 70 a fault of this program,
71 the system refused, 73 can't create the output file, 74 can't write,
75 try again later, 77 log in, 78 no home or another account,
126 the CLI or COMMAND can't be executed, 127 it was not found.
)";
}

std::string_view version_text() {
    return "ibmcloud-token " IBMCLOUD_TOKEN_VERSION "\n";
}

}  // namespace ibmcloud_token
