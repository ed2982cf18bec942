#!/bin/sh
# Usage: pipelines_test.sh PROGRAM
#
# What replaces a pipeline of pipelines.tsv is right on every recorded output: it writes the wanted value, or where none
# is to be had nothing, and ends with another status than 0. The pipelines themselves are only run.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
table=$top/tests/pipelines.tsv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "pipelines_test: $1" >&2
    failures=$((failures + 1))
}

# Ends with the status of the comparison, which is in $work/out and $work/err.
compare() {
    status=0
    "$top/scripts/compare-pipelines" --every "$1" "$2" >"$work/out" 2>"$work/err" || status=$?
    ! grep -q eyJ "$work/out" "$work/err" || fail "a token is shown"
    return "$status"
}

# A program in place of ibmcloud-token, the script on standard input, has to be found out.
finds_out() {
    cat >"$work/program"
    chmod +x "$work/program"
    ! compare 1000 "$work/program" || fail "not found out: $1"
    grep -q '^not right: ' "$work/err" || fail "not named: $1"
}

bad_rows=$(tail -n +2 "$table" |
    awk -F '\t' 'NF != 4 || seen[$1]++ || seen[$3]++ || $4 !~ /ibmcloud-token/ { print $1 }')
[ -z "$bad_rows" ] || fail "bad rows in pipelines.tsv: $bad_rows"

compare 20 "$1" || { fail "a replacement is not right" && grep -v eyJ "$work/err" >&2; }
outputs=$(($(wc -l <"$top/fixtures/evidence.tsv") - 1))
replacements=$(tail -n +2 "$table" | cut -f 4 | sort -u | wc -l)
[ "$(grep -cE "^(claims=|ibmcloud-token).* $outputs +[1-9]" "$work/out")" -eq "$replacements" ] ||
    fail "not every replacement was run on all $outputs outputs"
cp "$work/out" "$work/result"

finds_out "a pipeline" <<'END'
#!/bin/sh
ibmcloud iam oauth-tokens | awk '{print $4}'
END
finds_out "a program that fails and yet writes" <<'END'
#!/bin/sh
echo something
exit 77
END

[ "$failures" -eq 0 ] || exit 1
tail -n 5 "$work/result"
