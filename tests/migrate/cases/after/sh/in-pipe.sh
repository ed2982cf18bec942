#!/bin/bash
ID=$(ibmcloud-token --header -- curl -s -H @/dev/fd/token https://api.example.com/a | jq -r .id)
ibmcloud-token --header -- curl -s -H @/dev/fd/token https://api.example.com/b | jq . || echo 000
if ibmcloud-token --header -- curl -fsS -H @/dev/fd/token https://api.example.com/c; then
  echo yes
fi
