#!/bin/bash
ibmcloud-token --stdin -- docker login -u iambearer --password-stdin us.icr.io
ibmcloud-token --stdin -- podman login -u iambearer --password-stdin us.icr.io
ibmcloud-token --no-newline --output token.txt || exit
ibmcloud-token --stdin -- docker login -u iambearer --password-stdin us.icr.io
