#!/bin/bash
tokens() {
  ibmcloud iam oauth-tokens --output json
}
T=$(tokens | jq -r .iam_token)
read -r _ _ _ T2 < <(ibmcloud iam oauth-tokens)
mapfile -t L < <(ibmcloud iam oauth-tokens)
ibmcloud iam oauth-tokens | read -r x
T3=$(ibmcloud-token --bearer) || exit
T4=$(ibmcloud-token) || exit
T5=$(ibmcloud-token) || exit
T6=$(ibmcloud-token) || exit
T7=$(ibmcloud-token) || exit
T8=$(ibmcloud-token) || exit
T9=$(ibmcloud iam oauth-tokens | tr ' ' '\n' | tail -1)
T10=$(ibmcloud-token) || exit
T11=$(ibmcloud-token --bearer) || exit
T12=$(ibmcloud-token) || exit
T13=$(ibmcloud-token) || exit
T14=$(ibmcloud-token --bearer) || exit
T15=$(ibmcloud iam oauth-tokens | awk '{ if ($1 == "IAM") print $4 }')
T16=$(ibmcloud-token) || exit
T17=$(ibmcloud-token) || exit
T18=$(ibmcloud-token --bearer) || exit
T19=$(ibmcloud-token --bearer) || exit
T20=$(ibmcloud-token --bearer) || exit
T21=$(ibmcloud-token) || exit
T22=$(ibmcloud-token --bearer) || exit
T23=$(ibmcloud-token --bearer) || exit
T24=$(ibmcloud iam oauth-tokens --output json | tr -d '{}" \n' | cut -d: -f2)
T25=$(ibmcloud-token) || exit
T26=$(ibmcloud-token) || exit
T27=$(ibmcloud-token) || exit
T28=$(ibmcloud iam oauth-tokens | python3 -c 'import sys; print(sys.stdin.read().split()[3])')
T29=$(ibmcloud-token --bearer) || exit
T30=$(ibmcloud iam oauth-tokens --output json | node -pe 'JSON.parse(require("fs").readFileSync(0)).iam_token')
curl "$T$T2$T3"
