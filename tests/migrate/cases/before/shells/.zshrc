alias tok='ibmcloud iam oauth-tokens | awk "{print \$4}"'
export IC=$(ibmcloud iam oauth-tokens | awk '{print $4}')
iamtoken() {
  export T=$(ibmcloud iam oauth-tokens | awk '{print $4}')
}
