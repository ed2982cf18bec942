import subprocess, os
def t():
    cmd = "ibmcloud-token"
    p = subprocess.Popen(cmd, shell=True, stdout=subprocess.PIPE)
    return subprocess.check_output(['sh', '-c', "ibmcloud-token --bearer"]).decode()
os.environ["T"] = os.popen('ibmcloud-token').read().rstrip()
os.system("ibmcloud iam oauth-tokens > tokens.txt")
x = subprocess.run(
    "ibmcloud-token",
    shell=True,
    check=True,
)
