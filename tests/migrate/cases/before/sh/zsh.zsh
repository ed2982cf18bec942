#!/usr/bin/env zsh
typeset -gx TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
path+=(~/bin)
print -r -- ${TOKEN}
