#!/bin/sh
# Usage: login_test.sh PROGRAM
#
# Runs PROGRAM, which is ibmcloud-login, with a CLI that only plays at logging in.
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cases=0
failures=0
secret=made-up-SECRET-0123456789-abcdefghijklmnopqr
id=00000000000000000000000000000000
other_id=11111111111111111111111111111111

# The first thing that is not as expected ends a case.
wrong() {
    [ -z "$complaint" ] || return 0
    complaint=$1
    printf 'login_test: %s: %s\n' "$name" "$complaint" >&2
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
    export HOME TMPDIR IBMCLOUD_TOKEN_CLI
    unset IBMCLOUD_API_KEY BLUEMIX_API_KEY IBMCLOUD_CR_TOKEN IBMCLOUD_CR_PROFILE STANDIN_LIFETIME
    unset IBMCLOUD_HOME BLUEMIX_HOME IBMCLOUD_CONFIG_HOME IBMCLOUD_TOKEN_PARENT
}
plan() { printf '%s\n' "$@" >"$HOME/plan"; }
session() { echo $id >"$HOME/session"; }

# Runs the program, and expects an exit status: STATUS [ARGUMENT]...
run() {
    expected=$1
    shift
    "$program" --pause 0 "$@" </dev/null >"$work/stdout" 2>"$work/stderr"
    status=$?
    [ "$status" -eq "$expected" ] || wrong "status $status, not $expected"
    [ ! -s "$work/stdout" ] || wrong "something on standard output"
    [ -z "$(find "$TMPDIR" "$HOME/.bluemix" -type f)" ] || wrong "a file is left"
    ! grep -q -e "$secret" -e eyJ -e '@example' "$work/stderr" || wrong "a secret in a message"
    ! grep -q -e "$secret" "$HOME/calls" || wrong "a secret in an argument"
}
says() { grep -qF -e "$1" "$work/stderr" || wrong "does not say: $1"; }
says_only() { [ "$(cat "$work/stderr")" = "$1" ] || wrong "does not say only: $1"; }
is_silent() { [ ! -s "$work/stderr" ] || wrong "is not silent"; }
logins() { [ "$(wc -l <"$HOME/calls")" -eq "$1" ] || wrong "not $1 logins"; }
login_was() { [ "$(tail -n 1 "$HOME/calls")" = "$1" ] || wrong "the login was not: $1"; }
secret_was() { [ "$(cat "$HOME/secret")" = "$1" ] || wrong "the CLI got another secret: $(cat "$HOME/secret")"; }

# Expects a usage error that says TEXT, before the CLI is run: TEXT [ARGUMENT]...
misuse() {
    text=$1
    shift
    case_of "misuse: $*"
    run 64 "$@"
    says "$text"
    says "ibmcloud-login: hint: see: ibmcloud-login --help"
    [ ! -e "$HOME/runs" ] || wrong "the CLI was run"
}

test_login_that_will_do() {
    case_of "a login that is accepted is left alone, and named"
    session
    export IBMCLOUD_API_KEY=$secret
    run 0 --account $id -r us-south
    says "ibmcloud-login: logged in: IBMid-0000000000, account $id, for "
    [ "$(wc -l <"$work/stderr")" -eq 1 ] || wrong "more than one line"
    logins 0

    case_of "a login that is left alone needs no credential"
    session
    run 0
    logins 0

    case_of "a login that is left alone needs no key file"
    session
    run 0 --apikey "@$HOME/missing"
    logins 0

    case_of "too little lifetime left needs a login"
    session
    export IBMCLOUD_API_KEY=$secret STANDIN_LIFETIME=1200
    run 65 --min-ttl 1h
    says "no token of this login lives that long"
    says "hint: ask for less with --min-ttl"
    logins 1

    case_of "an expired token needs a login"
    session
    export IBMCLOUD_API_KEY=$secret STANDIN_LIFETIME=-5
    run 65
    logins 1

    case_of "-c with the ID of another account needs a login"
    session
    export IBMCLOUD_API_KEY=$secret
    run 0 -c $other_id
    says "account $other_id"
    login_was "login -c $other_id IBMCLOUD_API_KEY=(secret)"

    case_of "-c with the ID of this account needs none"
    session
    export IBMCLOUD_API_KEY=$secret
    run 0 -c $id
    logins 0

    case_of "-c with a name says nothing about the account"
    session
    export IBMCLOUD_API_KEY=$secret
    run 0 -c "my account"
    says "account $id"
    logins 0
}

