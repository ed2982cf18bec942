#!/usr/bin/env bash
set -euo pipefail
A=$(ibmcloud-token)
export A
B=$(ibmcloud-token)
f() {
  local c
  c=$(ibmcloud-token)
  curl -s -H "Authorization: Bearer $c" https://api.example.com/
}
g() {
  local d
  d=$(ibmcloud-token) || exit
  curl -s -H "Authorization: Bearer $d" https://api.example.com/
}
f
R=$(g)
iam_token=$(ibmcloud-token)
helm upgrade x y --set token="$iam_token"
curl -s -H "A: $A" -H "B: $B" https://api.example.com/
