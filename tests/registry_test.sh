#!/bin/sh
# Usage: registry_test.sh PROGRAM
#
# scripts/share/docker-credential-ibmcloud-token: its protocol, and Skopeo and Buildah with it against a real registry that
# refuses expired tokens.
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
    echo "registry_test: $name: $1" >&2
    grep -v eyJ "$work/log" >&2 || :
    failures=$((failures + 1))
}

give_up() {
    echo "registry_test: $1" >&2
    exit 1
}

# Starts a case with a new session, in which the CLI has not been run.
begin() {
    name=$1
    cases=$((cases + 1))
    unset STANDIN_LIFETIME
    ibmcloud login
    : >"$HOME/.bluemix/runs"
    : >"$work/log"
    : >"$work/proxy/log"
}

# Waits for a command to succeed, at most 20 seconds.
wait_until() {
    for _ in $(seq 200); do
        ! "$@" || return 0
        sleep 0.1
    done
    return 1
}

cli_has_run() {
    runs=$(wc -l <"$HOME/.bluemix/runs")
    [ "$runs" -eq "$1" ] || fail "$runs runs of the CLI, not $1"
}

# Asks the helper for the credentials of server $1. Expects status $2 and, on standard output, $3.
ask_helper() {
    status=0
    printf '%s' "$1" | docker-credential-ibmcloud-token get >"$work/answer" 2>"$work/log" || status=$?
    [ "$status" -eq "$2" ] || fail "status $status for $1"
    printf '%s\n' "$3" | cmp -s - "$work/answer" || fail "another answer for $1"
}

credentials() {
    printf '{"ServerURL":"%s","Username":"iambearer","Secret":"%s"}\n' "$1" "$(ibmcloud-token --reuse)"
}

pull_with_skopeo() {
    rm -rf "$work/pulled"
    timeout 60 skopeo copy --src-tls-verify=false docker://de.icr.io/space/image:1 "dir:$work/pulled" >"$work/log" 2>&1
}

pull_with_buildah() {
    rm -rf "$work/storage"
    timeout 60 buildah --root "$work/storage" --runroot "$work/storage/run" --storage-driver vfs pull --tls-verify=false \
        de.icr.io/space/image:1 >"$work/log" 2>&1
}

# Pulls with client $1, and expects that it sent the token.
pull() {
    : >"$work/proxy/log"
    "pull_with_$1" || { fail "pull: status $?" && return; }
    grep -q "^iambearer 200 GET http://de.icr.io/v2/space/image/manifests/1" "$work/proxy/log" ||
        fail "the image was not pulled with the token"
}

