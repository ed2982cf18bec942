#!/bin/bash
curl -s -X POST \
  "https://api.example.com/v1/things" \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" \
  -d '{"a": 1}'
