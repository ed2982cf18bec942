# Completions of ibmcloud-token for fish 3.0 or newer. Words after -- are completed by the completions of that command.

function __ibmcloud_token_before_command
    not contains -- -- (commandline -opc)
end

function __ibmcloud_token_command
    set -l words (commandline -opc) (commandline -ct)
    set -l dashes (contains -i -- -- $words)
    set -e words[1..$dashes]
    __fish_complete_subcommand --commandline $words
end

function __ibmcloud_token_variables
    set -l value (string replace -r -- '^(--env=)?[\'"]?' '' (commandline -ct))
    if string match -q -- '*=*' $value
        set -l name (string split -m 1 -- = $value)[1]
        printf '%s\n' $name={bare,bearer,header,json,claims,expiry}
    else
        printf '%s\n' IAM_TOKEN IC_IAM_TOKEN (set --names --export)
    end
end

function __ibmcloud_token_forms
    printf '%s\t%s\n' \
        bare 'the token alone' \
        bearer 'Bearer and the token' \
        header 'a line for HTTP' \
        json 'an object with the token and its account' \
        claims 'its decoded header and claims' \
        expiry 'seconds since 1970 when it expires' \
        sh 'variables for sh, bash and zsh' \
        fish 'variables for fish' \
        csh 'variables for csh and tcsh' \
        powershell 'variables for PowerShell' \
        dotenv 'lines for an .env file' \
        github 'variables for the next steps of GitHub Actions'
end

function __ibmcloud_token_option
    complete -c ibmcloud-token -n __ibmcloud_token_before_command $argv
end

complete -c ibmcloud-token -f
complete -c ibmcloud-token -n 'not __ibmcloud_token_before_command' -x -a '(__ibmcloud_token_command)'
__ibmcloud_token_option -s f -l format -x -a '(__ibmcloud_token_forms)' -d 'What to write'
__ibmcloud_token_option -l bare -d 'Write the token alone'
__ibmcloud_token_option -l bearer -d 'Write Bearer and the token'
__ibmcloud_token_option -l header -d 'Write a line for HTTP'
__ibmcloud_token_option -l json -d 'Write an object with the token and its account'
__ibmcloud_token_option -l token -x -a 'iam uaa' -d 'Which token'
__ibmcloud_token_option -s o -l output -r -F -d 'Write to a file, in one step'
__ibmcloud_token_option -s n -l no-newline -d 'Write no newline at the end'
__ibmcloud_token_option -l check -d 'Write nothing'
__ibmcloud_token_option -l env -x -a '(__ibmcloud_token_variables)' -d 'Set a variable'
__ibmcloud_token_option -l stdin -d 'Hand the token to COMMAND on its standard input'
__ibmcloud_token_option -l min-ttl -x -d 'Refuse a token that expires sooner'
__ibmcloud_token_option -l account -x -d 'Refuse a token for another account'
__ibmcloud_token_option -s i -l input -r -F -d 'Read captured output'
__ibmcloud_token_option -l cli -r -F -d 'The CLI to run'
__ibmcloud_token_option -l timeout -x -d 'The longest run of the CLI'
__ibmcloud_token_option -l reuse -d 'Take the token that the CLI has stored while it lives'
__ibmcloud_token_option -l no-reuse -d 'Run the CLI each time'
__ibmcloud_token_option -s q -l quiet -d 'No messages'
__ibmcloud_token_option -s v -l verbose -d 'Say what was run and seen, secrets masked'
__ibmcloud_token_option -s h -l help -d 'Write a summary'
__ibmcloud_token_option -s V -l version -d 'Write the version'
functions -e __ibmcloud_token_option
