"""Uses ibmcloud iam oauth-tokens | awk '{print $4}'."""
import os, subprocess
a = os.popen("ibmcloud iam oauth-tokens | awk '{print $4}'").read().strip()
b = subprocess.getoutput('ibmcloud iam oauth-tokens --output json | jq -r .iam_token')
c = subprocess.run(['ibmcloud', 'iam', 'oauth-tokens', '--output', 'json'], capture_output=True)
d = subprocess.run("ibmcloud iam oauth-tokens | awk '{print $4}'", shell=True, check=True, capture_output=True)
e = subprocess.check_output(f"ibmcloud iam oauth-tokens | awk '{{print $4}}'", shell=True)
f = subprocess.check_output(["bash", "-c", "ibmcloud iam oauth-tokens | awk '{print $4}'"])
g = run_command("ibmcloud iam oauth-tokens")
print("Run: ibmcloud iam oauth-tokens | awk '{print $4}'")
raise RuntimeError("ibmcloud iam oauth-tokens failed")
parser.add_argument('--t', help='ibmcloud iam oauth-tokens | cut -f5')
h = os.popen("export X=1; ibmcloud iam oauth-tokens | awk '{print $4}'").read()
i = subprocess.check_output("""ibmcloud iam oauth-tokens | awk '{print $4}'""", shell=True)
j = cli([
    "ibmcloud",
    "iam",
    "oauth-tokens",
])
# k = os.popen("ibmcloud iam oauth-tokens | awk '{print $4}'")
