import subprocess, os
def t():
    cmd = "ibmcloud iam oauth-tokens | awk '{print $4}'"
    p = subprocess.Popen(cmd, shell=True, stdout=subprocess.PIPE)
    return subprocess.check_output(['sh', '-c', "ibmcloud iam oauth-tokens --output json | jq -r '.iam_token'"]).decode()
os.environ["T"] = os.popen('ibmcloud iam oauth-tokens | cut -d" " -f5').read().rstrip()
os.system("ibmcloud iam oauth-tokens > tokens.txt")
x = subprocess.run(
    "ibmcloud iam oauth-tokens | awk '{print $4}'",
    shell=True,
    check=True,
)
