#!/bin/sh
# Runs a static PROGRAM in an empty root (as in `FROM scratch`), without /proc, /dev or a home directory, in a root that is
# read-only, as process 1, and as if the kernel were Linux 3.17:
#
#   tests/containers_test.sh [PROGRAM]    build/release/ibmcloud-token by default
set -eu
program=$(realpath "${1:-$(dirname "$0")/../build/release/ibmcloud-token}")
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl
failures=0

root=$work/root
mkdir -p "$root/home/.bluemix" "$root/none"
cp "$program" "$root/ibmcloud-token"
cc -static -DTOKEN="\"$token\"" -o "$root/ibmcloud" benchmarks/one_line_cli.c
c++ -std=c++20 -static -o "$work/old_kernel" helpers/old_kernel.cpp

# Runs a command and compares its exit status and its standard output with what is wanted: STATUS OUTPUT COMMAND...
expect() {
    wanted_status=$1 wanted_output=$2
    shift 2
    status=0
    "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    if [ "$status" -ne "$wanted_status" ] || [ "$(cat "$work/out")" != "$wanted_output" ]; then
        echo "containers_test: $what: status $status instead of $wanted_status from: $*" >&2
        cat "$work/out" "$work/err" >&2
        failures=$((failures + 1))
    fi
}

# Standard error of the last command must match: PATTERN
expect_message() {
    grep -q -- "$1" "$work/err" || { echo "containers_test: $what: no message: $1" >&2 && failures=$((failures + 1)); }
}

in_root() {
    unshare --map-root-user chroot "$root" "$@"
}

# The root is read-only, nothing is mounted in it, and the program is process 1.
# shellcheck disable=SC2016
in_container() {
    unshare --map-root-user --mount --pid --fork sh -euc '
        mount --bind "$1" "$1"
        mount -o remount,bind,ro "$1"
        exec chroot "$@"' sh "$root" "$@"
}

unset IBMCLOUD_TOKEN_CLI IBMCLOUD_TOKEN_REUSE IBMCLOUD_HOME IBMCLOUD_CONFIG_HOME BLUEMIX_HOME
export HOME=/home

what="empty root"
expect 127 "" in_root /ibmcloud-token --cli /none/ibmcloud
expect_message "^ibmcloud-token: hint: "
expect 127 "" env PATH=/none "$(command -v unshare)" --map-root-user "$(command -v chroot)" "$root" /ibmcloud-token
expect_message "^ibmcloud-token: hint: "
expect 0 "$token" in_root /ibmcloud-token --cli /ibmcloud
expect 0 "Bearer $token" in_root /ibmcloud-token --cli /ibmcloud --stdin --bearer -- /ibmcloud-token --input - --bearer
expect 71 "" in_root /ibmcloud-token --cli /ibmcloud -- /ibmcloud-token --input /dev/fd/token
expect 0 "" in_root /ibmcloud-token --cli /ibmcloud --output /none/token
[ "$(cat "$root/none/token")" = "$token" ] || { echo "containers_test: no token in the file" >&2 && failures=$((failures + 1)); }

what="no home directory"
expect 78 "" env -u HOME unshare --map-root-user chroot "$root" /ibmcloud-token --cli /ibmcloud
expect 0 "$token" env -u HOME unshare --map-root-user chroot "$root" /ibmcloud-token --input /none/token

what="read-only root, process 1"
expect 0 "$token" in_container /ibmcloud-token --cli /ibmcloud
expect 0 "$token" in_container /ibmcloud-token --cli /ibmcloud --reuse
expect 0 "$token" in_container /ibmcloud-token --cli /ibmcloud --stdin -- /ibmcloud-token --input -
expect 73 "" in_container /ibmcloud-token --cli /ibmcloud --output /token
expect 127 "" in_container /ibmcloud-token --cli /none/ibmcloud

# A process that outlives its parent becomes a child of process 1, which must not wait for it.
cat >"$work/ibmcloud" <<EOF
#!/bin/sh
case \$MODE in
    orphan) (sleep 60 >&- 2>&- &) && echo "Bearer $token" ;;
    hang) exec sleep 60 ;;
    descriptors) [ ! -e /proc/self/fd/7 ] && echo "Bearer $token" ;;
esac
EOF
chmod +x "$work/ibmcloud"
what="process 1 with an orphan"
MODE=orphan expect 0 "$token" timeout 30 unshare --map-root-user --mount --pid --fork --kill-child --mount-proc \
    "$program" --cli "$work/ibmcloud"

for error in ENOSYS EPERM; do
    for without in "" --without-memfd; do
        what="Linux 3.17, $error $without"
        # shellcheck disable=SC2086
        old() {
            HOME=$work "$work/old_kernel" $without "$error" "$program" --cli "$work/ibmcloud" "$@"
        }
        MODE=descriptors expect 0 "$token" old 7</dev/null
        MODE=orphan expect 0 "$token" old
        MODE=orphan expect 0 "$token" env HOME="$work" PATH="$work:$PATH" "$work/old_kernel" $without "$error" "$program"
        MODE=orphan expect 0 "$token" old --stdin -- "$program" --input -
        MODE=orphan expect 0 "$token" old -- "$program" --input /dev/fd/token
        MODE=orphan expect 0 "" old --output "$work/token"
        MODE=hang expect 75 "" old --timeout 1
        HOME=$work expect 127 "" "$work/old_kernel" $without $error "$program" --cli ./none
    done
done

[ "$failures" -eq 0 ] || exit 1
echo "the program works in small containers and on old kernels"
