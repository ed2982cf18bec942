#!/bin/bash
T=$(ibmcloud iam oauth-tokens | awk '{print $4}')
export U=$(ibmcloud iam oauth-tokens | awk '{print $4}')
curl -H "Authorization: Bearer $T" https://api.example.com/
