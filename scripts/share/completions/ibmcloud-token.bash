# Completions of ibmcloud-token for bash 4.1 or newer. With the package bash-completion, words after -- are
# completed by the completions of that command; without it, as a command and its files.

_ibmcloud_token_options="-f --format --bare --bearer --header --json --token -o --output -n --no-newline --check --env
    --stdin --min-ttl --account -i --input --cli --timeout --reuse --no-reuse -q --quiet -v --verbose -h --help -V
    --version"
_ibmcloud_token_forms="bare bearer header json claims expiry"
_ibmcloud_token_shell_forms="sh fish csh powershell dotenv github"

# The command line from word $1 on, which is COMMAND.
_ibmcloud_token_command() {
    if declare -F _comp_command_offset >/dev/null; then
        _comp_command_offset "$1"
    elif declare -F _command_offset >/dev/null; then
        _command_offset "$1"
    elif [ "$COMP_CWORD" -eq "$1" ]; then
        mapfile -t COMPREPLY < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
    else
        compopt -o default
    fi
}

# The words of $2 that begin with $1.
_ibmcloud_token_reply() {
    mapfile -t COMPREPLY < <(compgen -W "$2" -- "$1")
}

_ibmcloud_token_value_of() {
    local option=$1 value=$2
    case $option in
    -f | --format) _ibmcloud_token_reply "$value" "$_ibmcloud_token_forms $_ibmcloud_token_shell_forms" ;;
    --token) _ibmcloud_token_reply "$value" "iam uaa" ;;
    --env)
        if [[ $value == *=* ]]; then
            _ibmcloud_token_reply "${value#*=}" "$_ibmcloud_token_forms"
            COMPREPLY=("${COMPREPLY[@]/#/${value%%=*}=}")
        else
            # A form may follow.
            compopt -o nospace
            _ibmcloud_token_reply "$value" "IAM_TOKEN IC_IAM_TOKEN $(compgen -e)"
        fi
        ;;
    -i | --input | -o | --output | --cli) compopt -o default ;;
    --min-ttl | --account | --timeout) ;;
    *) return 1 ;;
    esac
}

_ibmcloud_token() {
    local i whole=() last word=${COMP_WORDS[COMP_CWORD]} before
    COMPREPLY=()
    # Bash takes words apart at =, which is undone here.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        if ((i < COMP_CWORD)) && [[ ${COMP_WORDS[i]} == -- ]]; then
            _ibmcloud_token_command $((i + 1))
            return
        fi
        if ((${#whole[@]} > 0)) && [[ ${COMP_WORDS[i]} == =* || ${whole[${#whole[@]} - 1]} == *= ]]; then
            whole[${#whole[@]} - 1]+=${COMP_WORDS[i]}
        else
            whole+=("${COMP_WORDS[i]}")
        fi
    done
    # What is replaced is $word, and of that what stands behind a quotation mark.
    [[ $word != = ]] || word=
    last=${whole[${#whole[@]} - 1]}
    before=${last%"$word"}
    if [[ $word == *[\'\"]* ]]; then
        before+=${word%%[\'\"]*}
        last=$before${word#*[\'\"]}
    fi
    if [[ $last == --*=* ]]; then
        _ibmcloud_token_value_of "${last%%=*}" "${last#*=}"
        COMPREPLY=("${COMPREPLY[@]/#/${last%%=*}=}")
    elif ((${#whole[@]} < 2)) || ! _ibmcloud_token_value_of "${whole[${#whole[@]} - 2]}" "$last"; then
        _ibmcloud_token_reply "$last" "$_ibmcloud_token_options"
    fi
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
}

complete -F _ibmcloud_token ibmcloud-token
