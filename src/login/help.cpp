#include "login/help.hpp"

namespace ibmcloud_token::login {

std::string_view help_text() {
    return R"(Usage: ibmcloud-login [OPTION]...
Log in to IBM Cloud, unless the present login has a token that is accepted.

Tokens that are accepted
      --min-ttl DURATION  with this much lifetime left (default 5m; 0: any)
      --account ID        for this account; -c ID implies it
How to log in (default: with $IBMCLOUD_API_KEY, or else $IBMCLOUD_CR_TOKEN)
      --apikey @FILE      with the API key in FILE
      --cr-token @FILE    as a compute resource, with the token in FILE
      --vpc-cri           as a virtual server instance
      --profile PROFILE   for these two: the trusted profile
      --sso               with a one-time passcode, at a terminal
Passed on to `ibmcloud login`
  -a ENDPOINT, -c ACCOUNT, -g GROUP, -r REGION, --no-region
Time
      --timeout DURATION  for each run of the CLI, and for the wait for other
                          runs (default 120s)
      --retries N         new attempts if the network or IBM's servers fail
                          (default 5)
      --pause SECONDS     before the first of them (default 1); doubled each
                          time, up to 60
Messages
  -q, --quiet             none
  -v, --verbose           also what was run and seen, secrets masked
  -h, --help, -V, --version

DURATION is a whole number with s (default), m or h.
Exit status: 0 logged in, 64 wrong usage, 65 the login has no token that is
accepted, 66 can't read FILE, 69 the login failed, 70 internal error, 71 the
system refused a process, 75 try again later, 77 no login, 78 no home directory,
or another account, 126 the CLI can't be executed, 127 it was not found.
)";
}

std::string_view version_text() {
    return "ibmcloud-login " IBMCLOUD_TOKEN_VERSION "\n";
}

}  // namespace ibmcloud_token::login
