#!/bin/sh
# Usage: login_test.sh PROGRAM
#
# Runs scripts/share/ibmcloud-login with PROGRAM and a CLI that only plays at logging in, under each shell that is there.
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
script=$top/scripts/share/ibmcloud-login
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cases=0
failures=0
secret=made-up-SECRET-0123456789-abcdefghijklmnopqr
id=00000000000000000000000000000000

mkdir "$work/bin"
ln -s "$program" "$work/bin/ibmcloud-token"

# The first thing that is not as expected ends a case.
wrong() {
    [ -z "$complaint" ] || return 0
    complaint=$1
    printf 'login_test: %s, under %s: %s\n' "$name" "$shell" "$complaint" >&2
    sed 's/^/  stderr: /' "$work/stderr" >&2
    sed 's/^/  call: /' "$HOME/calls" >&2
    failures=$((failures + 1))
}

# Begins a case: a home without a login, a caller without credentials.
case_of() {
    name=$1
    complaint=''
    cases=$((cases + 1))
    HOME=$work/home
    TMPDIR=$work/tmp
    rm -rf "$HOME" "$TMPDIR"
    mkdir "$HOME" "$HOME/.bluemix" "$TMPDIR"
    : >"$HOME/calls"
    : >"$work/stderr"
    printf '%s\n' "$secret" >"$HOME/key"
    IBMCLOUD_TOKEN_CLI=$top/tests/helpers/login_cli
    PATH=$work/bin:$usual_path
    export HOME TMPDIR PATH IBMCLOUD_TOKEN_CLI
    unset IBMCLOUD_API_KEY BLUEMIX_API_KEY IBMCLOUD_CR_TOKEN IBMCLOUD_CR_PROFILE STANDIN_LIFETIME
    unset IBMCLOUD_HOME BLUEMIX_HOME IBMCLOUD_CONFIG_HOME
}
plan() { printf '%s\n' "$@" >"$HOME/plan"; }

# Runs the script, and expects an exit status: STATUS [ARGUMENT]...
run() {
    expected=$1
    shift
    # Split: a shell may be a program and a word.
    # shellcheck disable=SC2086
    $shell "$script" --pause 0 "$@" </dev/null >"$work/stdout" 2>"$work/stderr"
    status=$?
    [ "$status" -eq "$expected" ] || wrong "status $status, not $expected"
    [ ! -s "$work/stdout" ] || wrong "something on standard output"
    [ -z "$(ls -A "$TMPDIR")" ] || wrong "a temporary file is left"
    ! grep -q -e "$secret" -e eyJ -e '@example' "$work/stderr" || wrong "a secret in a message"
    ! grep -q -e "$secret" "$HOME/calls" || wrong "a secret in an argument"
}
says() { grep -qF -e "$1" "$work/stderr" || wrong "does not say: $1"; }
is_silent() { [ ! -s "$work/stderr" ] || wrong "is not silent"; }
logins() { [ "$(wc -l <"$HOME/calls")" -eq "$1" ] || wrong "not $1 logins"; }
login_was() { [ "$(tail -n 1 "$HOME/calls")" = "$1" ] || wrong "the login was not: $1"; }

# Expects a usage error that says TEXT: TEXT [ARGUMENT]...
misuse() {
    text=$1
    shift
    case_of "misuse: $*"
    run 64 "$@"
    says "$text"
    logins 0
}

test_login_that_will_do() {
    case_of "a login that will do is left alone"
    : >"$HOME/session"
    export IBMCLOUD_API_KEY=$secret
    run 0 --account $id -r us-south
    is_silent
    logins 0

    case_of "without a terminal --sso matters only for a login"
    : >"$HOME/session"
    run 0 --sso
    logins 0

    case_of "too little life left takes a login"
    : >"$HOME/session"
    export IBMCLOUD_API_KEY=$secret STANDIN_LIFETIME=1200
    run 77 --min-ttl 1h
    says "too little life left"
    logins 1
}

