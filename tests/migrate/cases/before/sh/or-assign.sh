#!/bin/sh
[ -n "$TOKEN" ] || TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
[ -z "$TOKEN2" ] && TOKEN2=$(ibmcloud iam oauth-tokens | awk '{print $4}')
[ -z "$TOKEN3" ] && export TOKEN3=$(ibmcloud iam oauth-tokens | awk '{print $4}')
TOKEN4=${TOKEN4:-$(ibmcloud iam oauth-tokens | awk '{print $4}')}
: "${TOKEN5:=$(ibmcloud iam oauth-tokens | awk '{print $4}')}"
ibmcloud login --apikey @k -q && TOKEN6=$(ibmcloud iam oauth-tokens | awk '{print $4}')
curl -s -H "A: $TOKEN" -H "B: $TOKEN2" -H "C: $TOKEN3" -H "D: $TOKEN4" -H "E: $TOKEN6" https://api.example.com/
