#!/bin/bash
ibmcloud() { command ibmcloud "$@" --quiet; }
T=$(ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit
curl -H "Authorization: Bearer $T" https://api.example.com/
