#!/bin/bash
ibmcloud iam oauth-tokens | awk '{print $4}' | tee token.txt
ibmcloud-token --stdin -- pbcopy
ibmcloud-token --stdin -- docker login -u iambearer --password-stdin icr.io
ibmcloud iam oauth-tokens | awk '{print $4}' | xargs -I{} curl -H "Authorization: Bearer {}" https://api.example.com/
ibmcloud iam oauth-tokens | awk '{print $4}' | while read -r t; do echo "$t"; done
ibmcloud-token --stdin -- kubectl create secret generic t --from-file=token=/dev/stdin
ibmcloud-token >> tokens.log || exit
ibmcloud-token --output ./json || exit
ibmcloud-token --output ~/.iam_token || exit
ibmcloud-token --output "$HOME/.iam_token" || exit
ibmcloud-token --bearer >&2
read -r TOKEN < <(ibmcloud iam oauth-tokens | awk '{print $4}')
read -r _ _ _ TOKEN <<< "$(ibmcloud iam oauth-tokens)"
ibmcloud-token --stdin -- base64
