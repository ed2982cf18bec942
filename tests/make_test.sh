#!/bin/sh
# Usage: make_test.sh PROGRAM [MAKE]
#
# scripts/share/ibmcloud-token.mk with a real make and a CLI that stores its token.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
make=$(command -v "${2:-make}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cases=0
failures=0
account=00000000000000000000000000000000
other_account=11111111111111111111111111111111

fail() {
    echo "make_test: $name: $1" >&2
    grep -v eyJ log >&2 || :
    failures=$((failures + 1))
}

# Starts a case with a new session. Nothing has been made, and the CLI has not been run.
begin() {
    name=$1
    cases=$((cases + 1))
    rm -rf made made.* started environment folder .ibmcloud-token*
    unset STANDIN_LIFETIME SESSION_PAUSE
    ibmcloud login
    : >home/.bluemix/runs
}

# Runs make with the arguments from $3 on. Expects status $1, $2 runs of the CLI since the case began, and no token in
# what make prints.
make_and_check() {
    wanted_status=$1 wanted_runs=$2
    shift 2
    status=0
    "$make" "$@" >log 2>&1 || status=$?
    runs=$(wc -l <home/.bluemix/runs)
    [ "$status" -eq "$wanted_status" ] || fail "make $*: status $status"
    [ "$runs" -eq "$wanted_runs" ] || fail "make $*: $runs runs of the CLI"
    ! grep -q eyJ log || fail "make $*: prints a token"
}

log_has() {
    grep -q -e "$1" log || fail "make does not print: $1"
}

# The files $2 and so on hold the current token, as it is (bare) or as a header.
hold_token() {
    form=$1
    shift
    ibmcloud-token --reuse --"$form" >wanted
    for file; do
        cmp -s wanted "$file" || fail "$file does not hold the token"
    done
}

mkdir bin home
ln -s "$program" bin/ibmcloud-token
ln -s "$top/tests/helpers/session_cli" bin/ibmcloud
cat >Makefile <<END
include $top/scripts/share/ibmcloud-token.mk

made:
	touch \$@

targets := \$(shell seq -f made.%g 32)
\$(targets): export IAM_TOKEN = \$(IBMCLOUD_TOKEN)
\$(targets):
	@touch started && printf '%s\n' "\$\$IAM_TOKEN" >\$@

made.header:
	cp \$(IBMCLOUD_TOKEN_FILE) \$@
made.prerequisite: | \$(IBMCLOUD_TOKEN_FILE)
	cp \$| \$@

late-token: change made.1
late-file: change made.header
change:
	\$(CHANGE)

outer: export IAM_TOKEN = \$(IBMCLOUD_TOKEN)
outer: made.1
	\$(MAKE) made.2 \$(INNER)

environment:
	env >\$@
END
HOME=$work/home
PATH=$work/bin:$PATH
export HOME PATH
unset MAKEFLAGS MFLAGS MAKELEVEL IBMCLOUD_TOKEN_CLI IBMCLOUD_TOKEN_REUSE IBMCLOUD_HOME IBMCLOUD_CONFIG_HOME BLUEMIX_HOME

begin "a rule without a token runs nothing"
make_and_check 0 0
[ -e made ] || fail "the first rule of the makefile is not the default"

begin "a token file in a folder is not the default"
make_and_check 0 0 IBMCLOUD_TOKEN_FILE=bin/token
[ -e made ] || fail "the first rule of the makefile is not the default"

begin "32 rules at once run the CLI once"
export SESSION_PAUSE=1
# shellcheck disable=SC2046  # Several targets.
make_and_check 0 1 -j32 $(seq -f made.%g 32)
hold_token bare made.*

begin "several makes at once run the CLI once"
export SESSION_PAUSE=1
for i in 1 2 3 4 5 6 7 8; do
    "$make" "made.$i" >>log 2>&1 &
done
wait
make_and_check 0 1 made.9
hold_token bare made.*

begin "a dry run runs nothing"
mkdir -p "folder/a folder with blanks"
make_and_check 0 0 -n made.1 made.header made.prerequisite outer
log_has IAM_TOKEN
make_and_check 0 0 -knj2 made.1 made.header
make_and_check 0 0 --dry-run -I 'folder/a folder with blanks' made.1 made.prerequisite
make_and_check 0 0 --just-print --no-print-directory NAME=x made.1
make_and_check 1 0 -q made.1 made.header
[ ! -e made.1 ] || fail "something was made"

begin "no other flag is taken for a dry run"
mkdir -p "folder/a folder with blanks"
for flags in "--no-print-directory" "-Inn" "-j2 -l99" "-ks" "NAME=n" "-Wnn" "--no-builtin-rules --warn-undefined-variables"; do
    rm -f made.1
    # shellcheck disable=SC2086  # Several flags.
    make_and_check 0 1 $flags made.1
    hold_token bare made.1
done
rm made.1
make_and_check 0 1 -I 'folder/a folder with blanks' made.1
hold_token bare made.1

begin "only the rules that use the token get it"
make_and_check 0 1 made.1 environment
! grep -q eyJ environment || fail "a token is in the environment"

begin "an old token in the environment or in the arguments"
export IBMCLOUD_TOKEN=old
make_and_check 0 0 environment
! grep -q '^IBMCLOUD_TOKEN=' environment || fail "a recipe inherits it"
make_and_check 0 1 -e made.1
make_and_check 0 1 IBMCLOUD_TOKEN=old made.2
hold_token bare made.1 made.2
unset IBMCLOUD_TOKEN

begin "a makefile that exports everything"
printf 'include Makefile\nexport\n' >exporting.mk
make_and_check 0 0 -f exporting.mk made environment
! grep -q eyJ environment || fail "a token is in the environment"

begin "a makefile that includes it twice"
printf 'include Makefile\ninclude %s\n' "$top/scripts/share/ibmcloud-token.mk" >twice.mk
make_and_check 0 1 -f twice.mk made.header IBMCLOUD_TOKEN_ACCOUNT=$account
hold_token header made.header .ibmcloud-token-$account
! grep -i warning log || fail "make warns"

begin "no undefined variables"
make_and_check 0 1 --warn-undefined-variables made.1 made.header made.prerequisite
! grep -i 'undefined variable' log >&2 || fail "make warns"

begin "the database of make holds no token"
make_and_check 0 1 -p made.1 made.header

begin "logged out, a recipe with the token does not start"
ibmcloud logout
make_and_check 2 1 made.1
log_has '^ibmcloud-token: the CLI is not logged in'
log_has '^ibmcloud-token: hint: log in'
log_has 'no IBM Cloud token.  Stop'
make_and_check 2 2 -kj4 made.1 made.2
[ ! -e started ] || fail "a recipe was run"

begin "logged out, a recipe with the file does not start"
ibmcloud logout
make_and_check 2 1 made.header
make_and_check 2 2 made.prerequisite
[ ! -e made.header ] || fail "a recipe was run"
[ ! -e made.prerequisite ] || fail "a recipe was run"
[ ! -e .ibmcloud-token ] || fail "there is a file"

begin "a login to another account between two makes"
make_and_check 0 1 made.1 made.header
ibmcloud login $other_account
make_and_check 0 2 made.2 made.prerequisite
hold_token bare made.2
hold_token header made.prerequisite
! cmp -s made.1 made.2 || fail "it is the token of the account before"

begin "a login to another account while make runs"
make_and_check 0 2 CHANGE="ibmcloud-token --reuse >made.old; ibmcloud login $other_account" late-token
hold_token bare made.1
! cmp -s made.1 made.old || fail "it is the token of the account before"
rm made.1
make_and_check 0 3 CHANGE="ibmcloud login $account" made.prerequisite late-file
hold_token header made.header
! cmp -s made.header made.prerequisite || fail "it is the file of the account before"

begin "a logout between two makes"
make_and_check 0 1 made.1
ibmcloud logout
make_and_check 2 2 made.2

begin "a logout while make runs"
make_and_check 2 2 CHANGE="ibmcloud-token --reuse >made.old; ibmcloud logout" late-token
[ ! -e made.1 ] || fail "a recipe was run"
ibmcloud login
make_and_check 2 4 CHANGE="ibmcloud logout" made.prerequisite late-file
[ -e made.prerequisite ] || fail "nothing was run before the logout"
[ ! -e made.header ] || fail "a recipe was run after the logout"

begin "a token that expires while make runs"
export STANDIN_LIFETIME=12
make_and_check 0 2 CHANGE="ibmcloud-token --reuse >made.old; sleep 4" late-token
hold_token bare made.1
! cmp -s made.1 made.old || fail "it is the token from before"

begin "the account"
make_and_check 0 1 IBMCLOUD_TOKEN_ACCOUNT=a/$account made.1 made.header
hold_token bare made.1
hold_token header .ibmcloud-token-$account
make_and_check 2 2 IBMCLOUD_TOKEN_ACCOUNT=$other_account made.2
make_and_check 2 3 IBMCLOUD_TOKEN_ACCOUNT=$other_account made.prerequisite
[ ! -e .ibmcloud-token-$other_account ] || fail "there is a file of the wrong account"

begin "an inner make with the same account"
make_and_check 0 1 IBMCLOUD_TOKEN_ACCOUNT=$account outer
hold_token bare made.1 made.2

begin "an inner make with another account"
make_and_check 2 2 IBMCLOUD_TOKEN_ACCOUNT=$account INNER="IBMCLOUD_TOKEN_ACCOUNT=$other_account" outer
[ -e made.1 ] || fail "the outer recipe was not run"
[ ! -e made.2 ] || fail "the inner recipe was run"

begin "the lifetime that is asked for"
make_and_check 2 1 IBMCLOUD_TOKEN_MIN_TTL=2h made.1
export STANDIN_LIFETIME=9000
ibmcloud login
make_and_check 0 2 IBMCLOUD_TOKEN_MIN_TTL=2h made.1
hold_token bare made.1

begin "another program, with options"
mv bin/ibmcloud-token bin/another
make_and_check 0 2 IBMCLOUD_TOKEN_PROGRAM=another IBMCLOUD_TOKEN_FLAGS='--timeout 60s' made.1 made.header
make_and_check 2 2 made.2
mv bin/another bin/ibmcloud-token
hold_token bare made.1

begin "the file is for its owner alone, and replaced for each recipe"
make_and_check 0 1 made.header
hold_token header made.header .ibmcloud-token
[ "$(stat -c %a .ibmcloud-token)" = 600 ] || fail "others may read it"
echo old >.ibmcloud-token
make_and_check 0 1 made.prerequisite
hold_token header made.prerequisite
make_and_check 0 1 .ibmcloud-token
hold_token header .ibmcloud-token

begin "the file has another name"
mkdir folder
make_and_check 0 1 IBMCLOUD_TOKEN_FILE=folder/token -j2 made.header made.prerequisite
hold_token header folder/token made.header made.prerequisite

[ "$failures" -eq 0 ] || exit 1
echo "ibmcloud-token.mk: $cases cases with $("$make" --version | head -n 1)"
