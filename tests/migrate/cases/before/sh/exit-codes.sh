#!/bin/bash
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}') || exit 1
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}') || { echo "no token"; exit 1; }
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}') || true
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}' || true)
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
if [ $? -ne 0 ]; then exit 1; fi
export TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
if [ $? -ne 0 ]; then exit 1; fi
export TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
[[ -z "${TOKEN}" ]] && { echo "no token"; exit 1; }
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
case "$TOKEN" in "") exit 1 ;; esac
curl -H "Authorization: Bearer $TOKEN" https://api.example.com/
