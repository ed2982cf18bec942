#!/bin/bash
A=$(sudo -u ci ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit
B=$(timeout 30 ibmcloud iam oauth-tokens 2>/dev/null | ibmcloud-token --input -) || exit
C=$(ibmcloud-token) || exit
D=$($IBMCLOUD iam oauth-tokens | ibmcloud-token --input -) || exit
E=$("${CLI}" iam oauth-tokens --output json | ibmcloud-token --input - --bearer) || exit
F=$(kubectl exec tools -- ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit
G=$(env IBMCLOUD_COLOR=false ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit
H=$(ssh host ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit
I=$(ibmcloud-token --cli "$HOME/bin/ibmcloud") || exit
docker run --rm tools ibmcloud iam oauth-tokens | ibmcloud-token --input - --stdin -- docker login -u iambearer --password-stdin icr.io
token=$(sudo ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit
curl -H "Authorization: Bearer $token" https://api.example.com/
