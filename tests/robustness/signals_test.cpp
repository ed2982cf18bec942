// Signals that reach the program and the CLI.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include <sysexits.h>
#include <unistd.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

TEST(Signals, EndTheProgramAsTheyEndOthersAndTheCliWithIt) {
    const sandbox box;
    for (const auto& [name, number] : std::vector<std::pair<std::string, int>>{
             {"INT", 2}, {"TERM", 15}, {"HUP", 1}, {"QUIT", 3}}) {
        const outcome ended =
            box.run("timeout --preserve-status -s " + name + " 0.3 ibmcloud-token; echo $?",
                    "token,tree=2,hang");
        EXPECT_EQ(ended.out, std::to_string(128 + number) + '\n') << name;
        EXPECT_FALSE(box.is_cli_left()) << name;
    }
}

TEST(Signals, ThatStopTheProgramDoNotTakeTheCliForLate) {
    const sandbox box;
    const outcome ended =
        box.run("ibmcloud-token --timeout 1 & sleep 0.2; kill -STOP $!; sleep 1.3; "
                "kill -CONT $!; wait $!",
                "sleep-ms=500,token");
    EXPECT_EQ(ended.status, EX_OK) << ended.err;
}

TEST(Signals, EndTheProgramAlsoAsProcessOne) {
    // Where no namespaces can be made, it is tried as any other process.
    const sandbox box;
    const std::string unshare = ::geteuid() == 0 ? "unshare -pf" : "unshare -Urpf";
    const outcome ended = box.run("if " + unshare + " true 2>/dev/null; then " + unshare +
                                      " sh -c 'exec ibmcloud-token' & sleep 0.5; "
                                      "program=$(cat /proc/$!/task/$!/children); "
                                      "else ibmcloud-token & sleep 0.5; program=$!; fi; "
                                      "kill -TERM $program; wait $!; echo $?",
                                  "hang");
    EXPECT_EQ(ended.out, "143\n") << ended.err;
    EXPECT_FALSE(box.is_cli_left());
}

TEST(Signals, ReachWhatHasLeftTheProcessGroup) {
    const sandbox box;
    write_file(box.folder() / "cli", "#!/bin/sh\nsetsid ibmcloud &\nexec ibmcloud\n");
    const outcome ended = box.run("chmod +x cli; ibmcloud-token --cli ./cli --timeout 1", "hang");
    EXPECT_EQ(ended.status, EX_TEMPFAIL);
    EXPECT_FALSE(box.is_cli_left());
}

TEST(Signals, ThatTheCallerIgnoresAreIgnored) {
    const sandbox box;
    const outcome ended = box.run("trap '' HUP; (sleep 0.3; kill -HUP $$) & exec ibmcloud-token",
                                  "token,sleep-ms=800");
    EXPECT_EQ(ended.status, EX_OK);
    EXPECT_TRUE(ended.out == sample + '\n');
}

TEST(Signals, AtAnyMomentLeaveTheOldFileOrTheNewOneAndNoProcess) {
    const sandbox box;
    const outcome ended = box.run("exec " INTERRUPT_OFTEN, "sleep-ms=50,token");
    EXPECT_EQ(ended.out, "new old\n");
    EXPECT_EQ(ended.err, "");
}

}  // namespace
}  // namespace ibmcloud_token