test_credentials() {
    case_of "a key in the environment"
    export IBMCLOUD_API_KEY=$secret
    run 0
    login_was "login IBMCLOUD_API_KEY=(secret)"
    logins 1
    says "ibmcloud-login: logged in: IBMid-0000000000, account $id, for "
    [ "$(wc -l <"$work/stderr")" -eq 1 ] || wrong "more than one line"
    grep -q '^color=false version_check=false stdin=/dev/null$' "$HOME/process" || wrong "environment or standard input"

    case_of "a key in the old variable"
    export BLUEMIX_API_KEY=$secret
    run 0
    login_was "login IBMCLOUD_API_KEY=(secret)"

    case_of "the file of a key in the environment"
    export IBMCLOUD_API_KEY="@$HOME/key"
    run 0
    login_was "login IBMCLOUD_API_KEY=@$HOME/key"

    case_of "--apikey @FILE goes before the environment"
    export IBMCLOUD_API_KEY=$secret IBMCLOUD_CR_TOKEN=$secret
    run 0 --apikey "@$HOME/key"
    login_was "login IBMCLOUD_API_KEY=@$HOME/key"

    case_of "--cr-token @FILE"
    export IBMCLOUD_API_KEY=$secret
    run 0 --cr-token="@$HOME/key" --profile "my profile"
    login_was "login --profile my profile IBMCLOUD_CR_TOKEN=@$HOME/key"

    case_of "a compute resource by its environment"
    export IBMCLOUD_CR_TOKEN=$secret IBMCLOUD_CR_PROFILE=profile
    run 0
    login_was "login IBMCLOUD_CR_TOKEN=(secret)"

    case_of "--profile chooses the compute resource's token"
    export IBMCLOUD_API_KEY=$secret IBMCLOUD_CR_TOKEN=$secret
    run 0 --profile profile
    login_was "login --profile profile IBMCLOUD_CR_TOKEN=(secret)"

    case_of "--vpc-cri"
    export IBMCLOUD_API_KEY=$secret
    run 0 --vpc-cri --profile Profile-1
    login_was "login --vpc-cri --profile Profile-1"

    case_of "options for the login"
    export IBMCLOUD_API_KEY=$secret
    run 0 -a private.cloud.ibm.com -c $id -g "my group" -r us-south
    login_was "login -a private.cloud.ibm.com -c $id -g my group -r us-south IBMCLOUD_API_KEY=(secret)"

    case_of "--no-region"
    export IBMCLOUD_API_KEY=$secret
    run 0 --no-region
    login_was "login --no-region IBMCLOUD_API_KEY=(secret)"

    case_of "no credentials"
    run 77
    says "nothing to log in with"
    says "set IBMCLOUD_API_KEY"
    logins 0

    for file in "$HOME/missing" "$HOME" /dev/null; do
        case_of "a key file that is none: $file"
        run 66 --apikey "@$file"
        says "can't be read, or is empty"
        logins 0
    done
}

test_failures() {
    case_of "a refused key is not tried again"
    export IBMCLOUD_API_KEY=$secret
    plan reject
    run 77
    says "ibmcloud-login: IBM Cloud refused the login: BXNIM0415E"
    logins 1

    case_of "the network fails twice"
    export IBMCLOUD_API_KEY=$secret
    plan network network succeed
    run 0
    says "trying again in 0 s"
    says "logged in: IBMid-0000000000"
    logins 3

    case_of "the network fails for ever"
    export IBMCLOUD_API_KEY=$secret
    plan network
    run 75 --retries 2
    says "check the network"
    logins 3

    case_of "no second try"
    export IBMCLOUD_API_KEY=$secret
    plan network
    run 75 --retries=0
    logins 1

    case_of "the network fails, then the key is refused"
    export IBMCLOUD_API_KEY=$secret
    plan network reject
    run 77
    logins 2

    case_of "a prompt"
    export IBMCLOUD_API_KEY=$secret
    plan prompt
    run 69 --verbose
    says "the login failed: the CLI ended with exit status 1"
    says 'ibmcloud-login: the CLI said, line 4: "Could not read from input: EOF"'
    logins 1

    case_of "a login that ends with 0 and did not happen"
    export IBMCLOUD_API_KEY=$secret
    plan misunderstand
    run 77
    says "after the login: the CLI is not logged in"
    logins 1

    case_of "another account after the login"
    export IBMCLOUD_API_KEY=$secret
    run 78 --account 11111111111111111111111111111111
    says "the token is for another account"
    logins 1

    case_of "--quiet"
    export IBMCLOUD_API_KEY=$secret
    run 0 -q
    is_silent
    logins 1

    case_of "a failure with --quiet"
    export IBMCLOUD_API_KEY=$secret
    plan network reject
    run 77 --quiet
    is_silent
}

