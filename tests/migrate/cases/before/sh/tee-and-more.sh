#!/bin/bash
ibmcloud iam oauth-tokens | awk '{print $4}' | tee token.txt
ibmcloud iam oauth-tokens | awk '{print $4}' | pbcopy
ibmcloud iam oauth-tokens | awk '{print $4}' | tr -d '\n' | docker login -u iambearer --password-stdin icr.io
ibmcloud iam oauth-tokens | awk '{print $4}' | xargs -I{} curl -H "Authorization: Bearer {}" https://api.example.com/
ibmcloud iam oauth-tokens | awk '{print $4}' | while read -r t; do echo "$t"; done
ibmcloud iam oauth-tokens | awk '{print $4}' | kubectl create secret generic t --from-file=token=/dev/stdin
ibmcloud iam oauth-tokens | awk '{print $4}' >> tokens.log
ibmcloud iam oauth-tokens | awk '{print $4}' > json
ibmcloud iam oauth-tokens | awk '{print $4}' > ~/.iam_token
ibmcloud iam oauth-tokens | awk '{print $4}' > $HOME/.iam_token
ibmcloud iam oauth-tokens | sed 's/IAM token:  //' >&2
read -r TOKEN < <(ibmcloud iam oauth-tokens | awk '{print $4}')
read -r _ _ _ TOKEN <<< "$(ibmcloud iam oauth-tokens)"
ibmcloud iam oauth-tokens | awk '{print $4}' | base64
