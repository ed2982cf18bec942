#include "token/help.hpp"

namespace ibmcloud_token {

std::string_view help_text() {
    return R"(Usage: ibmcloud-token [OPTION]...
       ibmcloud-token [OPTION]... -- COMMAND [ARGUMENT]...
Run `ibmcloud iam oauth-tokens` and write the access token to standard output,
or pass it to COMMAND. Without a usable token, write nothing, do not start
COMMAND, and exit with a status that says why.

Output
  -f, --format FORM       bare (default)  eyJ...
                          bearer          Bearer eyJ...
                          header          Authorization: Bearer eyJ...
                          json            one object: the token and its claims
                          claims          the decoded header and claims
                          expiry          expiry time, seconds since 1970
                          sh, fish, csh, powershell, dotenv, github
                                          variable assignments, see --env
      --bare, --bearer, --header, --json
                          short for --format
      --token iam|uaa     which token to take (default iam)
  -o, --output FILE       replace FILE in one step, mode 0600
  -n, --no-newline        leave out the final newline
      --check             write nothing; the exit status is the answer
Passing the token to COMMAND
      --env NAME[=FORM]   set a variable; repeatable (default IAM_TOKEN=bare)
      --stdin             write the token to the standard input of COMMAND
      /dev/fd/token       in an ARGUMENT: a file that only COMMAND can read
Requirements on the token
      --min-ttl DURATION  minimum lifetime left (default 10s; 0 for any)
      --account ID        account that the token must belong to
Source of the token
  -i, --input FILE        read captured output, do not run the CLI; - is stdin
      --cli PATH          CLI to run (default $IBMCLOUD_TOKEN_CLI or ibmcloud)
      --timeout DURATION  time limit for the CLI (default 120s)
      --reuse             take the token that the CLI has stored, if valid
      --no-reuse          always run the CLI
Messages on standard error
  -q, --quiet             no messages
  -v, --verbose           also show what was run and printed, secrets masked
  -h, --help, -V, --version

DURATION is a whole number with s (default), m or h.
Exit status: 0 success, 64 wrong usage, 65 no usable token in the output,
66 can't read the input, 69 CLI failed, 70 internal error, 71 system error,
73 can't create the output file, 74 can't write, 75 try again later, 77 log in,
78 wrong account or configuration, 126 can't execute, 127 command not found.

Examples
  token=$(ibmcloud-token) || exit
  ibmcloud-token --header -- curl -H @/dev/fd/token https://example.com/
  ibmcloud-token --reuse --env IC_IAM_TOKEN=bearer -- terraform plan
)";
}

std::string_view version_text() {
    return "ibmcloud-token " IBMCLOUD_TOKEN_VERSION "\n";
}

}  // namespace ibmcloud_token
