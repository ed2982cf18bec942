#!/bin/sh
# Usage: man_page_test.sh PROGRAM
#
# Compares the man page of PROGRAM, which is ibmcloud-token, ibmcloud-login or ibmcloud-token-migrate, with the program:
#   - mandoc warns of nothing but the place of EXIT STATUS, which comes after EXAMPLES on purpose;
#   - the options and exit statuses are those of --help, the forms those that PROGRAM accepts, the members those that
#     --json writes, the variables those in the binary;
#   - each example is run, with PROGRAM, the stand-in CLI, and commands that check the token they get.
# tests/token/help_test.cpp and tests/login/help_test.cpp compare the hints and the exit statuses with the table of errors.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
name=$(basename "$program")
page=$top/src/$name.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "man_page_test: $1" >&2
    failures=$((failures + 1))
}

check_macros() {
    mandoc -T lint -W warning "$page" | grep -vF 'out of conventional order: Sh EXIT STATUS' >"$work/lint" || true
    [ ! -s "$work/lint" ] || { fail "mandoc warns:" && cat "$work/lint" >&2; }
}

# Prints the argument of each macro $1 on the whole page.
arguments() {
    awk -v macro="$1" '{ for (i = 1; i < NF; i++) if ($i == macro || $i == "." macro) print $(i + 1) }' "$page"
}

# Prints the argument of each macro $1 in the list heads of section $2.
heads() {
    awk -v macro="$1" -v wanted="$2" '
        /^\.Sh / { section = substr($0, 5) }
        section == wanted && $1 == ".It" { for (i = 2; i < NF; i++) if ($i == macro) print $(i + 1) }' "$page"
}

# Compares two files: $2 with the list of the page, $3 with that of the program.
compare() {
    sort -u "$2" >"$work/page.sorted"
    sort -u "$3" >"$work/program.sorted"
    [ -s "$work/page.sorted" ] || fail "no $1 found"
    diff -u "$work/page.sorted" "$work/program.sorted" >&2 || fail "the page (-) and the program (+) differ in $1"
}

check_options() {
    heads Fl OPTIONS | sed 's/^/-/' >"$work/page.options"
    # The options of --help stand at the beginning of a line; the examples below them have options of other commands.
    sed -n 's/^  *\(-[-A-Za-z, ]*\).*/\1/p' "$work/help" | grep -oE -e '--?[A-Za-z][a-z-]*' >"$work/options"
    compare options "$work/page.options" "$work/options"
    while read -r option; do
        ! "$program" "$option" -h 2>&1 | grep -q 'unknown option' || fail "the program does not know $option"
    done <"$work/options"
    for option in $(arguments Fl | sort -u); do
        grep -qxF -e "-$option" "$work/options" || fail "the text names an unknown option: -$option"
    done
}

check_forms() {
    heads Cm FORMS >"$work/page.forms"
    "$program" --format none 2>&1 | sed -n 's/.*the forms are //p' | tr -d ' ' | tr , '\n' >"$work/forms"
    compare forms "$work/page.forms" "$work/forms"
    while read -r form; do
        sed -n '/--format FORM/,/--bare,/p' "$work/help" | grep -qw -e "$form" || fail "--help does not name the form $form"
    done <"$work/forms"

    heads Va FORMS >"$work/page.members"
    "$program" --json | grep -o '"[a-z_]*":' | tr -d '":' >"$work/members"
    compare "members of json" "$work/page.members" "$work/members"
}

check_statuses() {
    awk '/^\.Sh / { inside = $0 == ".Sh EXIT STATUS" } inside && $1 == ".It" { print $2, $5 }' "$page" >"$work/statuses"
    cut -d ' ' -f 1 "$work/statuses" >"$work/page.numbers"
    sed -n '/^Exit status/,/^$/p' "$work/help" | tr -cs 0-9 '\n' | grep . >"$work/numbers"
    compare "exit statuses" "$work/page.numbers" "$work/numbers"

    echo '#include <sysexits.h>' | c++ -E -dM -x c++ - >"$work/names"
    while read -r number name; do
        [ -z "$name" ] || grep -qx "#define $name $number" "$work/names" || fail "$name is not $number"
    done <"$work/statuses"
}

# Names of variables stand in the binary as strings.
check_variables() {
    awk '$1 == ".Ev" || $2 == "Ev"' "$page" | grep -oE '[A-Z_]{4,}' | sort -u >"$work/page.variables"
    strings -a -n 4 "$program" >"$work/strings"
    while read -r name; do
        grep -qxF "$name" "$work/strings" || fail "the program does not know the variable $name"
    done <"$work/page.variables"
    grep -xE '(IBMCLOUD|BLUEMIX|GITHUB)_[A-Z_]+' "$work/strings" | sort -u >"$work/variables"
    while read -r name; do
        grep -qxF "$name" "$work/page.variables" || fail "the page does not name the variable $name"
    done <"$work/variables"
}

# Writes each example to a file of its own, as a reader sees it: indented further than all other text.
write_examples() {
    mandoc -T ascii -O width=100 "$page" | sed "s/.$(printf '\b')//g" | awk -v prefix="$work/example." '
        /^[A-Z]/ { inside = $0 == "EXAMPLES" }
        !inside { next }
        /^           / { if (!before) count++; print substr($0, 12) > (prefix count) }
        { before = /^           / }'
}

run_examples() {
    write_examples
    for example in "$work"/example.*; do
        [ -e "$example" ] || { fail "there is no example" && return; }
        (cd "$work/home" && sh -eu "$example") >"$work/log" 2>&1 || {
            fail "an example ended with status $?:"
            cat "$example" "$work/log" >&2
        }
    done
    [ "$name" = ibmcloud-token ] || return 0
    for file in stdin header variable; do
        [ -e "$work/home/$file" ] || fail "no example passes the token by $file"
    done
}

# Creates the command $1, a shell script with the lines $2.
stub() {
    printf '#!/bin/sh\nset -eu\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

mkdir -p "$work/home/scripts" "$work/bin"
: >"$work/home/Makefile"
ln -s "$program" "$work/bin"
echo synthetic-key >"$work/home/ibmcloud.key"
# shellcheck disable=SC2016
stub curl 'for argument; do
    case $argument in @*) grep -q "^Authorization: Bearer eyJ" "${argument#@}" && touch header ;; esac
done
[ -e header ]'
stub pass 'echo synthetic-key'
stub podman 'grep -q "^eyJ[^ ]*$" && touch stdin'
# shellcheck disable=SC2016
stub terraform '[ "${IC_IAM_TOKEN#Bearer eyJ}" != "$IC_IAM_TOKEN" ] && touch variable'
HOME=$work/home
PATH=$work/bin:$top/fixtures/bin:$PATH
export HOME PATH
unset IBMCLOUD_API_KEY IBMCLOUD_TOKEN_CLI IBMCLOUD_TOKEN_REUSE IBMCLOUD_HOME IBMCLOUD_CONFIG_HOME BLUEMIX_HOME

"$program" --help >"$work/help"
check_macros
check_options
[ "$name" != ibmcloud-token ] || check_forms
check_statuses
check_variables
run_examples

[ "$failures" -eq 0 ] || exit 1
echo "man page: $(find "$work" -name 'example.*' | wc -l) examples run, lists as in the program"
