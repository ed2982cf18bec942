# Functions for the others
get_token() {
  local t
  t=$(ibmcloud-token) || return
  echo "$t"
}
