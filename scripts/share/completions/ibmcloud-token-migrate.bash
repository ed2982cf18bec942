# Completions of ibmcloud-token-migrate for bash 4.1 or newer.

_ibmcloud_token_migrate_options="--diff --write --explain --include --exclude --stdin-name --rule --no-rule --format
    -h --help -V --version"
_ibmcloud_token_migrate_rules="cut-text cut-json login-check hidden-status scheme-twice scheme-missing raw-output
    in-argument to-file other-language"

_ibmcloud_token_migrate() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    # Bash takes words apart at =, too.
    [[ $before != = ]] || before=${COMP_WORDS[COMP_CWORD - 2]}
    [[ $word != = ]] || word=
    case $before in
    --rule | --no-rule | --explain)
        mapfile -t COMPREPLY < <(compgen -W "$_ibmcloud_token_migrate_rules" -- "$word")
        ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "text github sarif checkstyle json" -- "$word") ;;
    --include | --exclude | --stdin-name) compopt -o default ;;
    *)
        if [[ $word == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$_ibmcloud_token_migrate_options" -- "$word")
        else
            compopt -o default
        fi
        ;;
    esac
}

complete -F _ibmcloud_token_migrate ibmcloud-token-migrate
