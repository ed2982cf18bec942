#!/bin/sh
# Makes the packages for each ARCH twice, here and from a copy of the sources elsewhere, under another umask, time zone and
# locale:
#
#   tests/package_test.sh [ARCH]...
#
# Expects
#   - the same bytes;
#   - no errors from lintian and rpmlint;
#   - in each package these files and no others, all of root's, with the same time, in the order of their names;
#   - in each package a program that needs no library, and gets a token from the stand-in CLI. A program that this machine
#     can't run is run by qemu-user.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
native=$(dpkg --print-architecture)

fail() {
    echo "package_test: $arch: $1" >&2
    failures=$((failures + 1))
}

make_packages() {
    "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2 && exit 1; }
}

check_bytes() {
    time=$(git log -1 --format=%ct)
    make_packages env -u SOURCE_DATE_EPOCH scripts/package --output "$made" "$arch"
    mkdir -p "$work/copy"
    cp -R CMakeLists.txt CMakePresets.json scripts src "$work/copy"
    (
        umask 077
        make_packages env SOURCE_DATE_EPOCH="$time" TZ=Pacific/Chatham LC_ALL=C.UTF-8 "$work/copy/scripts/package" \
            --output "$again" "$arch"
    )
    [ "$(find "$made" -type f | wc -l)" -eq 3 ] || fail "not three packages: $(ls "$made")"
    diff -r "$made" "$again" >&2 || fail "two builds differ"
}

# The field with this number in the table of machines.
machine() {
    awk -v arch="$arch" -v field="$1" '$1 == arch { print $field }' scripts/lib/machines
}

check_names() {
    ls "$made" >"$work/names"
    grep -qx "ibmcloud-token_.*_$arch.deb" "$work/names" || fail "no Debian package of this name"
    grep -qx "ibmcloud-token-.*\.$(machine 5).rpm" "$work/names" || fail "no RPM package of this name"
    grep -qx "ibmcloud-token-.*-linux-$(machine 4).tar.gz" "$work/names" || fail "no archive of this name"
    [ "$(dpkg-deb -f "$made"/*.deb Architecture)" = "$arch" ] || fail "another architecture in the Debian package"
    [ "$(rpm -qp --qf '%{ARCH}' "$made"/*.rpm)" = "$(machine 5)" ] || fail "another architecture in the RPM package"
}

