# Functions for the others
get_token() {
  local t
  t=$(ibmcloud iam oauth-tokens | awk '{print $4}')
  echo "$t"
}
