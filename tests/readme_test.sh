#!/bin/sh
# Usage: readme_test.sh PROGRAM
#
# Runs the commands of README.md with PROGRAM, the programs beside it, the stand-in CLI, and commands that check the token
# they get:
#   - each ```sh block, and each command in the second column of the table of recipes;
#   - each ```make block, with the include of the source tree, by `make`;
#   - each ```console block with output, when nobody is logged in: the output must be the same.
# The commands of a ```console block without output take too long: scripts/test or .ci/run must run each of them.
# The exit statuses must be those of --help. fixtures/README.md must list the outputs that were seen, and the paths in
# CONTRIBUTING.md must exist.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
readme=$top/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
runs=0

fail() {
    echo "readme_test: $1" >&2
    failures=$((failures + 1))
}

# Writes each block of the language $1 to a file of its own: NUMBER.LANGUAGE.
extract() {
    awk -v prefix="$work/" -v language="$1" '
        /^```/ { inside = !inside && $0 == "```" language; if (inside) file = prefix (++count) "." language; next }
        inside { print > file }
    ' "$readme"
    [ -e "$work/1.$1" ] || fail "there is no $1 block"
}

# Runs the rest of the arguments in an empty home. $1 is the file to show if that fails.
expect_success() {
    shown=$1
    shift
    runs=$((runs + 1))
    rm -rf "$HOME" && mkdir "$HOME"
    (cd "$HOME" && "$@") >"$work/log" 2>&1 || {
        fail "status $? of:"
        cat "$shown" "$work/log" >&2
    }
}

run_sh_blocks() {
    extract sh
    for block in "$work"/*.sh; do
        expect_success "$block" sh -eu "$block"
    done
}

run_make_blocks() {
    extract make
    for block in "$work"/*.make; do
        sed "s|/usr/share/ibmcloud-token/|$top/scripts/share/|" "$block" >"$block.here"
        expect_success "$block" make -f "$block.here" list
    done
}

# Prints the commands of the console block $1, each with the output that follows it.
run_transcript() {
    while IFS= read -r line; do
        case $line in
            '$ '*) printf '%s\n' "$line" && sh -c "${line#??}" 2>&1 ;;
        esac
    done <"$1"
}

check_console_blocks() {
    extract console
    for block in "$work"/*.console; do
        if grep -qv '^\$ ' "$block"; then
            STANDIN_OUTPUT=$top/fixtures/log-in/not-logged-in.txt STANDIN_STREAM=stderr STANDIN_STATUS=1 \
                run_transcript "$block" >"$work/transcript"
            diff -u "$block" "$work/transcript" >&2 || fail "a transcript (-) differs from a run (+)"
        else
            while read -r _ command; do
                grep -qF -- "${command#./}" "$top/.ci/run" "$top/scripts/test" || fail "nothing tests: $command"
            done <"$block"
        fi
    done
}

section() {
    awk -v heading="## $1" '/^## / { inside = $0 == heading } inside' "$readme"
}

run_recipes() {
    # shellcheck disable=SC2016  # The backticks are those of Markdown.
    section Recipes | sed -n 's/^|[^|]*| `\([^`]*\)` |$/\1/p' >"$work/recipes"
    [ -s "$work/recipes" ] || fail "there are no recipes"
    while IFS= read -r command; do
        printf '%s\n' "$command" >"$work/recipe"
        expect_success "$work/recipe" env GITHUB_ENV="$work/github_env" sh -eu "$work/recipe"
    done <"$work/recipes"
}

compare_statuses() {
    section "Exit statuses" | tr -cs 0-9 '\n' | grep . | sort -u >"$work/readme.statuses"
    "$program" --help | sed -n '/^Exit status/,/^$/p' | tr -cs 0-9 '\n' | grep . | sort -u >"$work/help.statuses"
    diff -u "$work/readme.statuses" "$work/help.statuses" >&2 || fail "README (-) and --help (+) differ in exit statuses"
}

compare_fixtures() {
    grep '^|' "$top/fixtures/README.md" | grep -oE '[a-z-]+/[a-z0-9-]+`' | tr -d '`' | sort >"$work/listed"
    awk -F '\t' 'NR > 1 && $2 != "INFERRED" { sub(/\.txt$/, "", $1); print $1 }' "$top/fixtures/evidence.tsv" |
        sort >"$work/seen"
    diff -u "$work/listed" "$work/seen" >&2 || fail "fixtures/README.md (-) and evidence.tsv (+) differ"
}

check_paths() {
    grep -oE '(src|tests|fixtures|scripts|\.ci)/[A-Za-z0-9_./-]*' "$top/CONTRIBUTING.md" | sort -u >"$work/paths"
    while read -r path; do
        [ -e "$top/${path%.}" ] || fail "CONTRIBUTING.md names $path, which does not exist"
    done <"$work/paths"
}

# Creates the command $1, a shell script with the lines $2.
stub() {
    printf '#!/bin/sh\nset -eu\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

mkdir "$work/bin"
for path in "$(dirname "$program")"/ibmcloud-*; do
    [ ! -f "$path" ] || [ ! -x "$path" ] || ln -s "$path" "$work/bin"
done
# A header in an argument, or in the file that an argument names.
# shellcheck disable=SC2016
stub curl 'for argument; do
    case $argument in @*) cat "${argument#@}" ;; *) printf "%s\n" "$argument" ;; esac
done | grep -q "^Authorization: Bearer eyJ"'
# shellcheck disable=SC2016
stub docker 'grep -q "^eyJ[^ ]*$"'
# shellcheck disable=SC2016
stub terraform '[ "${IC_IAM_TOKEN#Bearer eyJ}" != "$IC_IAM_TOKEN" ]'
: >"$work/github_env"
HOME=$work/home
PATH=$work/bin:$top/fixtures/bin:$PATH
export HOME PATH
unset IBMCLOUD_TOKEN_CLI IBMCLOUD_TOKEN_REUSE IBMCLOUD_HOME IBMCLOUD_CONFIG_HOME BLUEMIX_HOME

run_sh_blocks
run_make_blocks
check_console_blocks
run_recipes
compare_statuses
compare_fixtures
check_paths

[ "$failures" -eq 0 ] || exit 1
echo "README.md: $runs blocks and recipes run, statuses as in --help"
