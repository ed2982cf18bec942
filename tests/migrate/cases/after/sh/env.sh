#!/bin/bash
export REGION=us-south
IAM_TOKEN=$(ibmcloud-token) || return
export IAM_TOKEN
