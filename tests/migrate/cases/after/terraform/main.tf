# ibmcloud iam oauth-tokens | awk '{print $4}'
resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "T=$(ibmcloud-token) && export T && curl -H \"Authorization: Bearer $T\" https://api.example.com/${var.id}"
  }
  provisioner "remote-exec" {
    inline = [
      "T=$(ibmcloud-token) || exit",
      "curl -H \"Authorization: Bearer $T\" https://api.example.com/",
    ]
  }
  provisioner "local-exec" {
    interpreter = ["/bin/bash", "-c"]
    command     = <<-EOT
      set -e
      TOKEN=$(ibmcloud-token --bearer)
      X="$${TOKEN}"
      curl -X DELETE "${var.url}" -H "Authorization: $TOKEN" %{ if var.x }-v%{ endif }
    EOT
  }
}
data "external" "t" {
  program = ["bash", "-c", "ibmcloud iam oauth-tokens --output json | jq '{token: .iam_token}'"]
}
variable "x" {
  description = "from ibmcloud iam oauth-tokens | awk '{print $4}'"
}
locals {
  cmd = "ibmcloud iam oauth-tokens | awk '{print $4}'"
}
resource "ibm_is_instance" "i" {
  user_data = <<EOF
#!/bin/bash
T=$(ibmcloud-token) || exit
export T
curl -H "Authorization: Bearer $T" https://${var.host}/
EOF
}
