#!/bin/bash
TOKEN=$(ibmcloud-token) || exit
export IBMCLOUD_COLOR=false TOKEN OTHER=1
A=$(ibmcloud-token) || exit
declare -x A
B=$(ibmcloud-token) || exit
declare -r B
C="$(ibmcloud-token)" || exit
typeset C
f() {
  local a b c=2
  b=$(ibmcloud-token) || exit
  local -r d=$(ibmcloud iam oauth-tokens | awk '{print $4}')
  declare -g e
  e=$(ibmcloud-token) || exit
  g=$(ibmcloud-token) || exit
  readonly g
  curl -H "$b $d $e $g" https://api.example.com/
}
if [ -z "$Z" ]; then Z=$(ibmcloud-token) || exit; export Z; fi
X=$(ibmcloud-token) || exit
Y=$(ibmcloud-token --bearer) || exit
export X Y
W="Bearer $(ibmcloud-token)" || exit
export W  # comment
export "V=$(ibmcloud iam oauth-tokens | awk '{print $4}')"
[ -n "$U" ] || { U=$(ibmcloud-token) || exit; export U; }
ibmcloud login && S=$(ibmcloud-token) && export S && curl -H "$S" https://api.example.com/
R=$(ibmcloud-token) || exit 1
export R
f
