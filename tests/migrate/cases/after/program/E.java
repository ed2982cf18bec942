class E { void f() throws Exception {
  new ProcessBuilder("bash", "-c", "ibmcloud-token").start();
  Runtime.getRuntime().exec(new String[]{"ibmcloud", "iam", "oauth-tokens"});
} }
