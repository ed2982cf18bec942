#!/bin/bash
export REGION=us-south
export IAM_TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
