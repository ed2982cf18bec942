#!/bin/bash
TOKEN=$(ibmcloud-token) || exit 1
TOKEN=$(ibmcloud-token) || { echo "no token"; exit 1; }
TOKEN=$(ibmcloud-token) || true
TOKEN=$(ibmcloud-token || true)
TOKEN=$(ibmcloud-token)
if [ $? -ne 0 ]; then exit 1; fi
TOKEN=$(ibmcloud-token) && export TOKEN
if [ $? -ne 0 ]; then exit 1; fi
TOKEN=$(ibmcloud-token) && export TOKEN
[[ -z "${TOKEN}" ]] && { echo "no token"; exit 1; }
TOKEN=$(ibmcloud-token)
case "$TOKEN" in "") exit 1 ;; esac
curl -H "Authorization: Bearer $TOKEN" https://api.example.com/
