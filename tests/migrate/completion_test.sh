#!/bin/bash
# Usage: completion_test.sh MIGRATOR
#
# The completions of each shell know the options, rules and formats of MIGRATOR, and no others; bash's, zsh's and fish's are loaded and asked.
set -euo pipefail

migrator=$1
completions=$(cd "$(dirname "$0")/../../scripts/share/completions" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "completion_test: $1" >&2
    failures=$((failures + 1))
}

# Compares the words in two files.
compare() {
    diff <(sort -u "$2") <(sort -u "$3") >&2 || fail "$1 (<) and the program (>) differ"
}

"$migrator" --help | sed -n 's/^  *\(-[-A-Za-z, ]*\).*/\1/p' | grep -oE -e '--[a-z][a-z-]*' >"$work/options"
("$migrator" --rule none 2>&1 || true) | sed -n 's/.*the rules are //p' | tr -d ' ' | tr , '\n' >"$work/rules"
("$migrator" --format none 2>&1 || true) | sed -n 's/.*the formats are //p' | tr -d ' ' | tr , '\n' >"$work/formats"
[ "$(wc -l <"$work/rules")" -eq 10 ] || fail "there are not ten rules"

# What bash completes behind the words $@, the last of which is the beginning of a word.
complete_in_bash() {
    (
        # shellcheck disable=SC1091
        . "$completions/ibmcloud-token-migrate.bash"
        # shellcheck disable=SC2317  # The completions call it.
        compopt() { :; }
        COMP_WORDS=(ibmcloud-token-migrate "$@")
        COMP_CWORD=$#
        _ibmcloud_token_migrate
        printf '%s\n' "${COMPREPLY[@]}"
    )
}

complete_in_bash -- >"$work/found"
compare "the options of bash" "$work/found" "$work/options"
complete_in_bash --rule '' >"$work/found"
compare "the rules of bash" "$work/found" "$work/rules"
complete_in_bash --format = '' >"$work/found"
compare "the formats of bash" "$work/found" "$work/formats"

fish_completions() {
    fish --no-config -c "source '$completions/ibmcloud-token-migrate.fish'; complete -C '$1'" | cut -f 1
}

fish_completions 'ibmcloud-token-migrate --' >"$work/found"
compare "the options of fish" "$work/found" "$work/options"
fish_completions 'ibmcloud-token-migrate --rule ' >"$work/found"
compare "the rules of fish" "$work/found" "$work/rules"
fish_completions 'ibmcloud-token-migrate --format ' >"$work/found"
compare "the formats of fish" "$work/found" "$work/formats"

zsh -n "$completions/_ibmcloud-token-migrate" || fail "zsh can't read its completions"
sed -n '/^_arguments/,/ret=0$/p' "$completions/_ibmcloud-token-migrate" | grep -oE "(\)|\*|')--[a-z-]+(=?\[)|,--[a-z]+" |
    grep -oE -e '--[a-z-]+' >"$work/found"
compare "the options of zsh" "$work/found" "$work/options"
sed -n "s/^  '\([a-z-]*\):.*/\1/p" "$completions/_ibmcloud-token-migrate" >"$work/found"
compare "the rules of zsh" "$work/found" "$work/rules"

[ "$failures" -eq 0 ]
