import { exec, execSync } from 'child_process';
const a = execSync(`ibmcloud-token`).toString().trim();
const b = execSync('ibmcloud-token').toString();
exec("ibmcloud-token --bearer", (err, out) => {});
const c = execFileSync('ibmcloud', ['iam', 'oauth-tokens', '--output', 'json']);
console.log('ibmcloud iam oauth-tokens | awk');
/* ibmcloud iam oauth-tokens | awk '{print $4}' */
const d = await $`ibmcloud-token`;