test_credentials() {
    case_of "a key in the environment"
    export IBMCLOUD_API_KEY=$secret
    run 0
    login_was "login IBMCLOUD_API_KEY=(secret)"
    secret_was "$secret"
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
    login_was "login IBMCLOUD_API_KEY=(secret)"
    secret_was "$secret"

    case_of "--apikey @FILE takes precedence over the environment"
    export IBMCLOUD_API_KEY=other IBMCLOUD_CR_TOKEN=other
    run 0 --apikey "@$HOME/key"
    login_was "login IBMCLOUD_API_KEY=(secret)"
    secret_was "$secret"

    case_of "--cr-token @FILE"
    export IBMCLOUD_API_KEY=other
    run 0 --cr-token="@$HOME/key" --profile "my profile"
    login_was "login --profile my profile IBMCLOUD_CR_TOKEN=(secret)"
    secret_was "$secret"

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

    case_of "only the login gets the credential"
    export IBMCLOUD_API_KEY=$secret BLUEMIX_API_KEY=$secret IBMCLOUD_CR_TOKEN=$secret
    # shellcheck disable=SC2016
    printf '#!/bin/sh\nenv >>"$HOME/environment.$1"\nexec %s "$@"\n' "$IBMCLOUD_TOKEN_CLI" >"$HOME/cli"
    chmod +x "$HOME/cli"
    IBMCLOUD_TOKEN_CLI=$HOME/cli
    run 0
    [ "$(grep -c "$secret" "$HOME/environment.login")" -eq 1 ] || wrong "the login has not one credential"
    ! grep -q "$secret" "$HOME/environment.iam" || wrong "another run of the CLI has a credential"

    case_of "no credentials"
    run 77
    says "ibmcloud-login: there is nothing to log in with: the CLI is not logged in"
    says "hint: set IBMCLOUD_API_KEY"
    logins 0

    # A failure that no login mends: CLI STATUS MESSAGE HINT
    while IFS='|' read -r cli expected message hint; do
        case_of "no credentials, and a login would not help: $cli"
        printf '#!/bin/sh\n%s\n' "$cli" >"$HOME/cli"
        chmod +x "$HOME/cli"
        export IBMCLOUD_TOKEN_CLI="$HOME/cli"
        run "$expected" --timeout 1 --retries 0
        says_only "ibmcloud-login: $message
ibmcloud-login: hint: $hint"
    done <<'EOF'
echo huh; exit 1|69|the CLI failed: exit status 1|see what the CLI says with --verbose
echo no such thing here >&2; exit 2|69|the CLI failed: exit status 2, no such thing here|see what the CLI says with --verbose
kill -9 $$|69|the CLI failed: signal 9|see what the CLI says with --verbose
echo huh|65|the output holds no usable token|add --verbose to see what was printed
cat /dev/zero|65|the output is larger than 1 MiB|compare it with the output of: ibmcloud iam oauth-tokens
echo Bearer eyJhbGciOiJydCJ9.e30.x|65|the output holds a refresh token, not an access token|take the access token: ibmcloud iam oauth-tokens
echo dial tcp >&2; exit 1|75|the CLI could not reach IBM Cloud: dial tcp|check the network and the proxy settings, then try again
exec sleep 60|75|the CLI did not end in time: stopped after 1s|try again, or allow more time with --timeout
EOF

    case_of "no credentials and a token that has expired by this clock"
    session
    claims=$(printf '{"synthetic":true,"exp":1000}' | base64 | tr -d =)
    sed "s/\..*\./.$claims./; s/^/IAM token:  Bearer /" "$top/fixtures/tokens/session.jws" >"$HOME/expired"
    export STANDIN_OUTPUT="$HOME/expired"
    run 77
    unset STANDIN_OUTPUT
    says "ibmcloud-login: the token that the CLI has just printed has expired"
    says "hint: check this machine's clock"

    case_of "no credentials and a lifetime that no login has"
    session
    export STANDIN_LIFETIME=1200
    run 65 --min-ttl 1h
    says "ibmcloud-login: no token of this login lives that long"
    says "hint: ask for less with --min-ttl"

    case_of "no credentials and a refused login"
    echo "code BXNIM0439E for this token" >"$HOME/later-words"
    run 77
    says "there is nothing to log in with: IBM Cloud no longer accepts this login: BXNIM0439E"

    case_of "a credential is tried after a failure that is not known"
    export IBMCLOUD_API_KEY=$secret
    # shellcheck disable=SC2016
    printf '#!/bin/sh\n[ -e "$HOME/session" ] || [ "$1" = login ] || exit 3\nexec %s "$@"\n' "$IBMCLOUD_TOKEN_CLI" >"$HOME/cli"
    chmod +x "$HOME/cli"
    IBMCLOUD_TOKEN_CLI=$HOME/cli
    run 0
    logins 1

    case_of "no credentials for another account"
    session
    run 77 --account $other_id
    says "there is nothing to log in with: the token is for another account"
    logins 0
}

