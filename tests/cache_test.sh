#!/bin/sh
# Usage: cache_test.sh PROGRAM
#
# --cache, with a CLI that counts its runs and prints a token for whoever its configuration says is logged in.
set -eu

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
cd "$work"
unset IBMCLOUD_TOKEN_CLI IBMCLOUD_TOKEN_CACHE IBMCLOUD_HOME IBMCLOUD_CONFIG_HOME BLUEMIX_HOME
failures=0

fail() {
    echo "cache_test: $name: $1" >&2
    failures=$((failures + 1))
}

# Starts a case: alice is logged in, nothing is in the cache, and the CLI has not been run.
begin() {
    name=$1
    chmod -R u+rwx home 2>/dev/null || true
    rm -rf home
    mkdir -p home/.bluemix
    mkdir -m 700 home/run
    HOME=$work/home
    XDG_RUNTIME_DIR=$HOME/run
    config=$HOME/.bluemix/config.json
    export HOME XDG_RUNTIME_DIR
    : >home/runs
    log_in alice
}

log_in() {
    printf '{"session":"%s"}\n' "$1" >"$config"
}

# What the CLI does after it has read its configuration, and before it prints the token.
during_run() {
    printf '%s\n' "$1" >home/during
}

get() {
    "$program" --cache --cli "$work/cli" "$@"
}

# Whose token there is, which should be $1, after $2 runs of the CLI since the case began.
expect() {
    wanted=$1 wanted_runs=$2
    shift 2
    who=$(get --format claims "$@" 2>home/log | sed 's/.*"sub":"\([a-z]*\)".*/\1/')
    [ "$who" = "$wanted" ] || fail "the token of '$who', not of $wanted"
    expect_runs "$wanted_runs"
}

expect_runs() {
    runs=$(wc -l <home/runs)
    [ "$runs" -eq "$1" ] || fail "$runs runs of the CLI, not $1"
}

# The one file of the cache.
entry() {
    echo "$XDG_RUNTIME_DIR"/ibmcloud-token/*
}

# Runs `get` with the arguments 64 times at once, or $STAGGER seconds apart, and counts each exit status: ` 64 times 0 `.
at_once() {
    i=0
    : >home/callers
    [ -n "${STAGGER:-}" ] || export CALLERS=64
    while [ $i -lt 64 ]; do
        {
            status=0
            echo >>home/callers
            get "$@" >/dev/null 2>&1 || status=$?
            echo "times $status"
        } &
        sleep "${STAGGER:-0}"
        i=$((i + 1))
    done >home/statuses
    wait
    sort home/statuses | uniq -c | tr -s '[:space:]' ' '
}

write_cli() {
    cat >cli <<'END'
#!/bin/sh
# LIFETIME is that of the token, in seconds; PAUSE before it is printed, too, once there are so many CALLERS. PADDING is a
# width. EXPIRY is a claim.
base64url() { base64 -w 0 | tr '+/' '-_' | tr -d '='; }
echo run >>"$HOME/runs"
who=$(sed -n 's/.*"session":"\([a-z]*\)".*/\1/p' "$HOME/.bluemix/config.json")
padding=$(printf "%${PADDING:-0}s" "")
claims="{\"padding\":\"$padding\",\"sub\":\"$who\",\"account\":{\"bss\":\"$who\"},\"${EXPIRY:-exp}\":$(($(date +%s) + ${LIFETIME:-1200}))}"
token="$(printf '{"alg":"HS256"}' | base64url).$(printf %s "$claims" | base64url).c2lnbmF0dXJl"
while [ -n "${CALLERS:-}" ] && [ "$(wc -l <"$HOME/callers")" -lt "$CALLERS" ]; do sleep 0.05; done
sleep "${PAUSE:-0}"
[ ! -e "$HOME/during" ] || . "$HOME/during"
if [ -z "$who" ]; then
    echo FAILED >&2
    echo "Not logged in. Use 'ibmcloud login' to log in." >&2
    exit 1
fi
echo "IAM token:  Bearer $token"
[ -z "${UAA:-}" ] || echo "UAA token:  Bearer $token"
END
    chmod +x cli
    ln -s cli other-cli
}

