alias tok='ibmcloud iam oauth-tokens | awk "{print \$4}"'
IC=$(ibmcloud-token) && export IC
iamtoken() {
  T=$(ibmcloud-token) || return
  export T
}
