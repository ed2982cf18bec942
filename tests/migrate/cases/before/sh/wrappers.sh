#!/bin/bash
A=$(sudo -u ci ibmcloud iam oauth-tokens | awk '{print $4}')
B=$(timeout 30 ibmcloud iam oauth-tokens 2>/dev/null | awk '{print $4}')
C=$(command ibmcloud iam oauth-tokens | awk '{print $4}')
D=$($IBMCLOUD iam oauth-tokens | awk '{print $4}')
E=$("${CLI}" iam oauth-tokens --output json | jq -r .iam_token)
F=$(kubectl exec tools -- ibmcloud iam oauth-tokens | awk '{print $4}')
G=$(env IBMCLOUD_COLOR=false ibmcloud iam oauth-tokens | awk '{print $4}')
H=$(ssh host ibmcloud iam oauth-tokens | grep IAM | awk '{print $4}')
I=$("$HOME/bin/ibmcloud" iam oauth-tokens | awk '{print $4}')
docker run --rm tools ibmcloud iam oauth-tokens | awk '{print $4}' | docker login -u iambearer --password-stdin icr.io
curl -H "Authorization: Bearer $(sudo ibmcloud iam oauth-tokens | awk '{print $4}')" https://api.example.com/
