#!/bin/bash
( export T=$(ibmcloud iam oauth-tokens | awk '{print $4}'); curl -s -H "Authorization: Bearer $T" https://api.example.com/ )
{ T=$(ibmcloud iam oauth-tokens | awk '{print $4}'); curl -s -H "X: $T" https://api.example.com/; }
T=$(cd /tmp && ibmcloud iam oauth-tokens | awk '{print $4}')
T=$(export IBMCLOUD_COLOR=false; ibmcloud iam oauth-tokens | awk '{print $4}')
H="Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')"
ARGS=(-H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" -s)
curl "${ARGS[@]}" -H "$H" https://api.example.com/
