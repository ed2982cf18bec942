#!/bin/bash
keep_session() {
  ibmcloud iam oauth-tokens > /dev/null
}
check_login() {
  ibmcloud-token --check --quiet \
    || { echo "Log in first" >&2; exit 1; }
}
is_logged_in() { ibmcloud-token --check --quiet; }
check_login
is_logged_in || exit 1
for i in 1 2 3; do
  sleep 1
  keep_session
  if [ $((i % 2)) -eq 0 ]; then
    ibmcloud iam oauth-tokens > /dev/null 2>&1
  fi
done
