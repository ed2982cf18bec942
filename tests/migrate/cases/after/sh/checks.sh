#!/bin/bash
if ! ibmcloud-token --check --quiet; then
  ibmcloud login --apikey "$K"
fi
if ibmcloud-token --check --quiet; then echo in; fi
ibmcloud-token --check || exit 1
ibmcloud-token --check || ibmcloud login
if [ -z "$(ibmcloud-token --quiet)" ]; then ibmcloud login; fi
ibmcloud-token --check --quiet
if [ $? -ne 0 ]; then ibmcloud login; fi
ibmcloud iam oauth-tokens 2>&1 | grep -q "not logged in" && ibmcloud login
if ibmcloud iam oauth-tokens; then echo ok; fi
