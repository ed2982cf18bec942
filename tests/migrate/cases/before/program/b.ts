import { exec, execSync } from 'child_process';
const a = execSync(`ibmcloud iam oauth-tokens | awk '{print $4}'`).toString().trim();
const b = execSync('ibmcloud iam oauth-tokens | awk \'{print $4}\'').toString();
exec("ibmcloud iam oauth-tokens --output json | jq -r '.iam_token'", (err, out) => {});
const c = execFileSync('ibmcloud', ['iam', 'oauth-tokens', '--output', 'json']);
console.log('ibmcloud iam oauth-tokens | awk');
/* ibmcloud iam oauth-tokens | awk '{print $4}' */
const d = await $`ibmcloud iam oauth-tokens | awk '{print $4}'`;
