node {
  sh '''
    export T=$(ibmcloud iam oauth-tokens | awk '{print $4}')
    curl -H "Authorization: Bearer $T" https://api.example.com/
  '''
  sh """
    #!/bin/bash
    T=\$(ibmcloud iam oauth-tokens | awk '{print \$4}')
    curl -H "Authorization: Bearer \$T" https://api.example.com/${env.X}
  """
  sh """#!/bin/bash
    T=\$(ibmcloud iam oauth-tokens | awk '{print \$4}')
    curl -H "Authorization: Bearer \$T" https://api.example.com/${env.X}
  """
  def t = sh(returnStdout: true, script: 'ibmcloud iam oauth-tokens --output json | jq -r .iam_token').trim()
  sh "curl -H \"Authorization: Bearer \$(ibmcloud iam oauth-tokens | awk '{print \$4}')\" https://api.example.com/"
  // sh 'ibmcloud iam oauth-tokens | awk "{print $4}"'
  echo "ibmcloud iam oauth-tokens"
}
