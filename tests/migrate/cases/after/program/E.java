class E { void f() throws Exception {
  new ProcessBuilder("bash", "-c", "ibmcloud iam oauth-tokens | awk '{print $4}'").start();
  Runtime.getRuntime().exec(new String[]{"ibmcloud", "iam", "oauth-tokens"});
} }
