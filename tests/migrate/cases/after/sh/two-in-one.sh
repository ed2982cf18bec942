#!/bin/bash
token=$(ibmcloud-token) || exit
ibmcloud-token --header -- curl -X POST -H @/dev/fd/token -d "{\"t\":\"$token\"}" https://api.example.com/
A=$(ibmcloud iam oauth-tokens | awk '{print $4}') B=$(ibmcloud-token) || exit
token=$(ibmcloud-token) || exit
func "$token" | grep x
token=$(ibmcloud-token) || exit
python3 main.py --token="$token" &
token=$(ibmcloud-token) || exit
terraform apply -var "token=$token" -auto-approve
TF_VAR_x=1 ibmcloud-token --env IC_IAM_TOKEN -- terraform apply
ibmcloud-token --env IC_IAM_TOKEN -- myfunc
token=$(ibmcloud-token) || exit
wget --header="Authorization: Bearer $token" https://api.example.com/
token=$(ibmcloud-token) || exit
exec curl -H "Authorization: Bearer $token" https://api.example.com/
