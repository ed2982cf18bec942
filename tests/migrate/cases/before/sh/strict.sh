#!/usr/bin/env bash
set -euo pipefail
export A=$(ibmcloud iam oauth-tokens | awk '{print $4}')
B=`ibmcloud iam oauth-tokens | awk '{print $4}'`
f() {
  local c=$(ibmcloud iam oauth-tokens | awk '{print $4}')
  curl -s -H "Authorization: Bearer $c" https://api.example.com/
}
g() {
  local d
  d=$(ibmcloud iam oauth-tokens | awk '{print $4}')
  curl -s -H "Authorization: Bearer $d" https://api.example.com/
}
f
R=$(g)
helm upgrade x y --set token="$(ibmcloud iam oauth-tokens | awk '{print $4}')"
curl -s -H "A: $A" -H "B: $B" https://api.example.com/
