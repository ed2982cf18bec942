#!/bin/bash
helm registry login -u iambearer -p "$(ibmcloud iam oauth-tokens --output json | jq -r '.iam_token' | cut -d' ' -f2)" icr.io
docker login -u iambearer -p $(ibmcloud iam oauth-tokens | awk '{print $4}') us.icr.io
docker pull us.icr.io/a/b
