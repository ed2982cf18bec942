#!/bin/sh
# Usage: readme_test.sh PROGRAM
#
# Holds README.md to its word:
#   - each ```sh block is run, with PROGRAM, the stand-in CLI and a curl that wants credentials on PATH;
#   - each command of a ```console block must be one that .ci/run or scripts/test runs: they take too long for here, and
#     change what is installed;
#   - it names the options, forms and exit statuses that --help names, and no others.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
readme=$top/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "readme_test: $1" >&2
    failures=$((failures + 1))
}

# Writes each block of a language to a file of its own, PREFIX with a number and that language's name.
extract() {
    awk -v prefix="$work/" -v language="$1" '
        /^```/ { inside = !inside && $0 == "```" language; if (inside) file = prefix (++count) "." language; next }
        inside { print > file }
    ' "$readme"
}

run_blocks() {
    extract sh
    for block in "$work"/*.sh; do
        [ -e "$block" ] || { fail "there is no sh block" && return; }
        (cd "$work/home" && sh -eu "$block") >"$work/log" 2>&1 || {
            fail "a block ended with status $?:"
            cat "$block" "$work/log" >&2
        }
    done
}

check_console_commands() {
    extract console
    for block in "$work"/*.console; do
        [ -e "$block" ] || { fail "there is no console block" && return; }
        while read -r prompt command; do
            [ "$prompt" = '$' ] || { fail "not a command: $prompt $command" && continue; }
            grep -qF -- "${command#./}" "$top/.ci/run" "$top/scripts/test" ||
                fail "nothing tests: $command"
        done <"$block"
    done
}

section() {
    awk -v heading="## $1" '/^## / { inside = $0 == heading } inside' "$readme"
}

first_column() {
    section "$1" | awk -F '|' '/^\|/ && ++row > 2 { print $2 }'
}

# The words of standard input that look like $1, sorted.
words() {
    tr -cs 'A-Za-z0-9-' '\n' | grep -xE -e "$1" | sort -u
}

# The first word of each line under FORM, or all of a list.
forms_of_help() {
    "$program" --help | awk '
        /--bare,/ { inside = 0 }
        inside && substr($0, 27, 1) != " " { print /,/ ? $0 : $1 }
        /--format FORM/ { inside = 1; print $4 }'
}

# Both lists are in files: $2 that of the README, $3 that of --help.
compare() {
    [ -s "$2" ] || fail "no $1 found in the README"
    diff -u "$2" "$3" >&2 || fail "the README (-) and --help (+) differ in $1"
}

compare_tables() {
    option='--?[A-Za-z][a-z-]*'
    section Options | words "$option" >"$work/readme.options"
    "$program" --help | words "$option" >"$work/help.options"
    compare options "$work/readme.options" "$work/help.options"

    first_column Forms | words '[a-z]+' >"$work/readme.forms"
    forms_of_help | words '[a-z]+' >"$work/help.forms"
    compare forms "$work/readme.forms" "$work/help.forms"

    section "Exit statuses" | grep -oE '[0-9]+[:,]|, [0-9]+' | words '[0-9]+' >"$work/readme.statuses"
    "$program" --help | sed -n '/^Exit status/,$p' | words '[0-9]+' >"$work/help.statuses"
    compare "exit statuses" "$work/readme.statuses" "$work/help.statuses"
}

mkdir "$work/home" "$work/bin"
ln -s "$program" "$work/bin/ibmcloud-token"
cat >"$work/bin/curl" <<'END'
#!/bin/sh
# A service that takes a bearer token, from an argument or the file that one names.
for argument; do
    case $argument in
        @-) cat ;;
        @*) cat "${argument#@}" ;;
        *) printf '%s\n' "$argument" ;;
    esac
done | grep -q '^Authorization: Bearer eyJ'
END
cat >"$work/bin/terraform" <<'END'
#!/bin/sh
# A provider that takes the value of a header.
[ "${IC_IAM_TOKEN#Bearer eyJ}" != "$IC_IAM_TOKEN" ]
END
chmod +x "$work/bin/curl" "$work/bin/terraform"
HOME=$work/home
PATH=$work/bin:$top/fixtures/bin:$PATH
export HOME PATH
unset IBMCLOUD_TOKEN_CLI

run_blocks
check_console_commands
compare_tables

[ "$failures" -eq 0 ] || exit 1
echo "README.md: $(find "$work" -name '*.sh' | wc -l) blocks run, tables as in --help"
