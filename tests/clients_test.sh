#!/bin/sh
# Usage: clients_test.sh PROGRAM
#
# Real clients with PROGRAM and the stand-in CLI: HTTP clients against a server that keeps what it is asked, and a login
# to a real registry. Each has to send the right credentials once, to show them to nobody who lists processes, and not to
# start without a token.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
servers=''
cases=0
failures=0

clean_up() {
    for server in $servers; do
        { kill "$server" && wait "$server"; } 2>/dev/null || :
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

fail() {
    echo "clients_test: $name: $1" >&2
    grep -v eyJ "$work/log" >&2 || :
    failures=$((failures + 1))
}

give_up() {
    echo "clients_test: $1" >&2
    exit 1
}

# Starts a case, in which nothing has been asked of the server yet.
begin() {
    name=$1
    cases=$((cases + 1))
    rm -rf "$work/web/"request.* "$work/web/go-on" "$work/started"
    : >"$work/log"
}

log_in() {
    export STANDIN_OUTPUT="$work/output"
    unset STANDIN_STREAM STANDIN_STATUS
}

log_out() {
    export STANDIN_OUTPUT="$top/fixtures/log-in/not-logged-in.txt" STANDIN_STREAM=stderr STANDIN_STATUS=1
}

# Waits for a command to succeed, at most 20 seconds.
wait_until() {
    for _ in $(seq 200); do
        ! "$@" || return 0
        sleep 0.1
    done
    return 1
}

# Runs the program, or any other, with everything it says in the log.
try() {
    timeout 60 "$@" >>"$work/log" 2>&1
}

requests() {
    find "$work/web" -name 'request.*' ! -name '*.new' | wc -l
}

has_request() {
    [ "$(requests)" -gt 0 ]
}

wants_credentials() {
    [ "$(requests)" -eq 1 ] || { fail "$(requests) requests" && return; }
    tr -d '\r' <"$(find "$work/web" -name 'request.*')" | sed -n 's/^authorization:/Authorization:/I p' >"$work/sent"
    cmp -s "$work/header" "$work/sent" || fail "the credentials were not sent, or not once, or not as they are"
}

# The arguments of all processes go to a file first, so that who searches is not among them.
list_arguments() {
    cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' >"$work/arguments" || :
}

shows_token() {
    grep -qF -f "$work/token" "$work/arguments"
}

# The clients: each takes a URL.

curl_with_a_file() {
    try "$program" --header -- curl -fsS -H @/dev/fd/token "$1"
}

curl_with_standard_input() {
    header=$(timeout 60 "$program" --header 2>>"$work/log") || return
    printf '%s\n' "$header" | try curl -fsS -H @- "$1"
}

# Wget reads its configuration from a regular file alone, in lines of the form `header = …`.
wget_with_a_configuration() {
    header=$(timeout 60 "$program" --header 2>>"$work/log") || return
    printf 'header = %s\n' "$header" >"$work/wgetrc"
    try wget --config="$work/wgetrc" --max-redirect=0 --tries=1 -nv -O - "$1"
}

python_with_a_variable() {
    try "$program" -- python3 -c '
import os, sys, urllib.request
credentials = {"Authorization": "Bearer " + os.environ["IAM_TOKEN"]}
urllib.request.urlopen(urllib.request.Request(sys.argv[1], headers=credentials)).read()' "$1"
}

node_with_a_variable() {
    try "$program" --env CREDENTIALS=bearer -- node -e '
require("http").get(process.argv[1], { headers: { Authorization: process.env.CREDENTIALS } },
    (answer) => answer.resume())' "$1"
}

node_fetch_with_a_variable() {
    try "$program" --env CREDENTIALS=bearer -- node -e '
fetch(process.argv[1], { headers: { Authorization: process.env.CREDENTIALS } })' "$1"
}

# IBM's own SDK, which reads variables named after the service.
ibm_sdk_for_node() {
    RESOURCE_CONTROLLER_AUTH_TYPE=bearertoken NODE_PATH=$sdk \
        try "$program" --env RESOURCE_CONTROLLER_BEARER_TOKEN -- node -e '
const { BaseService, getAuthenticatorFromEnvironment } = require("ibm-cloud-sdk-core");
const { origin, pathname } = new URL(process.argv[1]);
new BaseService({ authenticator: getAuthenticatorFromEnvironment("resource_controller") })
    .createRequest({ options: { url: pathname, method: "GET" }, defaultOptions: { serviceUrl: origin } })' "$1"
}

# Takes the client's name.
try_client() {
    begin "$1"
    "$1" "$url/" || fail "status $?"
    wants_credentials

    begin "$1, seen from outside"
    "$1" "$url/hang" & client=$!
    wait_until has_request || fail "no request"
    list_arguments
    grep -qF "$url/hang" "$work/arguments" || fail "the client is not among the processes"
    ! shows_token || fail "an argument shows the token"
    touch "$work/web/go-on"
    wait "$client" || fail "status $?"

    begin "$1, without a token"
    log_out
    status=0
    "$1" "$url/" || status=$?
    log_in
    [ "$status" -eq 77 ] || fail "status $status"
    [ "$(requests)" -eq 0 ] || fail "there was a request"
}

# Takes the rest of the program's command line.
log_in_to_registry() {
    rm -f "$REGISTRY_AUTH_FILE"
    # shellcheck disable=SC2016  # For the shell that is the COMMAND.
    try "$program" "$@" --stdin -- sh -c 'touch "$1" && exec skopeo login -u iambearer --password-stdin \
        --tls-verify=false "$2"' sh "$work/started" "localhost:$registry_port"
}

# The registry takes any password that begins like the right one: bcrypt looks at 72 bytes. What Skopeo was given is in
# the file where it keeps that.
wants_registry_password() {
    printf 'iambearer:%s' "$(cat "$good")" | base64 -w 0 >"$work/password"
    grep -qF "\"$(cat "$work/password")\"" "$REGISTRY_AUTH_FILE" || fail "the password is not the token alone"
}

for command in curl wget python3 node skopeo docker-registry htpasswd; do
    command -v "$command" >/dev/null || give_up "$command is missing; see scripts/setup"
done

sdk=$top/build/clients/node_modules
[ -d "$sdk/ibm-cloud-sdk-core" ] || give_up "the SDK for Node is missing; see scripts/setup"

mkdir "$work/home" "$work/web"
: >"$work/log"
export HOME="$work/home" IBMCLOUD_TOKEN_CLI="$top/fixtures/bin/ibmcloud" no_proxy='*'
unset http_proxy HTTP_PROXY all_proxy ALL_PROXY IBMCLOUD_TOKEN_REUSE IBMCLOUD_HOME BLUEMIX_HOME IBMCLOUD_CONFIG_HOME
# A token that no other test has, by its lifetime.
STANDIN_LIFETIME=$((100000 + $$)) "$IBMCLOUD_TOKEN_CLI" iam oauth-tokens >"$work/output"
sed 's/.*Bearer //' "$work/output" >"$work/token"
sed 's/.*Bearer /Authorization: Bearer /' "$work/output" >"$work/header"
log_in

python3 "$top/tests/helpers/http_server.py" "$work/web" & servers=$!
wait_until [ -e "$work/web/port" ] || give_up "the web server does not start"
url=http://127.0.0.1:$(cat "$work/web/port")

begin "a token in an argument is found"
try curl -fsS -H "$(cat "$work/header")" "$url/hang" & client=$!
wait_until has_request || fail "no request"
list_arguments
shows_token || fail "it is not"
touch "$work/web/go-on"
wait "$client" || fail "status $?"

for client_name in curl_with_a_file curl_with_standard_input wget_with_a_configuration python_with_a_variable \
    node_with_a_variable node_fetch_with_a_variable ibm_sdk_for_node; do
    try_client "$client_name"
done

begin "curl keeps the credentials from another host"
try "$program" --header -- curl -fsS --location -H @/dev/fd/token "$url/elsewhere" || fail "status $?"
[ "$(requests)" -eq 2 ] || fail "$(requests) requests"
[ "$(cat "$work/web/"request.* | grep -ic '^authorization:')" -eq 1 ] || fail "it got them"

begin "wget does not go to another host"
! wget_with_a_configuration "$url/elsewhere" || fail "status 0"
[ "$(requests)" -eq 1 ] || fail "$(requests) requests"

good=$top/fixtures/tokens/session.jws
# htpasswd takes at most 256 bytes; bcrypt ignores all after the first 72. The other token differs in these.
head -c 72 "$good" | htpasswd -iBc -C 4 "$work/htpasswd" iambearer 2>"$work/log"
cat >"$work/registry.yml" <<END
version: 0.1
storage: { inmemory: {} }
http: { addr: "127.0.0.1:0" }
auth: { htpasswd: { realm: test, path: "$work/htpasswd" } }
END
docker-registry serve "$work/registry.yml" >"$work/registry" 2>&1 & servers="$servers $!"
wait_until grep -q 'listening on' "$work/registry" || give_up "the registry does not start"
# Where Skopeo keeps passwords; the registry, too, reads variables that begin with REGISTRY_.
export REGISTRY_AUTH_FILE="$work/auth.json"
registry_port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/registry")

begin "skopeo login"
log_in_to_registry --input "$good" || fail "status $?"
wants_registry_password

begin "skopeo login, without a newline"
log_in_to_registry --input "$good" --no-newline || fail "status $?"
wants_registry_password

begin "skopeo login, with another token"
! log_in_to_registry --input "$top/fixtures/tokens/service-id.jws" || fail "status 0"
[ -e "$work/started" ] || fail "skopeo was not started"
! grep -qs '"auth"' "$REGISTRY_AUTH_FILE" || fail "a password was kept"

begin "skopeo login, without a token"
log_out
status=0
log_in_to_registry || status=$?
[ "$status" -eq 77 ] || fail "status $status"
[ ! -e "$work/started" ] || fail "skopeo was started"

[ "$failures" -eq 0 ] || exit 1
echo "clients: $cases cases"
