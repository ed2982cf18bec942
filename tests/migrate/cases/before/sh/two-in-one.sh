#!/bin/bash
curl -X POST -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" -d "{\"t\":\"$(ibmcloud iam oauth-tokens | awk '{print $4}')\"}" https://api.example.com/
A=$(ibmcloud iam oauth-tokens | awk '{print $4}') B=$(ibmcloud iam oauth-tokens | awk '{print $4}')
func "$(ibmcloud iam oauth-tokens | awk '{print $4}')" | grep x
python3 main.py --token=$(ibmcloud iam oauth-tokens | awk '{print $4}') &
terraform apply -var "token=$(ibmcloud iam oauth-tokens | awk '{print $4}')" -auto-approve
TF_VAR_x=1 IC_IAM_TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}') terraform apply
IC_IAM_TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}') myfunc
wget --header="Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://api.example.com/
exec curl -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://api.example.com/
