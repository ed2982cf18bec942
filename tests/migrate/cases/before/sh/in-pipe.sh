#!/bin/bash
ID=$(curl -s -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://api.example.com/a | jq -r .id)
curl -s -H "Authorization: $(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)" https://api.example.com/b | jq . || echo 000
if curl -fsS -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://api.example.com/c; then
  echo yes
fi
