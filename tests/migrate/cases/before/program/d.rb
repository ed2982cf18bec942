t = `ibmcloud iam oauth-tokens | awk '{print $4}'`.strip
u = %x(ibmcloud iam oauth-tokens | awk '{print $4}').strip
v = IO.popen("ibmcloud iam oauth-tokens | cut -d' ' -f5").read
system("ibmcloud iam oauth-tokens > /dev/null")
puts "ibmcloud iam oauth-tokens"
