// Where a token must not be seen.

#include <gtest/gtest.h>

#include <string>

#include <sysexits.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

TEST(Secrets, CanNotBeReadByOtherProcessesOfTheUser) {
    const sandbox box;
    const outcome ended = run_as_user(
        box, "SCRIPT=token,hang ibmcloud-token & sleep 0.5; cat /proc/$!/environ; kill $!");
    EXPECT_EQ(ended.out, "");
    EXPECT_NE(ended.err.find("Permission denied"), std::string::npos) << ended.err;
}

TEST(Secrets, LeaveNoCoreFile) {
    const sandbox box;
    const outcome ended = box.run(
        "ulimit -c unlimited; timeout -s ABRT 0.3 ibmcloud-token; ls | grep -c core", "token,hang");
    EXPECT_EQ(ended.out, "0\n");
}

TEST(Secrets, AreInNoArgumentAndNoVariableOfTheCli) {
    const sandbox box;
    write_file(box.folder() / "cli",
               "#!/bin/sh\necho \"$@\" >args\nenv >vars\nexec ibmcloud \"$@\"\n");
    EXPECT_EQ(box.run("chmod +x cli; ibmcloud-token --cli ./cli --check").status, EX_OK);
    EXPECT_EQ(read_file(box.folder() / "args"), "iam oauth-tokens\n");
    EXPECT_EQ(read_file(box.folder() / "vars").find("eyJ"), std::string::npos);
}

}  // namespace
}  // namespace ibmcloud_token
