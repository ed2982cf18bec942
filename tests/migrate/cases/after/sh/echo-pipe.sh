#!/bin/bash
ibmcloud-token --stdin -- docker login -u iambearer --password-stdin us.icr.io
ibmcloud-token --stdin -- podman login -u iambearer --password-stdin us.icr.io
token=$(ibmcloud-token) || exit
printf '%s' "$token" > token.txt
docker login -u iambearer --password-stdin us.icr.io <<< "$(ibmcloud iam oauth-tokens | awk '{print $4}')"
