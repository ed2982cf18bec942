#!/bin/bash
T=$(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)
curl -s -H "Authorization: Bearer ${T}" https://api.example.com/a
U=$(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)
U=${U#Bearer }
curl -s -H "Authorization: Bearer $U" https://api.example.com/b
V=$(ibmcloud iam oauth-tokens | awk '{print $4}')
curl -s -H "Authorization: $V" https://api.example.com/c
curl -s -H "Authorization: $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://api.example.com/d
curl -s -H "authorization: bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://api.example.com/e
H="Authorization: Bearer $(ibmcloud iam oauth-tokens | cut -d: -f2 | xargs)"