test_surroundings() {
    case_of "no CLI"
    export IBMCLOUD_API_KEY=$secret IBMCLOUD_TOKEN_CLI="$work/missing"
    run 127
    says "ibmcloud-login: the CLI was not found"

    case_of "no ibmcloud-token"
    PATH=$usual_path
    run 127
    says "ibmcloud-token was not found"

    case_of "no home"
    # shellcheck disable=SC2086
    env -u HOME $shell "$script" 2>"$work/stderr"
    [ $? -eq 78 ] || wrong "not status 78"
    says "ibmcloud-login: no home directory is set"

    case_of "no folder for temporary files"
    export IBMCLOUD_API_KEY=$secret
    rmdir "$TMPDIR"
    ln -s /nonexistent "$TMPDIR"
    # shellcheck disable=SC2086
    $shell "$script" 2>"$work/stderr"
    [ $? -eq 73 ] || wrong "not status 73"
    says "ibmcloud-login: can't create a temporary file"
    rm "$TMPDIR"

    if command -v flock >/dev/null; then
        case_of "the login takes its turn, and gives it back"
        export IBMCLOUD_API_KEY=$secret
        plan need-turn
        run 0
        ! grep -q '\.bluemix$' "$HOME/process" || wrong "the lock reached the CLI"

        case_of "four at once log in once"
        export IBMCLOUD_API_KEY=$secret
        plan linger
        for _ in 1 2 3 4; do
            # shellcheck disable=SC2086
            { $shell "$script"; echo "status $?"; } >>"$work/stderr" 2>&1 &
        done
        wait
        [ "$(grep -c 'status 0' "$work/stderr")" -eq 4 ] || wrong "not status 0"
        [ "$(wc -l <"$HOME/calls")" -eq 1 ] || wrong "not one login"
    fi
}

test_misuse() {
    misuse "there is no option '--frob'" --frob
    misuse "an unknown option, or an argument" -X
    misuse "an unknown option, or an argument" "-$secret"
    misuse "--apikey takes @FILE" --apikey "$secret"
    misuse "--apikey takes @FILE" "--apikey=$secret"
    misuse "--apikey takes @FILE" --apikey
    misuse "--apikey takes @FILE" --apikey @
    misuse "--cr-token takes @FILE" --cr-token "$secret"
    misuse "--sso takes a terminal" --sso
    misuse "--sso and --vpc-cri do not go together" --sso --vpc-cri
    misuse "--profile goes with" --profile x
    misuse "--profile goes with" --profile x --apikey @x
    misuse "take --profile, too" --cr-token @x
    misuse "-r takes a value, which is missing" -r
    misuse "-r takes a value, which is missing" -r -g x
    misuse "-r and --no-region do not go together" -r x --no-region
    misuse "--quiet and --verbose do not go together" --quiet --verbose
    misuse "-r was given more than once" -r x -r y
    misuse "--min-ttl takes a whole number of seconds" --min-ttl 5x
    misuse "--min-ttl takes a value" --min-ttl=
    misuse "take whole numbers" --retries 1x
    misuse "take whole numbers" --retries 010
    misuse "take whole numbers" --retries 10000
}

# Ends the script while the CLI hangs: NAME STATUS
test_signal() {
    case_of "SIG$1"
    export IBMCLOUD_API_KEY=$secret
    plan hang
    # shellcheck disable=SC2086
    env $shell "$script" </dev/null >"$work/stdout" 2>"$work/stderr" &
    pid=$!
    waited=0
    until [ -s "$HOME/process" ] && [ -n "$(ls -A "$TMPDIR")" ] || [ "$waited" -eq 300 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    kill "-$1" "$pid"
    wait "$pid"
    status=$?
    [ "$status" -eq "$2" ] || wrong "status $status, not $2"
    [ -z "$(ls -A "$TMPDIR")" ] || wrong "a temporary file is left"
    ! kill -0 "$(sed -n 's/^pid //p' "$HOME/process")" 2>/dev/null || wrong "the CLI is still there"
}

usual_path=$PATH
ran=''
for shell in sh dash 'bash --posix' 'busybox sh'; do
    found=$(command -v "${shell%% *}") || continue
    [ "$shell" = sh ] || [ "$(readlink -f "$found")" != "$(readlink -f "$(command -v sh)")" ] || continue
    ran="$ran${ran:+, }$shell"
    test_login_that_will_do
    test_credentials
    test_failures
    test_surroundings
    test_misuse
    test_signal TERM 143
    test_signal HUP 129
    case_of "--help"
    # shellcheck disable=SC2086
    $shell "$script" --help | grep -q '^Usage: ibmcloud-login' || wrong "no help"
done

echo "ibmcloud-login: $((cases - failures)) of $cases cases passed, under $ran"
[ "$failures" -eq 0 ]