test_key_files() {
    for file in "$HOME/missing" "$HOME" /dev/null; do
        case_of "a key file that holds no key: $file"
        run 66 --apikey "@$file"
        says "can't read the input: --apikey @"
        says "hint: name a file that holds the secret"
        logins 0
    done

    case_of "a key file of blank lines"
    printf '\n \r\n' >"$HOME/key"
    run 66 --apikey "@$HOME/key"
    says "it is empty"

    case_of "a key file of two lines"
    printf '%s\nsecond line\n' "$secret" >"$HOME/key"
    run 66 --apikey "@$HOME/key"
    says "it holds more than one line"
    logins 0

    case_of "an endless key file"
    run 66 --apikey @/dev/zero
    says "it is larger than 64 KiB"

    case_of "an unreadable token file"
    run 66 --cr-token "@$HOME/missing" --profile x
    says "can't read the input: --cr-token @"
    says ": No such file or directory"

    for end in '' '\n' '\r\n' '\n\n' ' \t\n'; do
        case_of "a key file that ends with '$end'"
        # shellcheck disable=SC2059
        printf "%s$end" "$secret" >"$HOME/key"
        run 0 --apikey "@$HOME/key"
        secret_was "$secret"
    done

    case_of "a key file from Windows"
    printf '\357\273\277%s\r\n' "$secret" >"$HOME/key"
    run 0 --apikey "@$HOME/key"
    secret_was "$secret"

    case_of "a key file of ibmcloud iam api-key-create"
    printf '{\n\t"name": "my key",\n\t"apikey" : "%s",\n\t"createdAt": "2026-01-01T00:00+0000"\n}\n' "$secret" >"$HOME/key"
    run 0 --apikey "@$HOME/key"
    secret_was "$secret"

    case_of "a JSON file without a key"
    echo '{"name": "my key"}' >"$HOME/key"
    run 66 --apikey "@$HOME/key"
    says "it holds no member apikey"

    case_of "a key file in the home directory"
    # The shell leaves this tilde alone.
    run 0 --apikey '@~/key'
    secret_was "$secret"

    case_of "a key from a pipe is there for every attempt"
    plan network network succeed
    mkfifo "$HOME/pipe"
    printf '%s\n' "$secret" >"$HOME/pipe" &
    run 0 --apikey "@$HOME/pipe"
    secret_was "$secret"
    logins 3
}

