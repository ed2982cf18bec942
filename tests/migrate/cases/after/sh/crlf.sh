#!/bin/bash
T=$(ibmcloud-token) || exit
U=$(ibmcloud-token) || exit
export U
curl -H "Authorization: Bearer $T" https://api.example.com/
