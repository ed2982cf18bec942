#include "login/help.hpp"

namespace ibmcloud_token::login {

std::string_view help_text() {
    return R"(Usage: ibmcloud-login [OPTION]...
Log in to IBM Cloud, unless the present login has a token that meets the
requirements. Say whose login it is, for which account, and for how long.

Requirements on the token
      --min-ttl DURATION  minimum lifetime left (default 5m; 0 for any)
      --account ID        account that the token must belong to; -c with the ID
                          of an account implies it
Credential (default $IBMCLOUD_API_KEY, or else $IBMCLOUD_CR_TOKEN)
      --apikey @FILE      API key in FILE
      --cr-token @FILE    token of a compute resource in FILE
      --vpc-cri           identity of this virtual server instance
      --profile PROFILE   trusted profile, for --cr-token and --vpc-cri
      --sso               passcode that you type at the terminal
Passed on to `ibmcloud login`
  -a ENDPOINT, -c ACCOUNT, -g GROUP, -r REGION, --no-region
Time
      --timeout DURATION  limit for each run of the CLI, and for the wait for
                          other runs (default 120s)
      --retries N         new attempts if the network or IBM's servers fail
                          (default 5)
      --pause SECONDS     before the first of them (default 1); doubled each
                          time, up to 60
Messages on standard error
  -q, --quiet             no messages
  -v, --verbose           also show what was run and printed, secrets masked
  -h, --help, -V, --version

DURATION is a whole number with s (default), m or h.
Exit status: 0 logged in, 64 wrong usage, 65 no usable token from the CLI,
66 can't read FILE, 69 CLI failed, 70 internal error, 71 system error,
74 can't write, 75 try again later, 77 not logged in, 78 wrong account or
configuration, 126 can't execute the CLI, 127 CLI not found.

Examples
  ibmcloud-login --apikey @key.txt -c 0123456789abcdef0123456789abcdef || exit
  ibmcloud-login --min-ttl 10m --sso
)";
}

std::string_view version_text() {
    return "ibmcloud-login " IBMCLOUD_TOKEN_VERSION "\n";
}

}  // namespace ibmcloud_token::login
