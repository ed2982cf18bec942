#!/bin/sh
# Usage: man_page_test.sh PROGRAM
#
# Holds src/ibmcloud-token.1 to its word:
#   - mandoc has nothing to say about it but matters of style;
#   - it names the options, forms and exit statuses that --help names and the source holds, the members that --json
#     writes, the remedies and variables that the source holds, and no others;
#   - each example is run, with PROGRAM, the stand-in CLI, and commands that want credentials on PATH.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
page=$top/src/ibmcloud-token.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "man_page_test: $1" >&2
    failures=$((failures + 1))
}

check_macros() {
    mandoc -T lint -W warning "$page" >"$work/lint" || true
    [ ! -s "$work/lint" ] || { fail "mandoc warns:" && cat "$work/lint" >&2; }
}

# What a macro is called on in a section: `arguments Fl OPTIONS`; for the whole page: `arguments Fl`.
arguments() {
    awk -v macro="$1" -v wanted="${2-}" '
        /^\.Sh / { section = substr($0, 5) }
        wanted != "" && section != wanted { next }
        { for (i = 1; i < NF; i++) if ($i == macro || $i == "." macro) print $(i + 1) }' "$page"
}

# Likewise, in the heads of a list.
heads() {
    awk -v macro="$1" -v wanted="$2" '
        /^\.Sh / { section = substr($0, 5) }
        section == wanted && $1 == ".It" { for (i = 2; i < NF; i++) if ($i == macro) print $(i + 1) }' "$page"
}

# The forms that --help has in a column, and the list after them.
forms_of_help() {
    "$program" --help | awk '
        /--bare,/ { inside = 0 }
        inside && substr($0, 27, 1) != " " { print /,/ ? $0 : $1 }
        /--format FORM/ { inside = 1; print $4 }' | grep -oE '[a-z]+'
}

# The options that are read, each in both its forms.
options_of_source() {
    sed -n '/ known_options = /,/^}/p' "$top/src/command_line.cpp" | grep -oE '\{"[^"]+"' | tr -d '{"' |
        sed -E 's/^([^,]+)/--\1/; s/,/\n-/'
}

# The forms that are taken, as the refusal of another lists them.
forms_of_program() {
    "$program" --format none 2>&1 | sed -n 's/.*the forms are //p' | tr -d ' ' | tr , '\n'
}

# The names of the statuses that are used, and the numbers of those without one.
statuses_of_source() {
    grep -rhoE '\bEX_[A-Z]+' "$top/src" --include='*.cpp'
    sed -n 's/^constexpr int not_.*_status = \([0-9]*\);$/\1/p' "$top/src/core/errors.cpp"
}

# Both lists are in files: $2 that of the page, $3 what it should be.
compare() {
    sort -u "$2" >"$work/page.sorted"
    sort -u "$3" >"$work/wanted.sorted"
    [ -s "$work/page.sorted" ] || fail "no $1 found"
    diff -u "$work/page.sorted" "$work/wanted.sorted" >&2 || fail "the page (-) and the program (+) differ in $1"
}

check_lists() {
    heads Fl OPTIONS | sed 's/^/-/' >"$work/page.options"
    "$program" --help | tr -cs 'A-Za-z0-9-' '\n' | grep -xE -e '--?[A-Za-z][a-z-]*' >"$work/options"
    compare options "$work/page.options" "$work/options"
    options_of_source >"$work/options.source"
    compare "options that are read" "$work/page.options" "$work/options.source"
    for option in $(arguments Fl | sort -u); do
        grep -qxF -e "-$option" "$work/options" || fail "there is no option -$option"
    done

    heads Cm FORMS >"$work/page.forms"
    forms_of_help >"$work/forms"
    compare forms "$work/page.forms" "$work/forms"
    forms_of_program >"$work/forms.program"
    compare "forms that are taken" "$work/page.forms" "$work/forms.program"

    heads Va FORMS >"$work/page.members"
    "$program" --json | grep -o '"[a-z_]*":' | tr -d '":' >"$work/members"
    compare "members of json" "$work/page.members" "$work/members"
}

check_statuses() {
    awk '/^\.Sh / { inside = $0 == ".Sh EXIT STATUS" } inside && $1 == ".It" { print $2, $5 }' "$page" >"$work/statuses"
    cut -d ' ' -f 1 "$work/statuses" >"$work/page.numbers"
    "$program" --help | sed -n '/^Exit status/,$p' | tr -cs 0-9 '\n' | grep . >"$work/numbers"
    compare "exit statuses" "$work/page.numbers" "$work/numbers"
    awk '{ print $2 ? $2 : $1 }' "$work/statuses" >"$work/page.names"
    statuses_of_source >"$work/statuses.source"
    compare "exit statuses that are used" "$work/page.names" "$work/statuses.source"

    echo '#include <sysexits.h>' | c++ -E -dM -x c++ - >"$work/names"
    while read -r number name; do
        [ -z "$name" ] || grep -qx "#define $name $number" "$work/names" || fail "$name is not $number"
    done <"$work/statuses"
}

check_remedies() {
    sed -n '/^\.Sh DIAG/,/^\.Sh SEC/s/^\.It Li "\(.*\)"$/\1/p' "$page" >"$work/page.remedies"
    {
        sed -n '/ remedy(errc /,/^}/s/.*return "\(.*\)";$/\1/p' "$top/src/core/errors.cpp"
        sed -n 's/.*"\(see: .*\)\\n".*/\1/p' "$top/src/messages.cpp"
    } >"$work/remedies"
    compare remedies "$work/page.remedies" "$work/remedies"
}

# What is marked as a variable.
check_variables() {
    awk '$1 == ".Ev" || $2 == "Ev"' "$page" | grep -oE '[A-Z_]{4,}' | sort -u >"$work/page.variables"
    while read -r name; do
        grep -rqE "\"${name}[\"=]" "$top/src" || fail "nothing in the source knows the variable $name"
    done <"$work/page.variables"
    grep -oE '"[A-Z_]{4,}' "$top/src/system/environment.cpp" | tr -d '"' >"$work/variables"
    while read -r name; do
        grep -qx "$name" "$work/page.variables" || fail "the page does not name the variable $name"
    done <"$work/variables"
}

# As it is read. Examples stand further to the right than all other text.
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
    for file in stdin header variable; do
        [ -e "$work/home/$file" ] || fail "no example hands over the token: $file"
    done
}

# The command $1, which runs $2 and fails if that does.
stub() {
    printf '#!/bin/sh\nset -eu\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

mkdir "$work/home" "$work/bin"
ln -s "$program" "$work/bin/ibmcloud-token"
# shellcheck disable=SC2016
stub curl 'for argument; do
    case $argument in @*) grep -q "^Authorization: Bearer eyJ" "${argument#@}" && touch header ;; esac
done
[ -e header ]'
stub podman 'grep -q "^eyJ[^ ]*$" && touch stdin'
# shellcheck disable=SC2016
stub terraform '[ "${IC_IAM_TOKEN#Bearer eyJ}" != "$IC_IAM_TOKEN" ] && touch variable'
HOME=$work/home
PATH=$work/bin:$top/fixtures/bin:$PATH
export HOME PATH
unset IBMCLOUD_TOKEN_CLI IBMCLOUD_HOME IBMCLOUD_CONFIG_HOME BLUEMIX_HOME

check_macros
check_lists
check_statuses
check_remedies
check_variables
run_examples

[ "$failures" -eq 0 ] || exit 1
echo "man page: $(find "$work" -name 'example.*' | wc -l) examples run, lists as in the program"
