#!/bin/bash
ibmcloud-token --header -- curl -s -X POST \
  "https://api.example.com/v1/things" \
  -H "Content-Type: application/json" \
  -H @/dev/fd/token \
  -d '{"a": 1}'