check_lint() {
    lintian --fail-on error "$made"/*.deb || fail "lintian has found errors"
    rpmlint -c scripts/packaging/rpmlint.toml "$made"/*.rpm || fail "rpmlint has found errors"
}

# What is in a tar archive, a line each: mode, owner, time, path.
list_tar() {
    TZ=UTC tar --full-time -tv | awk '{ print $1, $2, $4 "T" $5, $6 }'
}

# As list_tar, of the files and folders that the RPM package owns.
list_rpm() {
    TZ=UTC rpm -qp --qf '[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} %{FILEMTIMES} %{FILENAMES}\n]' "$1" |
        while read -r mode owner seconds path; do
            echo "$mode $owner $(date -u -d "@$seconds" +%FT%T) $path"
        done
}

# Files of NAME below FOLDER, with the folders of zsh completions and what only this package has: NAME FOLDER ZSH [PATH]...
check_files() {
    name=$1 folder=$2 zsh=$3
    shift 3
    {
        echo -rwxr-xr-x bin/docker-credential-ibmcloud-token
        echo -rwxr-xr-x bin/ibmcloud-login
        echo -rwxr-xr-x bin/ibmcloud-token
        echo -rwxr-xr-x bin/ibmcloud-token-migrate
        {
            for program in ibmcloud-token ibmcloud-login ibmcloud-token-migrate; do
                echo "bash-completion/completions/$program"
                echo "fish/vendor_completions.d/$program.fish"
                echo "man/man1/$program.1.gz"
                echo "zsh/$zsh/_$program"
            done
            printf '%s\n' doc/ibmcloud-token/copyright doc/ibmcloud-token/recipes.md ibmcloud-token/ibmcloud-token.mk "$@"
        } | sed 's|^|-rw-r--r-- share/|'
    } | sort >"$work/wanted"
    grep '^-' "$work/$name" | sed "s|^\([^ ]*\) .* $folder/|\1 |" | sort | diff - "$work/wanted" >&2 ||
        fail "$name holds other files (<) than it should (>)"

    when=$(date -u -d "@$time" +%FT%T)
    grep -vE "^(-rw-r--r--|-rwxr-xr-x|drwxr-xr-x) root/root $when " "$work/$name" >&2 &&
        fail "$name: another mode, owner or time"
    cut -d ' ' -f 4 "$work/$name" | LC_ALL=C sort -c || fail "$name is not sorted"
}

# The programs in FOLDER of package NAME: NAME FOLDER
check_program() {
    for name in ibmcloud-token ibmcloud-login ibmcloud-token-migrate; do
        program=$work/unpacked/$1/$2/bin/$name
        readelf --program-headers --dynamic "$program" >"$work/elf"
        ! grep -E 'INTERP|NEEDED' "$work/elf" >&2 || fail "$1: $name needs a library"
        ! readelf --sections "$program" | grep -E 'symtab|debug' >&2 || fail "$1: $name is not stripped"
        emulator=
        "$program" --version >/dev/null 2>&1 || emulator=qemu-$(machine 6)-static
        rule=
        [ "$name" != ibmcloud-token-migrate ] || rule=--explain=cut-text
        HOME=$work PATH=$PWD/fixtures/bin:$PATH $emulator "$program" $rule >"$work/out" 2>"$work/err" ||
            fail "$1: $name ends with $?"
        gzip -dc "$work/unpacked/$1/$2/share/man/man1/$name.1.gz" | cmp - "src/$name.1" || fail "$1: another man page of $name"
        case $name in
        ibmcloud-token) grep -q '^eyJ' "$work/out" || fail "$1: $name writes no token" ;;
        ibmcloud-token-migrate) grep -q '^cut-text: ' "$work/out" || fail "$1: $name explains nothing" ;;
        *) grep -q '^ibmcloud-login: logged in: ' "$work/err" || fail "$1: $name does not name the login" ;;
        esac
    done
    grep -q "^License: none" "$work/unpacked/$1/$2/share/doc/ibmcloud-token/copyright" || fail "$1 tells of no licence"
}

unpack() {
    mkdir -p "$work/unpacked/deb" "$work/unpacked/rpm" "$work/unpacked/archive"
    dpkg-deb -x "$made"/*.deb "$work/unpacked/deb"
    rpm2archive - <"$(echo "$made"/*.rpm)" | tar -xz -C "$work/unpacked/rpm"
    tar -xzf "$(echo "$made"/*.tar.gz)" -C "$work/unpacked/archive"
    dpkg-deb --fsys-tarfile "$made"/*.deb | list_tar >"$work/deb"
    list_rpm "$made"/*.rpm >"$work/rpm"
    gzip -dc "$made"/*.tar.gz | list_tar >"$work/archive"
}

check_needs() {
    [ -z "$(dpkg-deb -f "$made"/*.deb Depends)" ] || fail "the Debian package depends on others"
    [ "$(dpkg-deb -f "$made"/*.deb Suggests)" = "make, shfmt" ] || fail "the Debian package suggests other packages"
    needs=$(rpm -qp --requires "$made"/*.rpm | grep -v '^rpmlib(')
    [ "$needs" = /bin/sh ] || fail "the RPM package requires $needs"
    [ "$(rpm -qp --suggests "$made"/*.rpm | paste -sd ' ')" = "make shfmt" ] || fail "the RPM package suggests other packages"
}

[ $# -gt 0 ] || set -- "$native"
for arch in "$@"; do
    made=$work/packages/$arch
    again=$work/again/$arch
    check_bytes
    check_names
    check_lint
    rm -rf "$work/unpacked"
    unpack
    check_files deb ./usr vendor-completions doc/ibmcloud-token/changelog.gz lintian/overrides/ibmcloud-token
    check_files rpm /usr site-functions
    top=$(basename "$made"/*.tar.gz .tar.gz)
    check_files archive "$top" site-functions
    check_program deb usr
    check_program rpm usr
    check_program archive "$top"
    check_needs
    [ "$failures" -eq 0 ] || exit 1
    echo "$arch: three packages are as they should be, twice"
done
