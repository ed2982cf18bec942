# Completions of ibmcloud-token-migrate for fish 3.0 or newer.

function __ibmcloud_token_migrate_rules
    printf '%s\t%s\n' \
        cut-text 'a filter cuts the token out of text' \
        cut-json 'a filter cuts the token out of JSON' \
        login-check 'the CLI is run to see whether somebody is logged in' \
        hidden-status 'a builtin hides the status' \
        scheme-twice 'a header says Bearer Bearer' \
        scheme-missing 'a header has no Bearer' \
        raw-output 'the whole output is a value' \
        in-argument 'the token is an argument' \
        to-file 'the shell writes the token to a file' \
        other-language 'a program reads the output'
end

function __ibmcloud_token_migrate_option
    complete -c ibmcloud-token-migrate $argv
end

__ibmcloud_token_migrate_option -l diff -d 'Print the rewrites as a diff'
__ibmcloud_token_migrate_option -l write -d 'Make the rewrites'
__ibmcloud_token_migrate_option -l explain -x -a '(__ibmcloud_token_migrate_rules)' -d 'Explain a rule'
__ibmcloud_token_migrate_option -l include -x -d 'Only these files'
__ibmcloud_token_migrate_option -l exclude -x -d 'All but these files'
__ibmcloud_token_migrate_option -l stdin-name -r -F -d 'Read standard input as this file'
__ibmcloud_token_migrate_option -l rule -x -a '(__ibmcloud_token_migrate_rules)' -d 'Only these rules'
__ibmcloud_token_migrate_option -l no-rule -x -a '(__ibmcloud_token_migrate_rules)' -d 'All but these rules'
__ibmcloud_token_migrate_option -l format -x -a 'text github sarif checkstyle json' -d 'Format of the list'
__ibmcloud_token_migrate_option -s h -l help -d 'Write a summary'
__ibmcloud_token_migrate_option -s V -l version -d 'Write the version'
functions -e __ibmcloud_token_migrate_option
