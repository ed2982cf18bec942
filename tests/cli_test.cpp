// How the CLI is found, and what it is given.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include <sysexits.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

TEST(Cli, FindsTheCliWhereItIsToldTo) {
    const sandbox box;
    const std::string cli = SCRIPTED_CLI;
    const std::string no_path = "mv bin hidden; mkdir bin; ";
    EXPECT_EQ(box.run(no_path + "ibmcloud-token --check --cli " + cli).status, EX_OK);
    EXPECT_EQ(box.run("IBMCLOUD_TOKEN_CLI=" + cli + " ibmcloud-token --check").status, EX_OK);
    EXPECT_EQ(box.run("IBMCLOUD_TOKEN_CLI=/x ibmcloud-token --check --cli " + cli).status, EX_OK);
    EXPECT_EQ(box.run("ibmcloud-token --check --cli hidden/ibmcloud").status, EX_OK);
    EXPECT_EQ(box.run("ln -s " + cli + " bin/bx; ibmcloud-token --check --cli bx").status, EX_OK);
}

TEST(Cli, SaysThatThereIsNoCli) {
    const sandbox box;
    const std::string program = PROGRAM;
    expect_refusal(box.run("rm bin/ibmcloud; ibmcloud-token"), 127, "ibmcloud", "install");
    expect_refusal(box.run("ibmcloud-token --cli ./none"), 127, "./none");
    expect_refusal(box.run("ln -s none bin/ibmcloud; ibmcloud-token"), 127, "not found");
    expect_refusal(
        box.run("cd bin; rm ibmcloud; cp " SCRIPTED_CLI " ibmcloud; PATH=:.:../bin: " + program),
        127, "not found");
    expect_refusal(box.run("unset PATH; " + program), 127, "not found");
}

TEST(Cli, SaysThatTheCliCanNotBeExecuted) {
    const sandbox box;
    expect_refusal(box.run("ibmcloud-token --cli /"), 126, "/");
    expect_refusal(box.run("rm bin/ibmcloud; mkdir bin/ibmcloud; ibmcloud-token"), 126, "executed");
    const std::vector<std::pair<std::string, std::string>> table = {
        {": >cli; chmod -x cli", "ermission"},
        {": >cli", "#!"},
        {"echo 'echo hello' >cli", "#!"},
        {"echo '#!/none/sh -e' >cli", "/none/sh"},
        // The loader, whose path is in the file, and the machine, which is at its byte 18.
        {"sed 's|/lib64/ld|/none9/xx|; s|/lib/ld|/non/xx|' " SCRIPTED_CLI " >cli", "loader"},
        {"cp " SCRIPTED_CLI " cli; printf '\\4\\0' | dd of=cli bs=1 seek=18 conv=notrunc",
         "machine"},
    };
    for (const auto& [make, reason] : table) {
        SCOPED_TRACE(make);
        const outcome ended = box.run("{ : >cli; chmod +x cli; " + make +
                                      "; } 2>/dev/null; ibmcloud-token --cli ./cli");
        expect_refusal(ended, 126, "'./cli'");
        EXPECT_NE(ended.err.find(reason), std::string::npos) << ended.err;
        EXPECT_EQ(ended.err.find("install"), std::string::npos) << ended.err;
    }
}

TEST(Cli, LooksFurtherThanAFileThatCanNotBeExecuted) {
    const sandbox box;
    const outcome ended =
        box.run("mkdir first; : >first/ibmcloud; PATH=$PWD/first:$PATH exec ibmcloud-token");
    EXPECT_EQ(ended.status, EX_OK) << ended.err;
}

TEST(Cli, RefusesToRunWithoutAHome) {
    const sandbox box;
    expect_refusal(box.run("unset HOME; ibmcloud-token"), EX_CONFIG, "home");
    expect_refusal(box.run("HOME= ibmcloud-token"), EX_CONFIG, "home");
    for (const char* const name : {"IBMCLOUD_CONFIG_HOME", "IBMCLOUD_HOME", "BLUEMIX_HOME"}) {
        const std::string script = std::string("unset HOME; ") + name + "=/none ibmcloud-token";
        EXPECT_EQ(box.run(script).status, EX_OK) << name;
    }
    EXPECT_EQ(box.run("unset HOME; ibmcloud iam | ibmcloud-token -i -").status, EX_OK);
}

TEST(Cli, RunsTheCliInAPlainEnvironment) {
    const sandbox box;
    write_file(box.folder() / "print", "#!/bin/sh\nenv >seen\nexec ibmcloud \"$@\"\n");
    const outcome ended = box.run(
        "chmod +x print; export KEPT=1 HTTPS_PROXY=p LC_ALL=fr_FR LANGUAGE=fr IBMCLOUD_TRACE=x "
        "BLUEMIX_TRACE=true BLUEMIX_COLOR=true BLUEMIX_VERSION_CHECK=true IBMCLOUD_COLOR=true; "
        "ibmcloud-token --check --cli ./print && grep -E "
        "'^(KEPT|HTTPS_|LC_|LANG|IBMCLOUD_|BLUEMIX_)' seen | sed 's/PARENT=[0-9]*/PARENT=PID/' | "
        "sort");
    EXPECT_EQ(ended.out, "HTTPS_PROXY=p\nIBMCLOUD_COLOR=false\nIBMCLOUD_TOKEN_PARENT=PID\n"
                         "IBMCLOUD_TRACE=false\nIBMCLOUD_VERSION_CHECK=false\nKEPT=1\nLC_ALL=C\n");
}

TEST(Cli, RunsTheCliWithoutItsTerminal) {
    const sandbox box;
    const outcome ended = box.run("script -qec 'ibmcloud-token --check -v' log", "terminal,token");
    EXPECT_EQ(ended.status, EX_OK);
    EXPECT_NE(ended.out.find("no terminal"), std::string::npos) << ended.out;
    EXPECT_NE(box.run("script -qec ibmcloud log", "terminal").out.find("a terminal"),
              std::string::npos);
}

}  // namespace
}  // namespace ibmcloud_token