check_hits() {
    begin "the next caller gets the same token"
    get >home/first
    get >home/second
    cmp home/first home/second || fail "two tokens"
    expect alice 1
    [ "$(stat -c %a "$XDG_RUNTIME_DIR/ibmcloud-token" "$(entry)" | tr '\n' ' ')" = "700 600 " ] || fail "modes"

    begin "the cache is off unless asked for"
    "$program" --check --cli "$work/cli"
    IBMCLOUD_TOKEN_CACHE=0 "$program" --check --cli "$work/cli"
    [ -z "$(ls "$XDG_RUNTIME_DIR")" ] || fail "something was kept"
    expect_runs 2

    begin "the environment can ask for it, and --no-cache overrides that"
    IBMCLOUD_TOKEN_CACHE=1 "$program" --check --cli "$work/cli"
    expect alice 1
    IBMCLOUD_TOKEN_CACHE=1 "$program" --check --no-cache --cli "$work/cli"
    expect_runs 2

    begin "--input has no use for it"
    status=0
    "$program" --cache --input /dev/null 2>/dev/null || status=$?
    [ "$status" -eq 64 ] || fail "status $status"

    begin "a hit passes the same checks as a new token"
    export LIFETIME=100
    expect alice 1
    expect alice 1 --min-ttl 50
    expect "" 2 --min-ttl 200
    LIFETIME=500 expect alice 3 --min-ttl 200
    expect alice 3 --account alice
    expect "" 4 --account carol
    export LIFETIME=5
    log_in carol
    expect carol 5 --min-ttl 0
    expect carol 6 --min-ttl 0
    unset LIFETIME

    begin "a token that does not say when it expires may be dead"
    export EXPIRY=forever
    expect alice 1
    expect alice 2
    unset EXPIRY

    begin "a UAA token is not kept: its session is not in this configuration"
    export UAA=1
    expect alice 1
    expect alice 2 --token uaa
    expect alice 3 --token uaa
    expect alice 3
    unset UAA

    begin "each CLI has its own"
    expect alice 1
    "$program" --cache --check --cli "$work/other-cli"
    expect_runs 2
}

check_sessions() {
    begin "a login, a switch of the account, a logout"
    expect alice 1
    log_in carol
    expect carol 2
    printf '{}' >"$config"
    expect "" 3
    status=0
    get -q || status=$?
    [ "$status" -eq 77 ] || fail "status $status"
    log_in alice
    expect alice 5

    begin "a configuration rewritten at once, with as many bytes"
    runs=0
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        for user in carol alice; do
            get --check
            printf '{"session":"%s"}\n' "$user" 1<>"$config"
            runs=$((runs + 1))
            who=$(get --format claims)
            case $who in *\"$user\"*) ;; *) fail "another's token" ;; esac
        done
    done

    begin "a configuration whose time was set back"
    sleep 0.1
    expect alice 1
    cp -p "$config" home/old
    log_in carol
    touch -r home/old "$config"
    expect carol 2

    begin "a configuration that was replaced, with the same times and bytes"
    expect alice 1
    cp -p "$config" home/new
    mv home/new "$config"
    expect alice 2

    begin "a folder that was replaced"
    expect alice 1
    mv home/.bluemix home/old
    mkdir home/.bluemix
    cp -p home/old/config.json home/.bluemix
    expect alice 2

    begin "another folder"
    expect alice 1
    mkdir home/.ibmcloud
    cp -p "$config" home/.ibmcloud
    expect alice 2

    begin "no configuration, or one that can't be told from others"
    rm "$config"
    mkdir "$config"
    expect "" 1
    expect "" 2
}

