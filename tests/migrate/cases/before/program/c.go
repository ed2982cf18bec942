package main
func f() {
	out, err := exec.Command("bash", "-c", "ibmcloud iam oauth-tokens | awk '{print $4}'").Output()
	out, err = exec.Command("sh", "-c", `ibmcloud iam oauth-tokens | grep IAM | awk '{print $4}'`).Output()
	out, err = exec.Command("ibmcloud", "iam", "oauth-tokens").Output()
	log.Fatal("ibmcloud iam oauth-tokens failed")
	// exec.Command("ibmcloud", "iam", "oauth-tokens")
	return fmt.Errorf("run 'ibmcloud iam oauth-tokens | awk': %w", err)
}
