#!/bin/bash
T=$(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)
curl -s -H "Authorization: Bearer ${T}" https://api.example.com/a
U=$(ibmcloud-token --bearer) || exit
U=${U#Bearer }
curl -s -H "Authorization: Bearer $U" https://api.example.com/b
V=$(ibmcloud-token) || exit
curl -s -H "Authorization: $V" https://api.example.com/c
token=$(ibmcloud-token) || exit
curl -s -H "Authorization: $token" https://api.example.com/d
token=$(ibmcloud-token) || exit
curl -s -H "authorization: bearer $token" https://api.example.com/e
H="Authorization: Bearer $(ibmcloud iam oauth-tokens | cut -d: -f2 | xargs)"
