"""Uses ibmcloud iam oauth-tokens | awk '{print $4}'."""
import os, subprocess
a = os.popen("ibmcloud-token").read().strip()
b = subprocess.getoutput('ibmcloud-token --bearer')
c = subprocess.run(['ibmcloud', 'iam', 'oauth-tokens', '--output', 'json'], capture_output=True)
d = subprocess.run("ibmcloud-token", shell=True, check=True, capture_output=True)
e = subprocess.check_output(f"ibmcloud-token", shell=True)
f = subprocess.check_output(["bash", "-c", "ibmcloud-token"])
g = run_command("ibmcloud iam oauth-tokens")
print("Run: ibmcloud iam oauth-tokens | awk '{print $4}'")
raise RuntimeError("ibmcloud iam oauth-tokens failed")
parser.add_argument('--t', help='ibmcloud iam oauth-tokens | cut -f5')
h = os.popen("export X=1; ibmcloud iam oauth-tokens | awk '{print $4}'").read()
i = subprocess.check_output("""ibmcloud-token""", shell=True)
j = cli([
    "ibmcloud",
    "iam",
    "oauth-tokens",
])
# k = os.popen("ibmcloud iam oauth-tokens | awk '{print $4}'")
