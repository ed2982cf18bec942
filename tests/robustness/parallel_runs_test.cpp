// Many runs at once.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include <sysexits.h>
#include <unistd.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

/// 64 runs of `command` at once, after a login; says whether the login outlived them.
std::string run_at_once(const sandbox& box, const std::string& command) {
    const outcome ended = box.run(R"sh(
        echo '{"IAMToken":"Bearer"}' >.bluemix/config.json
        i=0
        while [ $i -lt 64 ]; do
            { )sh" + command + R"sh(; } >/dev/null 2>&1 &
            i=$((i + 1))
        done
        wait
        if grep -q IAMToken .bluemix/config.json; then echo logged in; else echo logged out; fi
    )sh");
    return ended.out;
}

TEST(ParallelRuns, OfPlainPipelinesLogTheUserOut) {
    const sandbox box;
    // Not each time: a run that read the configuration before may write it last.
    int rounds = 20;
    while (rounds > 0 &&
           run_at_once(box, FRAGILE_CLI " iam oauth-tokens | awk '{print $4}'") != "logged out\n") {
        --rounds;
    }
    EXPECT_GT(rounds, 0);
}

TEST(ParallelRuns, OfThisProgramNeverLogTheUserOut) {
    const sandbox box;
    EXPECT_EQ(run_at_once(box, "ibmcloud-token --cli " FRAGILE_CLI " || touch failed"),
              "logged in\n");
    EXPECT_FALSE(fs::exists(box.folder() / "failed"));
}

TEST(ParallelRuns, NeverLogTheUserOutWhenSomeAreStopped) {
    const sandbox box;
    EXPECT_EQ(run_at_once(box, "timeout -s $((i % 2 ? 15 : 2)) 0.$((i * 7 % 10))5 "
                               "ibmcloud-token --cli " FRAGILE_CLI),
              "logged in\n");
}

TEST(ParallelRuns, NeverLogTheUserOutWhenSomeAreKilled) {
    const sandbox box;
    for (int round = 0; round < 3; ++round) {
        (void)run_at_once(box, "timeout -s KILL 0.$((i * 7 % 10))5 "
                               "ibmcloud-token --cli " FRAGILE_CLI);
        // The CLI of one that was killed may be writing still.
        EXPECT_EQ(box.run("ibmcloud-token --check --cli " FRAGILE_CLI).status, EX_OK);
    }
}

TEST(ParallelRuns, WaitForTheCliOfOneThatWasKilled) {
    const sandbox box;
    const outcome ended = box.run(R"sh(
        SCRIPT=sleep-ms=1500 ibmcloud-token &
        sleep 0.5
        kill -KILL $!
        ibmcloud-token --check
    )sh");
    EXPECT_EQ(ended.status, EX_OK) << ended.err;
    EXPECT_FALSE(box.is_cli_left());
}

TEST(ParallelRuns, StopTheCliOfOneThatWasKilledInTheEnd) {
    const sandbox box;
    const outcome ended = box.run(R"sh(
        SCRIPT=ignore=15,tree=2,hang ibmcloud-token &
        sleep 0.5
        kill -KILL $!
        ibmcloud-token --timeout 1
        echo $?
        ibmcloud-token --check
        echo $?
    )sh");
    EXPECT_EQ(ended.out, "75\n0\n") << ended.err;
    EXPECT_FALSE(box.is_cli_left());
}

/// Writes `semaphore.py`, which has functions for the semaphore of the sandbox's configuration.
void write_semaphore_script(const sandbox& box) {
    write_file(box.folder() / "semaphore.py", R"py(
import ctypes, os, struct, sys
libc = ctypes.CDLL(None)
directory = os.stat(".bluemix")
key = (directory.st_ino ^ directory.st_dev << 32) * 0x9E3779B97F4A7C15 % 2**64 >> 32
key -= 2**32 if key >= 2**31 else 0

def count():
    with open("/proc/sysvipc/sem") as semaphores:
        print(sum(line.split()[0] == str(key) for line in semaphores))

def make(size, user):
    """A set of `size` that somebody has entered and does not leave."""
    if os.fork() == 0:
        os.setuid(user)
        made = libc.semget(key, size, 0o1666)
        os._exit(libc.semop(made, struct.pack("Hhh", 0, 1, 0), 1) != 0)
    print(os.wait()[1])

def remove():
    libc.semctl(libc.semget(key, 1, 0), 0, 0)
)py");
}

TEST(ParallelRuns, LeaveNoSemaphoreBehind) {
    const sandbox box;
    write_semaphore_script(box);
    const outcome ended = box.run(R"sh(
        count() { python3 -c 'from semaphore import *; count()'; }
        SCRIPT=sleep-ms=1500,token ibmcloud-token --check &
        sleep 0.7
        count
        wait $!
        count
        SCRIPT=hang timeout -s TERM 0.5 ibmcloud-token
        count
    )sh");
    EXPECT_EQ(ended.out, "1\n0\n0\n") << ended.err;
}

TEST(ParallelRuns, LeaveOtherSemaphoresAlone) {
    const sandbox box;
    write_semaphore_script(box);
    // Nobody but root can make one as somebody else; everybody can make one of another size.
    const std::string foreign = ::geteuid() == 0 ? "1, 65534" : "2, os.getuid()";
    for (const std::string& made : {std::string("2, os.getuid()"), foreign}) {
        const outcome ended = box.run("python3 -c 'from semaphore import *; make(" + made +
                                      ")'; ibmcloud-token --check --timeout 3; echo $?; "
                                      "python3 -c 'from semaphore import *; count(); remove()'");
        EXPECT_EQ(ended.out, "0\n0\n1\n") << made << ended.err;
    }
}

TEST(ParallelRuns, WaitNoLongerThanTheTimeOut) {
    const sandbox box;
    const outcome ended = box.run("exec 9<.bluemix; flock 9; ibmcloud-token --timeout 1 9<&-");
    EXPECT_EQ(ended.status, EX_TEMPFAIL);
    EXPECT_NE(ended.err.find("other runs"), std::string::npos) << ended.err;
}

TEST(ParallelRuns, LockTheDirectoryThatTheCliUses) {
    const sandbox box;
    const std::string locked = "exec 9<dir; flock 9; ";
    const std::string program = " ibmcloud-token --check --timeout 1 9<&-; echo $?";
    EXPECT_EQ(box.run("mkdir dir; " + locked + "IBMCLOUD_CONFIG_HOME=dir" + program).out, "75\n");
    EXPECT_EQ(box.run("mkdir -p dir/.ibmcloud; exec 9<dir/.ibmcloud; flock 9; IBMCLOUD_HOME=dir" +
                      program)
                  .out,
              "75\n");
    EXPECT_EQ(
        box.run("mkdir -p new/.bluemix; exec 9<new/.bluemix; flock 9; BLUEMIX_HOME=new" + program)
            .out,
        "75\n");
    EXPECT_EQ(box.run(locked + "true;" + program).out, "0\n");
}

}  // namespace
}  // namespace ibmcloud_token
