#!/bin/bash
set -o pipefail
if [[ $(ibmcloud iam oauth-tokens 2>&1) == *"Not logged in"* ]]; then exit 1; fi
TOKEN="$(ibmcloud-token)"
if test -z "$TOKEN"; then echo no; exit 2; fi
TOKEN="$(ibmcloud-token)"
[ "${TOKEN:-}" ] || exit 1
TOKEN=$(ibmcloud-token) || exit; export TOKEN
TOKEN=$(ibmcloud-token); [ -z "$TOKEN" ] && exit 1
: ${TOKEN:?}
A=$(ibmcloud-token) || exit; : "${A:?not logged in}"
HEADER="Authorization: Bearer $(ibmcloud-token)" || exit
export HEADER
TOKEN="$(ibmcloud-token)" || exit
export PATH=$PATH:/x TOKEN
AUTH="Authorization: $(ibmcloud-token --bearer)" || exit
curl -s -H "$HEADER" -H "$AUTH" https://api.example.com/$TOKEN
ibmcloud-token --header -- curl -s --header @/dev/fd/token \
     --data @body.json https://api.example.com/ > out.json
token=$(ibmcloud-token) || exit
curl -s -H Authorization:\ Bearer\ "$token" https://api.example.com/
ibmcloud-token --header -- curl -s -H @/dev/fd/token https://api.example.com/
for r in a b; do
  ibmcloud-token --header -- curl -s -H @/dev/fd/token https://$r.example.com/
done
while ! ibmcloud-token --header -- curl -sf -H @/dev/fd/token https://x.example.com/; do sleep 1; done
func() { ibmcloud-token --header -- curl -s -H @/dev/fd/token "$@"; }
status=$(ibmcloud-token --header -- curl -s -o /dev/null -w '%{http_code}' -H @/dev/fd/token https://x.example.com/ || echo 000)
time ibmcloud-token --header -- curl -H @/dev/fd/token https://x.example.com/
