#!/bin/bash
if ! ibmcloud iam oauth-tokens &> /dev/null; then
  ibmcloud login --apikey "$K"
fi
if ibmcloud iam oauth-tokens 2>/dev/null | grep -q "IAM token"; then echo in; fi
ibmcloud iam oauth-tokens | grep -q Bearer || exit 1
ibmcloud iam oauth-tokens >/dev/null || ibmcloud login
if [ -z "$(ibmcloud iam oauth-tokens 2>/dev/null | awk '{print $4}')" ]; then ibmcloud login; fi
ibmcloud iam oauth-tokens > /dev/null 2>&1
if [ $? -ne 0 ]; then ibmcloud login; fi
ibmcloud iam oauth-tokens 2>&1 | grep -q "not logged in" && ibmcloud login
if ibmcloud iam oauth-tokens; then echo ok; fi