# The files of the clients are as the test has written them, and the home holds no token outside of the CLI's folder.
nothing_is_stored() {
    cmp -s "$work/configuration" "$HOME/auth.json" || fail "the client has changed its file"
    [ -z "$(find "$HOME" -type f ! -path "$HOME/.bluemix/*" -exec grep -l -e eyJ -e iambearer {} +)" ] ||
        fail "a token is stored"
}

# An image without layers.
make_image() {
    mkdir -p "$1/blobs/sha256"
    echo '{"imageLayoutVersion":"1.0.0"}' >"$1/oci-layout"
    echo '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[]}}' >"$work/blob"
    keep_blob "$1"
    printf '{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",%s},"layers":[]}\n' \
        "$blob" >"$work/blob"
    keep_blob "$1"
    printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",%s}]}\n' \
        "$blob" >"$1/index.json"
}

# Moves $work/blob to where its digest says, and sets `blob` to what names it.
keep_blob() {
    digest=$(sha256sum <"$work/blob" | cut -d ' ' -f 1)
    blob="\"digest\":\"sha256:$digest\",\"size\":$(wc -c <"$work/blob")"
    mv "$work/blob" "$1/blobs/sha256/$digest"
}

for command in buildah curl docker-registry htpasswd jq python3 skopeo; do
    command -v "$command" >/dev/null || give_up "$command is missing; see scripts/setup"
done

mkdir "$work/bin" "$work/home" "$work/proxy"
ln -s "$program" "$work/bin/ibmcloud-token"
ln -s "$top/scripts/share/docker-credential-ibmcloud-token" "$work/bin"
ln -s "$top/tests/helpers/session_cli" "$work/bin/ibmcloud"
export HOME="$work/home" PATH="$work/bin:$PATH"
unset IBMCLOUD_TOKEN_CLI IBMCLOUD_TOKEN_REUSE IBMCLOUD_HOME BLUEMIX_HOME IBMCLOUD_CONFIG_HOME XDG_RUNTIME_DIR DOCKER_CONFIG

# The registry checks the user and the first 72 bytes of the token, which is all that bcrypt looks at. They are the same in
# all tokens of the stand-in. The proxy checks how long they live.
"$top/fixtures/bin/ibmcloud" iam oauth-tokens | sed 's/.*Bearer //' | head -c 72 |
    htpasswd -iBc -C 4 "$work/htpasswd" iambearer 2>"$work/log"
cat >"$work/registry.yml" <<END
version: 0.1
storage: { inmemory: {} }
http: { addr: "127.0.0.1:0" }
auth: { htpasswd: { realm: test, path: "$work/htpasswd" } }
END
docker-registry serve "$work/registry.yml" >"$work/registry" 2>&1 & servers=$!
wait_until grep -q 'listening on' "$work/registry" || give_up "the registry does not start"
python3 "$top/tests/helpers/registry_proxy.py" "$work/proxy" \
    "$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/registry")" & servers="$servers $!"
wait_until [ -e "$work/proxy/port" ] || give_up "the proxy does not start"
http_proxy=http://127.0.0.1:$(cat "$work/proxy/port")
export http_proxy https_proxy="$http_proxy" no_proxy='' NO_PROXY=''
unset HTTP_PROXY HTTPS_PROXY

echo '{"credHelpers":{"de.icr.io":"ibmcloud-token"}}' >"$work/configuration"
cp "$work/configuration" "$HOME/auth.json"
export REGISTRY_AUTH_FILE="$HOME/auth.json"
mkdir -p "$HOME/.config/containers"
echo '{"default":[{"type":"insecureAcceptAnything"}]}' >"$HOME/.config/containers/policy.json"
registries=$HOME/.config/containers/registries.conf

begin "the credentials of a registry of IBM Cloud"
for server in de.icr.io https://de.icr.io https://de.icr.io/v2/ us.icr.io:443 icr.io private.us-south.icr.io; do
    ask_helper "$server" 0 "$(credentials "$server")"
done
cli_has_run 1
printf 'de.icr.io\n' | docker-credential-ibmcloud-token get | jq -e '.ServerURL == "de.icr.io"' >"$work/log" ||
    fail "the answer is no JSON, or names another server"

begin "no credentials for other registries"
for server in docker.io https://index.docker.io/v1/ xicr.io icr.io.example.com example.com/de.icr.io \
    'example.com?.icr.io' 'example.com#.icr.io' 'example.com\.icr.io' 'de.icr.io@example.com' 'x@de.icr.io' \
    'example.com".icr.io' "example.com
de.icr.io" http://de.icr.io ''; do
    ask_helper "$server" 1 "credentials not found in native keychain"
done
cli_has_run 0

begin "store, erase and list"
jq -n '{ServerURL: "de.icr.io", Username: "iambearer", Secret: "x"}' | docker-credential-ibmcloud-token store \
    >"$work/log" 2>&1 || fail "store: status $?"
echo de.icr.io | docker-credential-ibmcloud-token erase >>"$work/log" 2>&1 || fail "erase: status $?"
[ ! -s "$work/log" ] || fail "store or erase writes something"
[ "$(docker-credential-ibmcloud-token list)" = '{}' ] || fail "list is not empty"
! docker-credential-ibmcloud-token else 2>"$work/log" || fail "status 0 of an unknown action"
! docker-credential-ibmcloud-token 2>"$work/log" || fail "status 0 without an action"
cli_has_run 0

begin "no credentials when logged out"
ibmcloud logout
ask_helper de.icr.io 77 "ibmcloud-token: no token, status 77"
grep -q '^ibmcloud-token: the CLI is not logged in' "$work/log" || fail "it does not say why"

begin "skopeo pushes"
make_image "$work/image"
timeout 60 skopeo copy --dest-tls-verify=false "oci:$work/image" docker://de.icr.io/space/image:1 >"$work/log" 2>&1 ||
    fail "status $?"
nothing_is_stored

begin "clients pull after the first token has expired"
export STANDIN_LIFETIME=11
pull skopeo
pull buildah
cli_has_run 1
printf 'user = "iambearer:%s"\n' "$(ibmcloud-token --reuse)" >"$work/curlrc"
sleep 13
curl -s -o /dev/null -w '%{http_code}' -K "$work/curlrc" http://de.icr.io/v2/ >"$work/log"
[ "$(cat "$work/log")" = 401 ] || fail "the registry still accepts the first token"
pull skopeo
cli_has_run 2
pull buildah
nothing_is_stored

for client in skopeo buildah; do
    begin "$client, logged out"
    ibmcloud logout
    ! "pull_with_$client" || fail "status 0"
    grep -q 'ibmcloud-token: the CLI is not logged in' "$work/log" || fail "it does not say why"
    ! grep -q manifests "$work/proxy/log" || fail "it goes on anonymously"
    nothing_is_stored

    begin "$client, named in registries.conf"
    echo '{}' >"$HOME/auth.json"
    echo 'credential-helpers = ["ibmcloud-token"]' >"$registries"
    pull $client
    ibmcloud logout
    ! "pull_with_$client" || fail "status 0 when logged out"
    ! grep -q '^- .* GET .*manifests' "$work/proxy/log" || fail "it goes on anonymously when logged out"
    rm "$registries"
    cp "$work/configuration" "$HOME/auth.json"
done

[ "$failures" -eq 0 ] || exit 1
echo "docker-credential-ibmcloud-token: $cases cases"