test_failures() {
    case_of "a refused key is not tried again"
    export IBMCLOUD_API_KEY=$secret
    plan reject
    run 77
    says "ibmcloud-login: IBM Cloud refused the login: BXNIM0415E"
    says "hint: check the API key or the trusted profile, and the account"
    logins 1

    case_of "the network fails twice"
    export IBMCLOUD_API_KEY=$secret
    plan network network succeed
    run 0
    says "ibmcloud-login: the CLI could not reach IBM Cloud: i/o timeout; trying again in 0 s"
    says "logged in: IBMid-0000000000"
    logins 3

    for failure in eof busy trouble; do
        case_of "a failure that passes: $failure"
        export IBMCLOUD_API_KEY=$secret
        plan $failure succeed
        run 0
        says "trying again in 0 s"
        logins 2
    done

    case_of "the network fails for ever"
    export IBMCLOUD_API_KEY=$secret
    plan network
    run 75 --retries 2
    says "check the network"
    logins 3

    case_of "no second attempt"
    export IBMCLOUD_API_KEY=$secret
    plan network
    run 75 --retries=0
    ! grep -q "trying again" "$work/stderr" || wrong "promises another attempt"
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
    says "ibmcloud-login: the login failed: exit status 1, Could not read from input: EOF"
    says "hint: see what the CLI says with --verbose; if it asks for something, give -c, -r or --no-region"
    says "ibmcloud-login: errors, line 2: "
    logins 1

    case_of "a prompt that reads"
    export IBMCLOUD_API_KEY=$secret
    plan read
    run 69
    logins 1

    case_of "--verbose masks what the CLI says"
    export IBMCLOUD_API_KEY=$secret
    plan chat
    run 0 --verbose
    says "Targeted account Sample's Account"
    says "ibmcloud-login: a login is needed: the CLI is not logged in"
    ! grep -q -e 0123456789abcdef -e 4000-8000 "$work/stderr" || wrong "an ID in a message"

    case_of "a login that ends with 0 and did not happen"
    export IBMCLOUD_API_KEY=$secret
    plan misunderstand
    run 77
    says "the CLI is not logged in: the login ended with exit status 0, without effect"
    ! grep -q "ibmcloud login" "$work/stderr" || wrong "advises a login"
    logins 1

    case_of "another account after the login"
    export IBMCLOUD_API_KEY=$secret
    run 78 --account $other_id
    says "the token is for another account"
    says "hint: use a credential of that account, or name it with -c"
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

# Expects that no message has the secret, also not in pieces.
hides_secret() {
    ! sed 's/^ibmcloud-login: //; s/^[a-z]*, line [0-9]*: //' "$work/stderr" | tr -cd '!-~' |
        grep -qF -e "$secret" || wrong "a secret in pieces in a message"
}

# A CLI that prints the secret, which does not look like one: NAME OPTION [ARGUMENT]...
echoes() {
    shown=$1
    shift
    pieces=$(printf %s "$secret" | sed 's/..../& /g')
    in_lines=$(printf %s "$secret" | sed 's/..../&\n/g')
    for words in "cannot use API key $secret here" "cannot use API key $pieces here" "apikey=$secret is not known" \
        "unknown flag in: login --cr-token $secret -c x" "$in_lines was the key" "$(printf 'bad\033[31m%s\033[0mkey' "$secret")"; do
        for verbosity in --no-region --verbose; do
            case_of "a CLI that prints the secret $secret, $verbosity: $words"
            plan tell
            printf 'FAILED\n%s\n' "$words" >"$HOME/words"
            run 69 "$@" $verbosity
            hides_secret
            [ $verbosity = --no-region ] || says "$shown"
        done
    done

    case_of "a CLI that prints the secret $secret and logs in"
    plan tell-and-succeed
    printf 'Using %s now\n' "$pieces" >"$HOME/words"
    run 0 "$@" --verbose
    hides_secret
    says "output, line 3: Using $shown"

    case_of "a CLI that has kept the secret $secret"
    printf 'Could not use %s for this\n' "$pieces" >"$HOME/later-words"
    run 69 "$@" --verbose
    hides_secret
    says "the CLI failed: exit status 1, Could not use $shown"
}

test_secrets() {
    usual_secret=$secret
    for secret in correct-horse-battery made.up.secret/of/words no-key; do
        echoes "<API key>" --apikey "@$work/home/key"
    done
    echoes "<CR token>" --cr-token "@$work/home/key" --profile x
    secret=$usual_secret

    case_of "a short key does not damage the token"
    printf 'e\n' >"$HOME/key"
    run 0 --apikey "@$HOME/key"
    says "logged in: IBMid-0000000000"

    case_of "a long output and a long key"
    plan tell
    head -c 60000 /dev/zero | tr '\0' a >"$HOME/key"
    head -c 1000000 /dev/zero | tr '\0' a >"$HOME/words"
    secret=$(cat "$HOME/key")
    run 69 --apikey "@$HOME/key" --verbose
    secret=$usual_secret
}

test_surroundings() {
    case_of "no CLI"
    export IBMCLOUD_API_KEY=$secret IBMCLOUD_TOKEN_CLI="$work/missing"
    run 127
    says "ibmcloud-login: the CLI was not found"
    says "hint: install the IBM Cloud CLI, or name it with IBMCLOUD_TOKEN_CLI"

    case_of "a CLI that can't be executed"
    printf '#!/nonexistent\n' >"$HOME/cli"
    chmod +x "$HOME/cli"
    export IBMCLOUD_API_KEY=$secret IBMCLOUD_TOKEN_CLI="$HOME/cli"
    run 126
    says "hint: name another CLI with IBMCLOUD_TOKEN_CLI"

    case_of "no home"
    env -u HOME "$program" 2>"$work/stderr"
    [ $? -eq 78 ] || wrong "not status 78"
    says "ibmcloud-login: no home directory is set"

    # shellcheck disable=SC2016
    for guard in '' '[ "$1" = login ] || exit 1; '; do
        case_of "a CLI that calls this program: $guard"
        printf '#!/bin/sh\n%sexec %s --retries 0\n' "$guard" "$program" >"$HOME/cli"
        chmod +x "$HOME/cli"
        export IBMCLOUD_API_KEY=$secret IBMCLOUD_TOKEN_CLI="$HOME/cli"
        run 69
        says "ibmcloud-login: the CLI is a wrapper that calls this program: exit status 78"
        says "hint: set IBMCLOUD_TOKEN_CLI to the path of the real CLI"
        unset IBMCLOUD_API_KEY
        [ -n "$guard" ] || run 69
    done

    for stream in '/dev/full' '&-'; do
        case_of "a message that can't be written: $stream"
        export IBMCLOUD_API_KEY=$secret
        plan network succeed
        eval "\"\$program\" --pause 0 2>$stream </dev/null" || wrong "status $?, not 0"
        logins 2
        plan reject
        rm "$HOME/session"
        eval "\"\$program\" --pause 0 2>$stream </dev/null"
        [ $? -eq 77 ] || wrong "not status 77"
    done

    case_of "standard output is closed"
    export IBMCLOUD_API_KEY=$secret
    "$program" >&- 2>"$work/stderr" </dev/null || wrong "status $?"
    logins 1

    case_of "the login takes its turn"
    export IBMCLOUD_API_KEY=$secret
    plan need-turn
    run 0
    flock -n "$HOME/.bluemix" true || wrong "the turn was not given back"

    case_of "four at once log in once"
    export IBMCLOUD_API_KEY=$secret
    plan linger
    for _ in 1 2 3 4; do
        { "$program"; echo "status $?"; } >>"$work/stderr" 2>&1 &
    done
    wait
    [ "$(grep -c 'status 0' "$work/stderr")" -eq 4 ] || wrong "not status 0"
    [ "$(wc -l <"$HOME/calls")" -eq 1 ] || wrong "not one login"
}

test_misuse() {
    misuse "unknown option '--frob'" --frob
    misuse "unknown option '--retires'" --retires 1
    misuse "unknown option '-X'" -X
    misuse "unknown option" "-$secret"
    misuse "unexpected argument 'extra'" extra
    misuse "--apikey takes @FILE" --apikey "$secret"
    misuse "--apikey takes @FILE" "--apikey=$secret"
    misuse "--apikey needs a value" --apikey
    misuse "--apikey takes @FILE" --apikey @
    misuse "--cr-token takes @FILE" --cr-token "$secret"
    misuse "--sso needs a terminal" --sso
    misuse "--vpc-cri and --sso do not go together" --sso --vpc-cri
    misuse "--apikey and --vpc-cri do not go together" --vpc-cri --apikey @x
    misuse "--profile goes with" --profile x
    misuse "--profile goes with" --profile x --apikey @x
    misuse "--cr-token and IBMCLOUD_CR_TOKEN need --profile" --cr-token @x
    misuse "-r needs a value" -r
    misuse "-r needs a value" -r -g x
    misuse "-r and --no-region do not go together" -r x --no-region
    case_of "misuse: --quiet --verbose"
    run 64 --quiet --verbose
    is_silent
    misuse "-r was given more than once" -r x -r y
    misuse "-c and --account name different accounts" -c $id --account $other_id
    misuse "--account 'me': expected an account ID" --account me
    misuse "--min-ttl '5x': expected a whole number" --min-ttl 5x
    misuse "--min-ttl needs a value" --min-ttl=
    misuse "--timeout must be at least 1s" --timeout 0
    misuse "--retries '1x': expected a whole number" --retries 1x
    misuse "--retries '010': expected a whole number" --retries 010
    misuse "--retries '10000': expected a whole number" --retries 10000
    misuse "--retries '-1': expected a whole number" --retries -1
}

test_login_that_will_do
test_credentials
test_key_files
test_failures
test_secrets
test_surroundings
test_misuse
case_of "--help"
"$program" --help | grep -q '^Usage: ibmcloud-login' || wrong "no help"
case_of "--version"
"$program" --version | grep -q '^ibmcloud-login [0-9]' || wrong "no version"

echo "ibmcloud-login: $((cases - failures)) of $cases cases passed"
[ "$failures" -eq 0 ]
