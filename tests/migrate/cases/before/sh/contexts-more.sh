#!/bin/bash
set -o pipefail
if [[ $(ibmcloud iam oauth-tokens 2>&1) == *"Not logged in"* ]]; then exit 1; fi
TOKEN="$(ibmcloud iam oauth-tokens | awk '{print $4}')"
if test -z "$TOKEN"; then echo no; exit 2; fi
TOKEN="$(
  ibmcloud iam oauth-tokens |
    awk '{print $4}'
)"
[ "${TOKEN:-}" ] || exit 1
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}'); export TOKEN
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}'); [ -z "$TOKEN" ] && exit 1
: ${TOKEN:?}
A=$(ibmcloud iam oauth-tokens | awk '{print $4}'); : "${A:?not logged in}"
export HEADER="Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')"
export PATH=$PATH:/x TOKEN="$(ibmcloud iam oauth-tokens | awk '{print $4}')"
AUTH="Authorization: $(ibmcloud iam oauth-tokens --output json | jq -r .iam_token)"
curl -s -H "$HEADER" -H "$AUTH" https://api.example.com/$TOKEN
curl -s --header "Authorization: Bearer $(ibmcloud iam oauth-tokens | cut -d' ' -f5)" \
     --data @body.json https://api.example.com/ > out.json
curl -s -H Authorization:\ Bearer\ $(ibmcloud iam oauth-tokens | awk '{print $4}') https://api.example.com/
curl -s -H "Authorization: Bearer `ibmcloud iam oauth-tokens | awk '{print $4}'`" https://api.example.com/
for r in a b; do
  curl -s -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://$r.example.com/
done
while ! curl -sf -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://x.example.com/; do sleep 1; done
func() { curl -s -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" "$@"; }
status=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://x.example.com/ || echo 000)
time curl -H "Authorization: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')" https://x.example.com/
