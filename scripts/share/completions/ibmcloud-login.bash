# Completions of ibmcloud-login for bash 4.1 or newer.

_ibmcloud_login_options="--min-ttl --account --apikey --cr-token --vpc-cri --profile --sso -a -c -g -r --no-region
    --timeout --retries --pause -q --quiet -v --verbose -h --help -V --version"

# The word $1 begins with @: the path of a file follows. Readline would put a backslash before the @.
_ibmcloud_login_file() {
    local path
    while IFS= read -r path; do
        if [[ -d $path ]]; then
            path+=/
            compopt -o nospace
        fi
        printf -v path '@%q' "$path"
        COMPREPLY+=("$path")
    done < <(compgen -f -- "${1##*@}")
}

_ibmcloud_login() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if [[ $word == *@* || $before == *@ ]]; then
        _ibmcloud_login_file "$word"
        return
    fi
    # Bash takes words apart at =, too.
    [[ $before != = ]] || before=${COMP_WORDS[COMP_CWORD - 2]}
    [[ $word != = ]] || word=
    case $before in
    --apikey | --cr-token)
        compopt -o nospace
        COMPREPLY=(@)
        ;;
    --min-ttl | --account | --profile | -[acgr] | --timeout | --retries | --pause) ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$_ibmcloud_login_options" -- "$word") ;;
    esac
}

complete -F _ibmcloud_login ibmcloud-login
