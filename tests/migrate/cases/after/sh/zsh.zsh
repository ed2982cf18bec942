#!/usr/bin/env zsh
TOKEN=$(ibmcloud-token) || exit
typeset -gx TOKEN
path+=(~/bin)
print -r -- ${TOKEN}
