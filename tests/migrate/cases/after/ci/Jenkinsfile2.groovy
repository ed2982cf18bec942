node {
  sh '''
    T=$(ibmcloud-token)
    export T
    curl -H "Authorization: Bearer $T" https://api.example.com/
  '''
  sh """
    #!/bin/bash
    T=\$(ibmcloud-token)
    curl -H "Authorization: Bearer \$T" https://api.example.com/${env.X}
  """
  sh """#!/bin/bash
    T=\$(ibmcloud-token) || exit
    curl -H "Authorization: Bearer \$T" https://api.example.com/${env.X}
  """
  def t = sh(returnStdout: true, script: 'ibmcloud-token --bearer').trim()
  sh "ibmcloud-token --header -- curl -H @/dev/fd/token https://api.example.com/"
  // sh 'ibmcloud iam oauth-tokens | awk "{print $4}"'
  echo "ibmcloud iam oauth-tokens"
}
