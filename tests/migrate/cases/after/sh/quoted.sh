#!/bin/bash
bash -c "ibmcloud iam oauth-tokens | awk '{print \$4}'"
sh -c 'TOKEN=$(ibmcloud iam oauth-tokens | cut -d" " -f5); curl -H "Authorization: Bearer $TOKEN" https://x.example.com'
CMD="ibmcloud iam oauth-tokens | awk '{print \$4}'"
GET="ibmcloud iam oauth-tokens"
T=$(eval "$CMD")
echo "Run: ibmcloud iam oauth-tokens | awk '{print \$4}'"
echo 'export T=$(ibmcloud iam oauth-tokens | awk "{print \$4}")' >> ~/.profile
T=$(ibmcloud-token) || exit
T="$(ibmcloud-token)" || exit
T=$(ibmcloud iam oauth-tokens | awk "{print $4}")
trap 'ibmcloud iam oauth-tokens > /dev/null' EXIT
