# ibmcloud iam oauth-tokens
$t = ibmcloud iam oauth-tokens | Select-String 'IAM' | % { $_.ToString().Split(' ')[4] }
$u = $(ibmcloud iam oauth-tokens --output json | ConvertFrom-Json).iam_token -replace 'Bearer ', ''
helm registry login -u iambearer -p ((ibmcloud iam oauth-tokens --output json | ConvertFrom-Json).iam_token -replace 'Bearer ', '') icr.io
