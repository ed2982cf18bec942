#!/bin/sh
# Usage: recipes_test.sh PROGRAM
#
# Runs each ```sh block of scripts/share/recipes.md with PROGRAM, the programs beside it and the stand-in CLI: once logged
# in, once logged out. A block in another language is a file, whose name stands behind the language, for the sh
# blocks; the Go file is only parsed. curl, Wget, Python, Node.js, Ansible, make and jq are the real ones, and their requests
# go to a server that keeps them. All other programs are stand-ins that want the token in the right form. Without a token
# none of them may start, and no request may be sent.
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

# Shows the block and its messages, without tokens.
fail() {
    echo "recipes_test: $block, $state: $1" >&2
    { cat "$block" && grep -v eyJ "$work/log"; } >&2 2>/dev/null || :
    failures=$((failures + 1))
}

# Writes the sh blocks to blocks/1.sh and so on, the others to files/NAME.
extract() {
    awk -v work="$work" '
        /^```/ && file { file = ""; next }
        /^```sh$/ { file = sprintf("%s/blocks/%d.sh", work, ++count); next }
        /^```/ { file = work "/files/" $2; if (NF != 2) exit 1; next }
        file { print > file }
    ' "$recipes"
    # The server is here, and so is the file to include.
    sed -i "s|https://\([a-z.-]*\.cloud\.ibm\.com\)|$url/\1|
        s|/usr/share/ibmcloud-token/|$top/scripts/share/|" "$work/files/"*.py "$work/files/"*.js "$work/files/"*.yml \
        "$work/files/Makefile"
}

# Runs the block in a new home.
run_block() {
    rm -rf "$work/user" "$work/web/"request.*
    cp -R "$work/files" "$work/user"
    echo made-up-key >"$work/user/ibmcloud.key"
    for file in started content github output; do
        : >"$work/$file"
    done
    status=0
    (cd "$work/user" && HOME=$work/user PATH=$work/bin:$PATH GITHUB_ENV=$work/github GITHUB_OUTPUT=$work/output \
        timeout 100 sh -eu "$block") >"$work/log" 2>&1 </dev/null || status=$?
}

# The block, and the files that it uses.
text_of_block() {
    cat "$block"
    for file in "$work/files/"*; do
        ! grep -qF "${file##*/}" "$block" || cat "$file"
    done
    ! grep -q '^make ' "$block" || cat "$work/files/Makefile"
    ! grep -q '^terraform apply' "$block" || cat "$work/files/main.tf"
}

requests() {
    find "$work/web" -name 'request.*' ! -name '*.new'
}

wants_header_once() {
    tr -d '\r' <"$1" | sed -n 's/^authorization:/Authorization:/I p' >"$work/sent"
    cmp -s "$work/header" "$work/sent" || fail "a request has not the right credentials, once"
}

check_logged_in() {
    state="logged in"
    run_block
    [ "$status" -eq 0 ] || fail "status $status"
    text_of_block >"$work/text"
    for name in $consumers; do
        ! grep -qw -e "$name" "$work/text" || grep -qx "$name" "$work/content" || fail "$name did not get its token"
    done
    grep -qx ibmcloud "$work/started" || fail "nothing asked for a token"
    for request in $(requests); do
        wants_header_once "$request"
    done
    ! grep -q -e 'https://' -e "$url" "$work/text" || [ -n "$(requests)" ] || fail "there was no request"
    if grep -qi github "$block"; then
        printf '::add-mask::%s\n' "$token" | grep -qxF -f - "$work/log" || fail "the token is not masked"
        printf 'IAM_TOKEN=%s\n' "$token" | cmp -s - "$work/github" || printf 'token=%s\n' "$token" |
            cmp -s - "$work/output" || fail "the file of GitHub lacks the variable"
    else
        ! grep -q eyJ "$work/log" || fail "the token is shown"
    fi
}

check_logged_out() {
    state="logged out"
    touch "$work/logged-out"
    run_block
    rm "$work/logged-out"
    [ "$status" -ne 0 ] || fail "status 0"
    ! grep -vxE 'ibmcloud|crontab' "$work/started" >"$work/consumers" || fail "started: $(paste -sd ' ' "$work/consumers")"
    [ -z "$(requests)" ] || fail "there was a request"
    [ -z "$(cat "$work/github" "$work/output")" ] || fail "there is something for GitHub"
    grep -q 'ibmcloud-\(token\|login\): ' "$work/log" || fail "there is no message"
}

check_network_down_for_a_while() {
    state="network down"
    touch "$work/network-down"
    run_block
    [ "$status" -eq 0 ] || fail "status $status"
    [ ! -e "$work/network-down" ] || fail "not tried"
    [ "$(grep -cx ibmcloud "$work/started")" -eq 2 ] || fail "not tried again"
}

# The rows of "What does not do what it seems to do": what is written there does go wrong.
check_pitfalls() {
    block="what does not do what it seems to do"
    state="logged out"
    touch "$work/logged-out"
    # shellcheck disable=SC2016,SC2030  # For another shell.
    for line in 'X=$(ibmcloud-token) touch ran' 'export X=$(ibmcloud-token); touch ran' \
        'f() { local X=$(ibmcloud-token); touch ran; }; f' 'eval "$(ibmcloud-token -f sh)"; touch ran' \
        'curl -fsS -H "$(ibmcloud-token --header)" https://example.com; touch ran' \
        'ibmcloud-token --header | curl -fsS -H @- https://example.com; touch ran'; do
        rm -rf "$work/user" "$work/web/"request.*
        mkdir "$work/user"
        (cd "$work/user" && PATH=$work/bin:$PATH sh -euc "$line") >"$work/log" 2>&1 || fail "status $? of $line"
        [ -e "$work/user/ran" ] || fail "it stops: $line"
        case $line in
        *curl*)
            ! grep -qi '^authorization:' "$(requests)" || fail "it sends credentials: $line"
            ;;
        esac
    done
    rm "$work/logged-out"
    state="logged in"
    echo '"$@"' >"$work/wrapper"
    # shellcheck disable=SC2016
    [ -z "$(PATH=$work/bin:$PATH sh -c 'ibmcloud-token -- echo $IAM_TOKEN')" ] || fail "echo gets the variable"
    # shellcheck disable=SC2016
    [ "$(PATH=$work/bin:$PATH ibmcloud-token -- sh -c 'echo "$IAM_TOKEN"')" = "$token" ] || fail "sh does not get it"
    [ "$(PATH=$work/bin:$PATH ibmcloud-token -f dotenv --env X=bearer)" = "X='Bearer $token'" ] || fail "there are no quotes"
    for wrapper in env nice 'timeout 60' nohup "sh $work/wrapper"; do
        # shellcheck disable=SC2086  # Several words.
        PATH=$work/bin:$PATH ibmcloud-token --header -- $wrapper cat /dev/fd/token 2>"$work/log" |
            cmp -s - "$work/header" || fail "$wrapper does not pass the file on"
    done
}

check_go() {
    block=$work/files/instances.go
    state="parsed by gofmt"
    (cd "$clients" && node --input-type=module -e '
import { format } from "@wasm-fmt/gofmt";
import { readFileSync } from "node:fs";
const text = readFileSync(process.argv[1], "utf8");
process.exit(format(text) === text ? 0 : 1);' "$block") >"$work/log" 2>&1 || fail "it is not Go, or not as gofmt has it"
}

clients=$top/build/clients
for command in ansible-playbook curl jq make node python3 shfmt wget; do
    command -v "$command" >/dev/null || { echo "recipes_test: $command is missing; see scripts/setup" >&2 && exit 1; }
done
[ -d "$clients/node_modules/@wasm-fmt" ] || { echo "recipes_test: gofmt is missing; see scripts/setup" >&2 && exit 1; }
mkdir "$work/bin" "$work/blocks" "$work/files" "$work/web"
python3 "$top/tests/helpers/http_server.py" "$work/web" & server=$!
"$top/fixtures/bin/ibmcloud" iam oauth-tokens >"$work/standin-output"
token=$(sed 's/.*Bearer //' "$work/standin-output")
printf '%s\n' "$token" >"$work/token"
printf 'Authorization: Bearer %s\n' "$token" >"$work/header"
for _ in $(seq 200); do
    [ ! -e "$work/web/port" ] || break
    sleep 0.1
done
url=http://127.0.0.1:$(cat "$work/web/port")

cat >"$work/bin/ibmcloud" <<END
#!/bin/sh
echo ibmcloud >>'$work/started'
if [ -e '$work/logged-out' ]; then
    cat '$top/fixtures/log-in/not-logged-in.txt' >&2 && exit 1
elif rm '$work/network-down' 2>/dev/null; then
    cat '$top/fixtures/try-again/no-such-host.txt' >&2 && exit 1
fi
STANDIN_OUTPUT='$work/standin-output' exec '$top/fixtures/bin/ibmcloud' "\$@"
END

# Takes the name of each program that gets a token, and wants the token as that program does.
cat >"$work/bin/consumer" <<END
#!/bin/sh
set -eu
work=$work
server=$url
curl=$(command -v curl)
wget=$(command -v wget)
python3=$(command -v python3)
END
cat >>"$work/bin/consumer" <<'END'
token=$(cat "$work/token")
name=${0##*/}

# Runs a command as if it were elsewhere, or started by another program.
elsewhere() {
    env -i HOME="$HOME" PATH="$PATH" "$@"
}

# True if the program $1 of Terraform's data source writes an object of strings, one of them the token.
is_external_data() {
    eval "set -- $(sed -n 's/^ *program = \[\(.*\)\]$/\1/p' main.tf | "$python3" -c '
import json, shlex
print(shlex.join(json.loads("[" + input() + "]")))')"
    "$@" >data && jq -e --arg token "$token" 'all(.[]; type == "string") and .access_token == $token' data >/dev/null
}

case $* in *"$token"*) echo "$name: the token is an argument" && exit 1 ;; esac
case "$name $*" in
# Ansible looks for these, whatever it does.
ssh\ -o\ ControlPersist | sleep\ *) exit 0 ;;
# These ask for the token themselves.
python3\ instances.py) "$python3" "$@" ;;
podman\ pull\ de.icr.io/*)
    helper=docker-credential-$(jq -r '.credHelpers["de.icr.io"]' "$REGISTRY_AUTH_FILE")
    echo de.icr.io | "$helper" get >answer || exit
    jq -e --arg token "$token" '.Username == "iambearer" and .Secret == $token' answer >/dev/null
    ;;
terraform\ apply) is_external_data ;;
*) echo "$name" >>"$work/started" ;;
esac
case "$name $*" in
podman\ pull\ * | python3\ instances.py | terraform\ apply) ;;
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
docker\ run\ --rm\ --user\ "$(id -u)"\ --volume\ "$PWD"/token:/run/token:ro\ curlimages/curl\ -fsS\ -H\ @/run/token/*)
    [ "$(stat -c %a token token/header | paste -sd ' ')" = "700 600" ]
    header=$PWD/token/${10#@/run/token/}
    shift 10 && elsewhere curl -fsS -H "@$header" "$@"
    ;;
ssh\ build.example.com\ *) elsewhere sh -c "$2" ;;
sudo\ curl\ *) elsewhere "$@" ;;
crontab\ -l) exit 1 ;;
crontab\ -)
    while read -r _ _ _ _ _ job; do
        PATH=/usr/bin:/bin elsewhere sh -c "$job"
    done
    ;;
*) echo "unexpected: $name" && exit 1 ;;
esac
echo "$name" >>"$work/content"
END
consumers="buildah crontab curl docker helm podman python3 skopeo ssh sudo terraform wget"
for name in $consumers sleep; do
    ln -s consumer "$work/bin/$name"
done
ln -s "$program" "$work/bin/ibmcloud-token"
ln -s "$(dirname "$program")/ibmcloud-login" "$(dirname "$program")/ibmcloud-token-migrate" \
    "$top/scripts/share/docker-credential-ibmcloud-token" "$work/bin"
chmod +x "$work/bin/ibmcloud" "$work/bin/consumer"
unset IBMCLOUD_TOKEN_CLI IBMCLOUD_TOKEN_REUSE IBMCLOUD_API_KEY IBMCLOUD_HOME BLUEMIX_HOME IBMCLOUD_CONFIG_HOME \
    IC_IAM_TOKEN IAM_TOKEN MAKEFLAGS MFLAGS MAKELEVEL
export no_proxy='*' LC_ALL=C.UTF-8
# Verbose, so that it shows what it can.
export ANSIBLE_VERBOSITY=1 ANSIBLE_NOCOWS=true ANSIBLE_LOCAL_TEMP="$work/ansible" ANSIBLE_REMOTE_TEMP="$work/ansible"

extract || { echo "recipes_test: a block has no name" >&2 && exit 1; }
for block in "$work/blocks/"*.sh; do
    [ -e "$block" ] || { echo "recipes_test: there is no sh block" >&2 && exit 1; }
    blocks=$((blocks + 1))
    check_logged_in
    check_logged_out
    ! grep -q '^until ' "$block" || check_network_down_for_a_while
done
[ "$blocks" -eq "$(grep -cx '```sh' "$recipes")" ] || { echo "recipes_test: not all blocks were run" >&2 && exit 1; }
check_go
check_pitfalls

[ "$failures" -eq 0 ] || exit 1
echo "recipes.md: $blocks blocks run"
