#!/bin/bash
echo "$(ibmcloud iam oauth-tokens | awk '{print $4}')" | docker login -u iambearer --password-stdin us.icr.io
echo -n $(ibmcloud iam oauth-tokens | awk '{print $4}') | podman login -u iambearer --password-stdin us.icr.io
printf '%s' "$(ibmcloud iam oauth-tokens | awk '{print $4}')" > token.txt
docker login -u iambearer --password-stdin us.icr.io <<< "$(ibmcloud iam oauth-tokens | awk '{print $4}')"
