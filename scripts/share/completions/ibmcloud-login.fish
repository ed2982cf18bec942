# Completions of ibmcloud-login for fish 3.0 or newer.

function __ibmcloud_login_files
    set -l value (string replace -r -- '^(--[a-z-]+=)?[\'"]?' '' (commandline -ct))
    if string match -q -- '@*' $value
        printf '@%s\n' (__fish_complete_path (string unescape -- (string sub -s 2 -- $value)))
    else
        echo @
    end
end

function __ibmcloud_login_option
    complete -c ibmcloud-login $argv
end

complete -c ibmcloud-login -f
__ibmcloud_login_option -l min-ttl -x -d 'Minimum lifetime left'
__ibmcloud_login_option -l account -x -d 'Account that the token must belong to'
__ibmcloud_login_option -l apikey -x -a '(__ibmcloud_login_files)' -d 'API key in a file'
__ibmcloud_login_option -l cr-token -x -a '(__ibmcloud_login_files)' -d 'Token of a compute resource in a file'
__ibmcloud_login_option -l vpc-cri -d 'Identity of this virtual server instance'
__ibmcloud_login_option -l profile -x -d 'Trusted profile'
__ibmcloud_login_option -l sso -d 'Passcode that you type at the terminal'
__ibmcloud_login_option -s a -x -d 'API endpoint'
__ibmcloud_login_option -s c -x -d 'Account'
__ibmcloud_login_option -s g -x -d 'Resource group'
__ibmcloud_login_option -s r -x -d 'Region'
__ibmcloud_login_option -l no-region -d 'Select no region'
__ibmcloud_login_option -l timeout -x -d 'Limit for each run of the CLI'
__ibmcloud_login_option -l retries -x -d 'New attempts if the network fails'
__ibmcloud_login_option -l pause -x -d 'Before the first of them'
__ibmcloud_login_option -s q -l quiet -d 'No messages'
__ibmcloud_login_option -s v -l verbose -d 'Also show what was run and printed'
__ibmcloud_login_option -s h -l help -d 'Write a summary'
__ibmcloud_login_option -s V -l version -d 'Write the version'
functions -e __ibmcloud_login_option
