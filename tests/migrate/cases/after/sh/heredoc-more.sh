#!/bin/bash
cat > run.sh <<'EOF'
TOKEN=$(ibmcloud iam oauth-tokens | awk '{print $4}')
curl -H "Authorization: Bearer $TOKEN" https://api.example.com/
EOF
cat <<EOF
Usage: export TOKEN=\$(ibmcloud iam oauth-tokens | awk '{print \$4}')
EOF
ssh host <<EOF
ibmcloud iam oauth-tokens | awk '{print \$4}'
EOF
curl -d @- https://api.example.com/ <<EOF
{"token": "$(ibmcloud-token)"}
EOF
