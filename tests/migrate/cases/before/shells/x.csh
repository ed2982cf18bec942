setenv T `ibmcloud iam oauth-tokens | awk '{print $4}'`
