#!/bin/sh
# Usage: make_test.sh PROGRAM
#
# scripts/share/ibmcloud-token.mk, with the real make and a stand-in CLI that counts its runs.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failures=0

fail() {
    echo "make_test: $name: $1" >&2
    failures=$((failures + 1))
}

# Starts a case, in which the CLI has not been run yet and nothing is made.
begin() {
    name=$1
    rm -f made made.* started environment .ibmcloud-token
    : >runs
    unset STANDIN_OUTPUT STANDIN_STREAM STANDIN_STATUS STANDIN_LIFETIME XDG_RUNTIME_DIR
}

log_out() {
    export STANDIN_OUTPUT="$top/fixtures/log-in/not-logged-in.txt" STANDIN_STREAM=stderr STANDIN_STATUS=1
}

# Runs make with the arguments from $3 on: it should end with status $1, after $2 runs of the CLI since the case began,
# and show no token.
make_and_check() {
    wanted_status=$1 wanted_runs=$2
    shift 2
    status=0
    make "$@" >log 2>&1 || status=$?
    runs=$(wc -l <runs)
    [ "$status" -eq "$wanted_status" ] || { fail "status $status of make $*" && show_log; }
    [ "$runs" -eq "$wanted_runs" ] || fail "make $*: $runs runs of the CLI"
    ! grep -q eyJ log || fail "make $* shows a token"
}

show_log() {
    grep -v eyJ log >&2
}

wants_in_log() {
    grep -q -e "$1" log || { fail "not said: $1" && show_log; }
}

wants_token() {
    for file; do
        grep -q '^eyJ[^ ]*$' "$file" || fail "no token in $file"
    done
}

wants_header() {
    grep -q '^Authorization: Bearer eyJ[^ ]*$' "$1" || fail "no header in $1"
    [ "$(wc -l <"$1")" -eq 1 ] || fail "not one line in $1"
}

mkdir bin home
ln -s "$program" bin/ibmcloud-token
cat >bin/ibmcloud <<END
#!/bin/sh
echo run >>'$work/runs'
exec '$top/fixtures/bin/ibmcloud' "\$@"
END
chmod +x bin/ibmcloud
cat >Makefile <<END
include $top/scripts/share/ibmcloud-token.mk

made:
	touch \$@

uses = made.one made.two made.three
\$(uses): export IAM_TOKEN = \$(IBMCLOUD_TOKEN)
\$(uses):
	touch started && printf '%s\n' "\$\$IAM_TOKEN" >\$@
uses: \$(uses)

made.list: | \$(IBMCLOUD_TOKEN_FILE)
	cp \$(IBMCLOUD_TOKEN_FILE) \$@
made.result: \$(IBMCLOUD_TOKEN_FILE)
	cp \$(IBMCLOUD_TOKEN_FILE) \$@

outermost outer: export IBMCLOUD_TOKEN_INHERITED = \$(IBMCLOUD_TOKEN)
outermost:
	\$(MAKE) outer
outer:
	\$(MAKE) uses

environment:
	env >\$@
END
HOME=$work/home
PATH=$work/bin:$PATH
export HOME PATH
unset MAKEFLAGS MFLAGS MAKELEVEL IBMCLOUD_TOKEN_CLI

begin "a rule without a token costs nothing"
make_and_check 0 0
[ -e made ] || fail "the makefile's first rule is not the default"

begin "a token file in a folder is not the default either"
make_and_check 0 0 IBMCLOUD_TOKEN_FILE=bin/token
[ -e made ] || fail "the makefile's first rule is not the default"

begin "several rules, one run"
make_and_check 0 1 uses
wants_token made.one made.two made.three

begin "several rules at a time, one run"
make_and_check 0 1 -j4 uses
wants_token made.one made.two made.three

begin "flags with an n in them are no dry run"
make_and_check 0 1 --no-print-directory -Inn -j2 -l99 uses NAME=n
wants_token made.two

begin "a dry run"
make_and_check 0 0 -n uses made.list outermost
make_and_check 0 0 -knj2 uses made.list outermost
wants_in_log IAM_TOKEN
[ ! -e made.one ] || fail "something was made"

begin "only rules that ask for the token get it"
make_and_check 0 1 uses environment
! grep -q eyJ environment || fail "a token is in the environment"

