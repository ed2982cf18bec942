#!/bin/sh
[ -n "$TOKEN" ] || TOKEN=$(ibmcloud-token) || exit
[ -z "$TOKEN2" ] && { TOKEN2=$(ibmcloud-token) || exit; }
[ -z "$TOKEN3" ] && { TOKEN3=$(ibmcloud-token) || exit; export TOKEN3; }
TOKEN4=${TOKEN4:-$(ibmcloud-token)} || exit
: "${TOKEN5:=$(ibmcloud iam oauth-tokens | awk '{print $4}')}"
ibmcloud login --apikey @k -q && { TOKEN6=$(ibmcloud-token) || exit; }
curl -s -H "A: $TOKEN" -H "B: $TOKEN2" -H "C: $TOKEN3" -H "D: $TOKEN4" -H "E: $TOKEN6" https://api.example.com/