check_changes_during_run() {
    begin "a token that was renewed is that of the new configuration"
    # shellcheck disable=SC2016
    during_run 'printf "{\"session\":\"$who\",\"IAMToken\":\"Bearer $token\"}" >"$HOME/.bluemix/config.json"'
    expect alice 1
    rm home/during
    expect alice 1

    begin "a configuration that changed otherwise may be anybody's"
    # shellcheck disable=SC2016
    during_run 'printf "{\"session\":\"carol\"}" >"$HOME/.bluemix/config.json"'
    expect alice 1
    rm home/during
    expect carol 2

    begin "so may one that has the token for another session"
    # shellcheck disable=SC2016
    during_run 'printf "{\"session\":\"carol\",\"FallbackIAMTokens\":{\"IAMToken\":\"Bearer $token\"}}" \
        >"$HOME/.bluemix/config.json"'
    expect alice 1
    rm home/during
    expect carol 2

    begin "a configuration that is written all the time"
    while [ -e home/runs ]; do printf '{"session":"alice"}' 1<>"$config"; done &
    expect alice 1
    expect alice 2
    rm home/runs
    wait

    begin "who waits for a run that fails, while somebody logs in, has another run made"
    printf '{}' >"$config"
    PAUSE=4 get --check 2>/dev/null &
    while [ ! -s home/runs ]; do sleep 0.05; done
    get --check 2>home/log &
    second=$!
    sleep 1
    printf '{"session":"alice","IAMToken":"Bearer anything"}' >"$config"
    wait "$second" || fail "status $?: $(cat home/log)"
    expect_runs 2
    wait

    begin "who comes after a login does not get the token of the run before it"
    PAUSE=1 get --check &
    sleep 0.4
    log_in carol
    expect carol 2
    wait
}

check_places() {
    begin "no place"
    unset XDG_RUNTIME_DIR
    expect alice 1
    expect alice 2
    for place in "" run /none; do
        (cd home && XDG_RUNTIME_DIR=$place get --check) || fail "status $? with '$place'"
    done
    expect_runs 5

    begin "a place that others may write to"
    chmod 777 "$XDG_RUNTIME_DIR"
    expect alice 1
    expect alice 2
    [ -z "$(ls "$XDG_RUNTIME_DIR")" ] || fail "something was kept"

    begin "a folder that others may look into"
    mkdir -m 755 "$XDG_RUNTIME_DIR/ibmcloud-token"
    expect alice 1
    expect alice 2
    [ -z "$(ls "$XDG_RUNTIME_DIR/ibmcloud-token")" ] || fail "something was kept"

    begin "a folder that was made with an odd umask"
    (umask 277 && get --check) || fail "status $?"
    expect alice 1

    begin "a folder of odd modes"
    mkdir -m 500 "$XDG_RUNTIME_DIR/ibmcloud-token"
    expect alice 1
    expect alice 2

    begin "a place of somebody else's"
    if [ "$(id -u)" -eq 0 ]; then chown 65534 "$XDG_RUNTIME_DIR"; else XDG_RUNTIME_DIR=/usr; fi
    expect alice 1
    expect alice 2

    begin "links in place of folders"
    mkdir -m 700 home/elsewhere
    ln -s elsewhere home/link
    XDG_RUNTIME_DIR=$HOME/link expect alice 1
    XDG_RUNTIME_DIR=$HOME/link/ expect alice 2
    ln -s ../elsewhere "$XDG_RUNTIME_DIR/ibmcloud-token"
    expect alice 3
    [ -z "$(ls home/elsewhere)" ] || fail "something was kept"

    begin "a place that is full"
    (ulimit -f 1 && PADDING=1000 get --check)
    [ -z "$(ls -A "$XDG_RUNTIME_DIR/ibmcloud-token")" ] || fail "something was kept"
    expect alice 2
}

# Puts what $2 makes of the entry in its place: it should be passed over, and replaced.
spoil() {
    begin "$1"
    get --check
    file=$(entry)
    cp -p "$file" home/good
    eval "$2"
    expect alice 2
    get --check
    expect_runs 2
}