begin "an old token in make's environment"
export IBMCLOUD_TOKEN=old IBMCLOUD_TOKEN_INHERITED=old
make_and_check 0 0 made
make_and_check 0 1 uses
wants_token made.one
unset IBMCLOUD_TOKEN IBMCLOUD_TOKEN_INHERITED

begin "a makefile that exports everything"
printf 'include Makefile\nexport\n' >exporting.mk
make_and_check 0 0 -f exporting.mk made

begin "makes in makes take the token of the outermost"
make_and_check 0 1 outermost
wants_token made.one made.two made.three

begin "makes in makes, several rules at a time"
make_and_check 0 1 -j4 outermost
wants_token made.one made.two made.three

begin "nothing undefined"
make_and_check 0 1 --warn-undefined-variables uses
! grep -i 'undefined variable' log >&2 || fail "something is"

begin "no token, for a rule"
log_out
make_and_check 2 1 uses
wants_in_log '^ibmcloud-token: '
wants_in_log '^log in with: ibmcloud login'
wants_in_log 'no IBM Cloud token.  Stop'
[ ! -e started ] || fail "the recipe was run"

begin "no token, for rules at a time that go on"
log_out
make_and_check 2 1 -kj4 uses
[ ! -e started ] || fail "a recipe was run"

begin "no token, for a make in a make"
log_out
make_and_check 2 1 outermost
[ ! -e started ] || fail "the recipe was run"

begin "the account"
make_and_check 2 1 IBMCLOUD_TOKEN_ACCOUNT=1 made.one
make_and_check 2 2 IBMCLOUD_TOKEN_ACCOUNT=1 made.list
make_and_check 0 3 IBMCLOUD_TOKEN_ACCOUNT=00000000000000000000000000000000 made.one
make_and_check 0 4 made.list
make_and_check 2 5 IBMCLOUD_TOKEN_ACCOUNT=1 .ibmcloud-token

begin "many makes at once, one run of the CLI"
mkdir -m 700 runtime
mkdir -p home/.bluemix
echo '{}' >home/.bluemix/config.json
export XDG_RUNTIME_DIR="$PWD/runtime"
for i in 1 2 3 4 5 6 7 8; do
    make -s made.one IBMCLOUD_TOKEN_FILE=.token.$i >>log 2>&1 &
done
wait
make_and_check 0 1 made.two
rm -r home/.bluemix

begin "another program, with options"
mv bin/ibmcloud-token bin/another
make_and_check 0 2 IBMCLOUD_TOKEN_PROGRAM=another IBMCLOUD_TOKEN_FLAGS='--timeout 60s' made.one made.list
wants_token made.one
make_and_check 2 2 made.two
mv bin/another bin/ibmcloud-token

begin "the file is for its owner alone, and kept while it will do"
make_and_check 0 1 made.list
wants_header made.list
[ "$(stat -c %a .ibmcloud-token)" = 600 ] || fail "others may read it"
rm made.list
make_and_check 0 1 made.list

begin "what depends on the file is remade when the file was"
make_and_check 0 1 made.result
make_and_check 0 1 made.result
! grep -q '^cp' log || fail "it was remade for nothing"
make_and_check 0 2 IBMCLOUD_TOKEN_MIN_TTL=2h made.result
wants_in_log '^cp'
wants_header made.result

begin "the file is replaced when it runs short"
export STANDIN_LIFETIME=30
make_and_check 0 1 made.list
unset STANDIN_LIFETIME
make_and_check 0 2 .ibmcloud-token
! cmp -s made.list .ibmcloud-token || fail "it is the old one"
wants_header .ibmcloud-token

begin "the file is replaced when it is empty"
: >.ibmcloud-token
make_and_check 0 1 made.list
wants_header made.list

begin "several rules at a time ask for the file"
make_and_check 0 1 -j4 made.list made.result

begin "no token, for the file"
log_out
make_and_check 2 1 made.list
wants_in_log '^log in with: ibmcloud login'
[ ! -e .ibmcloud-token ] || fail "there is a file"
[ ! -e made.list ] || fail "the recipe was run"

begin "no token, for the file that runs short"
export STANDIN_LIFETIME=30
make_and_check 0 1 made.list
log_out
make_and_check 2 2 .ibmcloud-token
cmp -s made.list .ibmcloud-token || fail "it was touched"

[ "$failures" -eq 0 ] || exit 1
echo "ibmcloud-token.mk: all as it should be with $(make --version | head -n 1)"
