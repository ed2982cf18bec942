#!/bin/bash
export IBMCLOUD_COLOR=false TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}') OTHER=1
declare -x A=$(ibmcloud iam oauth-tokens | awk '{print $4}')
declare -r B=$(ibmcloud iam oauth-tokens | awk '{print $4}')
typeset C="$(ibmcloud iam oauth-tokens | awk '{print $4}')"
f() {
  local a b=$(ibmcloud iam oauth-tokens | awk '{print $4}') c=2
  local -r d=$(ibmcloud iam oauth-tokens | awk '{print $4}')
  declare -g e=$(ibmcloud iam oauth-tokens | awk '{print $4}')
  readonly g=$(ibmcloud iam oauth-tokens | awk '{print $4}')
  curl -H "$b $d $e $g" https://api.example.com/
}
if [ -z "$Z" ]; then export Z=$(ibmcloud iam oauth-tokens | awk '{print $4}'); fi
export X=$(ibmcloud iam oauth-tokens | awk '{print $4}') Y=$(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)
export W="Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')"  # comment
export "V=$(ibmcloud iam oauth-tokens | awk '{print $4}')"
[ -n "$U" ] || export U=$(ibmcloud iam oauth-tokens | awk '{print $4}')
ibmcloud login && export S=$(ibmcloud iam oauth-tokens | awk '{print $4}') && curl -H "$S" https://api.example.com/
export R=$(ibmcloud iam oauth-tokens | awk '{print $4}') || exit 1
f
