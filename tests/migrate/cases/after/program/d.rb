t = `ibmcloud-token`.strip
u = %x(ibmcloud-token).strip
v = IO.popen("ibmcloud-token").read
system("ibmcloud iam oauth-tokens > /dev/null")
puts "ibmcloud iam oauth-tokens"
