#!/bin/sh
# Usage: recipes_test.sh PROGRAM
#
# Runs each ```sh block of scripts/share/recipes.md with PROGRAM and the stand-in CLI, once logged in and once not. curl and
# Wget are the real ones, and their requests go to a server that keeps them; all other programs are stand-ins that want
# the token in the right form. Without a token none of them may start.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
recipes=$top/scripts/share/recipes.md
work=$(mktemp -d)
server=''
blocks=0
failures=0

clean_up() {
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || :
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# Shows the block, and what it said but for tokens.
fail() {
    echo "recipes_test: block $(basename "$block" .sh), $state: $1" >&2
    { cat "$block" && grep -v eyJ "$work/log"; } >&2 || :
    failures=$((failures + 1))
}

# Writes each block of a language to a file of its own.
extract() {
    awk -v prefix="$work/blocks/" -v language="$1" '
        /^```/ { inside = !inside && $0 == "```" language; if (inside) file = prefix (++count) "." language; next }
        inside { print > file }
    ' "$recipes"
}

# Runs the block in a home that nobody has been in.
run_block() {
    rm -rf "$work/user" "$work/web/"request.*
    mkdir "$work/user"
    cat "$work/blocks/"*.make >"$work/user/Makefile"
    cp "$top/scripts/share/ibmcloud-token.mk" "$work/user"
    echo made-up-key >"$work/user/ibmcloud.key"
    : >"$work/started"
    : >"$work/content"
    : >"$work/github"
    status=0
    (cd "$work/user" && HOME=$work/user PATH=$work/bin:$PATH GITHUB_ENV=$work/github timeout 60 sh -eu "$block") \
        >"$work/log" 2>&1 </dev/null || status=$?
}

requests() {
    find "$work/web" -name 'request.*' ! -name '*.new'
}

wants_header_once() {
    tr -d '\r' <"$1" | grep -i '^authorization:' >"$work/sent" || :
    cmp -s "$work/header" "$work/sent" || fail "a request has not the right credentials, once"
}

# Each program that the block or the file $1 names has run, and been content.
wants_all_content() {
    for name in $consumers; do
        ! grep -qw -e "$name" "$block" "$1" || grep -qx "$name" "$work/content" ||
            fail "$name did not get its token"
    done
}

check_with_token() {
    state="logged in"
    run_block
    [ "$status" -eq 0 ] || fail "status $status"
    makefile=/dev/null
    ! grep -q '^make ' "$block" || makefile=$work/user/Makefile
    wants_all_content "$makefile"
    [ -s "$work/started" ] || fail "nobody asked for a token"
    for request in $(requests); do
        wants_header_once "$request"
    done
    if grep -q github "$block"; then
        printf 'IAM_TOKEN=%s\n' "$token" | cmp -s - "$work/github" || fail "GitHub's file lacks the variable"
        printf '::add-mask::%s\n' "$token" | grep -qxF -f - "$work/log" || fail "the token is not masked"
    else
        ! grep -q eyJ "$work/log" || fail "the token is shown"
    fi
}

check_without_token() {
    state="logged out"
    touch "$work/logged-out"
    run_block
    rm "$work/logged-out"
    [ "$status" -ne 0 ] || fail "status 0"
    ! grep -vxE 'ibmcloud|crontab' "$work/started" >"$work/consumers" || fail "started: $(paste -sd ' ' "$work/consumers")"
    [ -z "$(requests)" ] || fail "there was a request"
    [ ! -s "$work/github" ] || fail "there is something for GitHub"
}

check_with_network_down_for_a_while() {
    state="network down"
    touch "$work/network-down"
    run_block
    [ "$status" -eq 0 ] || fail "status $status"
    [ ! -e "$work/network-down" ] || fail "not tried"
    [ "$(grep -cx ibmcloud "$work/started")" -eq 2 ] || fail "not tried again"
}

for command in curl wget python3 make; do
    command -v "$command" >/dev/null || { echo "recipes_test: $command is missing; see scripts/setup" >&2 && exit 1; }
done
mkdir "$work/bin" "$work/blocks" "$work/web"
python3 "$top/tests/helpers/http_server.py" "$work/web" & server=$!
"$top/fixtures/bin/ibmcloud" iam oauth-tokens >"$work/output"
token=$(sed 's/.*Bearer //' "$work/output")
printf '%s\n' "$token" >"$work/token"
printf 'Authorization: Bearer %s\n' "$token" >"$work/header"
curl=$(command -v curl)
wget=$(command -v wget)
for _ in $(seq 200); do
    [ ! -e "$work/web/port" ] || break
    sleep 0.1
done

cat >"$work/bin/ibmcloud" <<END
#!/bin/sh
echo ibmcloud >>'$work/started'
if [ -e '$work/logged-out' ]; then
    cat '$top/fixtures/log-in/not-logged-in.txt' >&2 && exit 1
elif rm '$work/network-down' 2>/dev/null; then
    cat '$top/fixtures/try-again/no-such-host.txt' >&2 && exit 1
fi
STANDIN_OUTPUT='$work/output' exec '$top/fixtures/bin/ibmcloud' "\$@"
END

# Takes the name of each program that gets a token, and wants it as that program does.
cat >"$work/bin/consumer" <<END
#!/bin/sh
set -eu
work=$work
server=http://127.0.0.1:$(cat "$work/web/port")
curl=$curl
wget=$wget
END
cat >>"$work/bin/consumer" <<'END'
token=$(cat "$work/token")
name=${0##*/}
echo "$name" >>"$work/started"

# Runs a command as if it were elsewhere, or started by another program.
elsewhere() {
    env -i HOME="$HOME" PATH="$PATH" "$@"
}

case $* in *"$token"*) echo "$name: the token is an argument" && exit 1 ;; esac
case "$name $*" in
curl\ * | wget\ *)
    for argument; do
        shift
        case $argument in https://*) argument=$server/${argument#https://} ;; esac
        set -- "$@" "$argument"
    done
    case $* in
    *.monitoring.cloud.ibm.com/*) wanted='IBMInstanceID: 0' ;;
    *.kms.cloud.ibm.com/*) wanted='bluemix-instance: 0' ;;
    *) wanted='' ;;
    esac
    case $* in *"$wanted"*) ;; *) echo "no $wanted" && exit 1 ;; esac
    if [ "$name" = curl ]; then "$curl" "$@"; else "$wget" "$@"; fi
    ;;
terraform\ plan) [ "$IC_IAM_TOKEN" = "Bearer $token" ] ;;
python3\ app.py) [ "$RESOURCE_CONTROLLER_AUTH_TYPE $RESOURCE_CONTROLLER_BEARER_TOKEN" = "bearertoken $token" ] ;;
*\ login\ --username\ iambearer\ --password-stdin\ icr.io) [ "$(cat)" = "$token" ] ;;
docker\ run\ --rm\ --env\ IAM_TOKEN\ registry.example.com/job) [ "$IAM_TOKEN" = "$token" ] ;;
docker\ run\ --rm\ --interactive\ curlimages/curl\ *) shift 4 && elsewhere curl "$@" ;;
ssh\ build.example.com\ *) elsewhere sh -c "$2" ;;
crontab\ -l) exit 1 ;;
crontab\ -)
    while read -r _ _ _ _ _ job; do
        PATH=/usr/bin:/bin elsewhere sh -c "$job"
    done
    ;;
sleep\ *) ;;
*) echo "unexpected: $name" && exit 1 ;;
esac
echo "$name" >>"$work/content"
END
consumers="buildah crontab curl docker helm podman python3 skopeo ssh terraform wget"
for name in $consumers sleep; do
    ln -s consumer "$work/bin/$name"
done
ln -s "$program" "$work/bin/ibmcloud-token"
ln -s "$(dirname "$program")/ibmcloud-login" "$work/bin"
chmod +x "$work/bin/ibmcloud" "$work/bin/consumer"
unset IBMCLOUD_TOKEN_CLI IBMCLOUD_API_KEY IBMCLOUD_HOME BLUEMIX_HOME IBMCLOUD_CONFIG_HOME IC_IAM_TOKEN IAM_TOKEN \
    MAKEFLAGS MFLAGS MAKELEVEL
export no_proxy='*'

extract make
extract sh
for block in "$work/blocks/"*.sh; do
    [ -e "$block" ] || { echo "recipes_test: there is no sh block" >&2 && exit 1; }
    blocks=$((blocks + 1))
    check_with_token
    check_without_token
    ! grep -q '^until ' "$block" || check_with_network_down_for_a_while
done
[ "$blocks" -eq "$(grep -cx '```sh' "$recipes")" ] || { echo "recipes_test: not all blocks were run" >&2 && exit 1; }

[ "$failures" -eq 0 ] || exit 1
echo "recipes.md: $blocks blocks run"