# shellcheck disable=SC2016
check_spoilt_entries() {
    spoil "an empty entry" ': >$file'
    spoil "garbage" 'head -c 2000 /dev/urandom >$file'
    spoil "an entry of another version" 'sed -i "1s/ibmcloud-token [0-9]/ibmcloud-token 9/" $file'
    spoil "an entry for another path" 'sed -i "1s/cli/clj/" $file'
    spoil "an entry of a boot before this, with another configuration" \
        'sed -i "1s/\"ended\":[0-9]*/\"ended\":9000000000000000000/; 1s/\"after\":\[/\"after\":[1/" $file'
    spoil "an entry without a time" 'sed -i "1s/\"ended\":/\"endless\":/" $file'
    spoil "a token that was cut short" 'sed -i "2s/.....$//" $file; truncate -s -1 $file'
    spoil "a token of two parts" 'sed -i "2s/\.[^.]*$//" $file'
    spoil "a refresh token" 'sed -i "2s/^[^.]*/$(printf "{\"alg\":\"rt\"}" | base64)/" $file'
    spoil "an opaque token" 'sed -i "2s/.*/opaque/" $file'
    spoil "no token" 'sed -i 2d $file'
    spoil "an entry that others may read" 'chmod 644 $file'
    spoil "an entry with a second name" 'ln $file home/second'
    spoil "a link" 'mv $file home/target; ln -s $HOME/target $file'
    [ "$(cat home/target)" = "$(cat home/good)" ] || fail "the link was followed"
    spoil "a FIFO" 'rm $file; mkfifo -m 600 $file'

    begin "a folder in its place"
    get --check
    file=$(entry)
    rm "$file"
    mkdir "$file"
    expect alice 2
    expect alice 3

    for size in 0 1 100 200 250 300 330 350; do
        spoil "an entry cut to $size bytes" "truncate -s $size \$file"
    done

    begin "an expired token"
    LIFETIME=12 get --check
    sleep 3
    expect alice 2
}

check_many_at_once() {
    begin "64 that miss together"
    [ "$(PAUSE=1 at_once --check)" = " 64 times 0 " ] || fail "$(cat home/statuses)"
    expect_runs 1

    begin "64 that miss together, while the token is renewed"
    # shellcheck disable=SC2016
    during_run 'sleep 0.5; printf "{\"session\":\"$who\"}" >"$HOME/.bluemix/config.json"'
    [ "$(PAUSE=1 at_once --check)" = " 64 times 0 " ] || fail "$(cat home/statuses)"
    expect_runs 1

    begin "64 that miss one by one, while the configuration is rewritten"
    # shellcheck disable=SC2016
    during_run 'printf "{\"session\":\"$who\"}" >"$HOME/.bluemix/config.json"; sleep 1'
    [ "$(STAGGER=0.005 at_once --check)" = " 64 times 0 " ] || fail "$(cat home/statuses)"
    runs=$(wc -l <home/runs)
    [ "$runs" -le 4 ] || fail "$runs runs of the CLI"

    begin "64 whose run fails"
    printf '{}' >"$config"
    [ "$(PAUSE=1 at_once --check)" = " 64 times 77 " ] || fail "$(cat home/statuses)"
    expect_runs 1
    get --check -q || true
    expect_runs 2

    begin "64 whose run fails where there is no configuration"
    rm "$config"
    [ "$(PAUSE=1 at_once --check)" = " 64 times 77 " ] || fail "$(cat home/statuses)"
    expect_runs 1
    get --check -q || true
    expect_runs 2

    begin "64 whose run prints too much"
    during_run 'head -c 2000000 /dev/zero'
    [ "$(PAUSE=1 at_once --check)" = " 64 times 65 " ] || fail "$(cat home/statuses)"
    expect_runs 1

    begin "64 whose run does not end in time"
    [ "$(PAUSE=60 at_once --check --timeout 3)" = " 64 times 75 " ] || fail "$(cat home/statuses)"
    expect_runs 1

    begin "one that has more time than the run it waited for"
    PAUSE=60 get --check --timeout 2 2>/dev/null &
    while [ ! -s home/runs ]; do sleep 0.05; done
    expect alice 2
    wait

    begin "64 with too high a wish"
    [ "$(PAUSE=1 at_once --check --min-ttl 1h)" = " 64 times 77 " ] || fail "$(cat home/statuses)"
    expect_runs 1

    begin "one that is killed in its turn"
    PAUSE=3 "$program" --cache --check --cli "$work/cli" 2>/dev/null &
    first=$!
    while [ ! -s home/runs ]; do sleep 0.05; done
    PAUSE=1 at_once --check >home/result &
    sleep 0.5
    kill -KILL "$first"
    wait
    [ "$(cat home/result)" = " 64 times 0 " ] || fail "$(cat home/statuses)"
    expect_runs 2
}

write_cli
check_hits
check_sessions
check_changes_during_run
check_places
check_spoilt_entries
check_many_at_once

[ "$failures" -eq 0 ] || exit 1
echo "cache: no failures"
