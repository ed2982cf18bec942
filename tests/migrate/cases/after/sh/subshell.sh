#!/bin/bash
( T=$(ibmcloud-token) || exit; export T; curl -s -H "Authorization: Bearer $T" https://api.example.com/ )
{ T=$(ibmcloud-token) || exit; curl -s -H "X: $T" https://api.example.com/; }
T=$(cd /tmp && ibmcloud-token) || exit
T=$(export IBMCLOUD_COLOR=false; ibmcloud-token) || exit
H="Authorization: Bearer $(ibmcloud-token)" || exit
ARGS=(-H "Authorization: Bearer $(ibmcloud-token)" -s) || exit
curl "${ARGS[@]}" -H "$H" https://api.example.com/
