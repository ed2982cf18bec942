#!/bin/bash
# ibmcloud iam oauth-tokens | awk '{print $4}'
ibmcloud iam oauth-tokens
echo "ibmcloud iam oauth-tokens | awk '{print \$4}'"
T=$(ibmcloud-token) || exit
export T=$(ibmcloud-token)
gcloud iam oauth-tokens list | awk '{print $4}'
ibmcloud iam oauth-token | awk '{print $4}'
ibmcloud iam api-keys | grep oauth-tokens
cat <<EOF
  ibmcloud iam oauth-tokens | awk '{print \$4}'
EOF
log "run ibmcloud iam oauth-tokens | cut -d' ' -f5"
die 'ibmcloud iam oauth-tokens failed'
usage() { cat <<'EOF'
Usage: TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}') ./x
EOF
}
grep -r "ibmcloud iam oauth-tokens | awk" .
printf 'Use: %s\n' "ibmcloud iam oauth-tokens | awk '{print \$4}'"
MSG="Please run ibmcloud iam oauth-tokens first"
tool --backend k8s ibmcloud iam oauth-tokens
: 'ibmcloud iam oauth-tokens | awk "{print $4}"'
