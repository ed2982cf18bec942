#!/bin/bash
token=$(ibmcloud-token) || exit
helm registry login -u iambearer -p "$token" icr.io
token=$(ibmcloud-token) || exit
docker login -u iambearer -p "$token" us.icr.io
docker pull us.icr.io/a/b
