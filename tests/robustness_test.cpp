// What the system, the user and other runs may do to a run of the program.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <sysexits.h>
#include <unistd.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

const std::string sample = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl";

/// What is in the sandbox's folder `name`, hidden files too.
std::vector<std::string> list(const sandbox& box, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(box.folder() / name)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

TEST(Output, IsAFileThatOnlyTheOwnerMayRead) {
    const sandbox box;
    const outcome ended = box.run("umask 0; ibmcloud-token -o token");
    EXPECT_EQ(ended.status, EX_OK) << ended.err;
    EXPECT_EQ(ended.out + ended.err, "");
    EXPECT_TRUE(read_file(box.folder() / "token") == sample + '\n');
    EXPECT_EQ(fs::status(box.folder() / "token").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Output, ReplacesTheOldFileAndItsMode) {
    const sandbox box;
    EXPECT_EQ(box.run("echo old >token; chmod 644 token; ibmcloud-token -n -o token").status, 0);
    EXPECT_TRUE(read_file(box.folder() / "token") == sample);
    EXPECT_EQ(fs::status(box.folder() / "token").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Output, StaysAsItWasWhenThereIsNoToken) {
    const sandbox box;
    EXPECT_EQ(box.run("mkdir d; echo old >d/token; ibmcloud-token -o d/token", "exit=1").status,
              EX_UNAVAILABLE);
    EXPECT_EQ(read_file(box.folder() / "d" / "token"), "old\n");
    EXPECT_EQ(list(box, "d"), std::vector<std::string>{"token"});
}

TEST(Output, GoesThroughALinkAndLeavesIt) {
    const sandbox box;
    EXPECT_EQ(
        box.run("mkdir d; echo old >d/token; ln -s d/token link; ibmcloud-token -o link").status,
        EX_OK);
    EXPECT_TRUE(fs::is_symlink(box.folder() / "link"));
    EXPECT_TRUE(read_file(box.folder() / "d" / "token") == sample + '\n');
    EXPECT_EQ(box.run("ln -s d/new dangling; ibmcloud-token -o dangling").status, EX_OK);
    EXPECT_TRUE(read_file(box.folder() / "d" / "new") == sample + '\n');
    EXPECT_EQ(box.run("ln -s loop loop; ibmcloud-token -o loop").status, EX_CANTCREAT);
}

TEST(Output, WritesToWhatCanNotBeReplaced) {
    const sandbox box;
    EXPECT_TRUE(box.run("mkfifo f; cat f & ibmcloud-token -o f; wait").out == sample + '\n');
    EXPECT_TRUE(box.run("ibmcloud-token -o /dev/stdout | cat").out == sample + '\n');
    EXPECT_TRUE(box.run("ibmcloud-token -o -").out == sample + '\n');
    EXPECT_EQ(box.run("ibmcloud-token -o /dev/null").status, EX_OK);
    EXPECT_EQ(box.run("{ echo first; ibmcloud-token -o /dev/stdout; } >all; wc -l <all").out,
              "2\n");
}

TEST(Output, SaysThatTheFileCanNotBeCreated) {
    const sandbox box;
    for (const char* const target : {"none/token", ".", "bin/", "/proc/token", "bin/ibmcloud/x"}) {
        const outcome ended = box.run(std::string("ibmcloud-token -o ") + target);
        EXPECT_EQ(ended.status, EX_CANTCREAT) << target << ended.err;
        EXPECT_EQ(ended.out, "");
    }
}

TEST(Output, LeavesNothingWhenTheDiskIsFull) {
    const sandbox box;
    const outcome ended = box.run("mkdir d; echo old >d/token; trap '' XFSZ; ulimit -f 0; "
                                  "exec ibmcloud-token -o d/token 2>/dev/null");
    EXPECT_EQ(ended.status, EX_IOERR);
    EXPECT_EQ(read_file(box.folder() / "d" / "token"), "old\n");
    EXPECT_EQ(list(box, "d"), std::vector<std::string>{"token"});
    EXPECT_EQ(box.run("ibmcloud-token -o /dev/full").status, EX_IOERR);
}

TEST(Output, MayNotGrowPastALimit) {
    const sandbox box;
    const outcome ended =
        box.run("mkdir d; (ulimit -f 0; ibmcloud-token -q -o d/token); echo $?; ls -A d");
    EXPECT_EQ(ended.out, "74\n");
    EXPECT_EQ(box.run("(ulimit -f 0; ibmcloud-token -q >file); echo $?").out, "74\n");
}

TEST(Output, HasItsModeWhateverTheUmask) {
    const sandbox box;
    EXPECT_EQ(box.run("umask 0777; ibmcloud-token -o token; stat -c %a token").out, "600\n");
}

TEST(Output, IsTheWholeTokenOrNothingOnAFullDisk) {
    const sandbox box;
    write_file(box.folder() / "in",
               "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ." + std::string(3000, 'c'));
    const outcome ended = box.run(
        "printf first >file; (ulimit -f 2; ibmcloud-token -q -i in >>file); echo $?; cat file");
    EXPECT_EQ(ended.out, "74\nfirst");
}

TEST(Output, WaitsForAReaderOfAPipeThatDoesNotBlock) {
    const sandbox box;
    write_file(box.folder() / "in",
               "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ." + std::string(200000, 'c'));
    const outcome ended =
        box.run("python3 -c 'import os, subprocess, time\n"
                "r, w = os.pipe()\n"
                "os.set_blocking(w, False)\n"
                "child = subprocess.Popen([\"ibmcloud-token\", \"-i\", \"in\"], stdout=w)\n"
                "os.close(w)\n"
                "time.sleep(0.2)\n"
                "size = len(os.fdopen(r, \"rb\").read())\n"
                "print(child.wait(), size)'");
    EXPECT_EQ(ended.out, "0 200045\n");
}

TEST(System, MayHaveClosedTheStandardStreams) {
    const sandbox box;
    EXPECT_TRUE(box.run("ibmcloud-token <&-").out == sample + '\n');
    EXPECT_TRUE(box.run("ibmcloud-token 2>&-").out == sample + '\n');
    EXPECT_TRUE(box.run("ibmcloud-token <&- 2>&-", "input,err=x,token").out == sample + '\n');
    EXPECT_EQ(box.run("ibmcloud-token --check <&- >&- 2>&-").status, EX_OK);
    EXPECT_EQ(box.run("ibmcloud-token >&- 2>&-").status, EX_IOERR);
    EXPECT_EQ(box.run("ibmcloud-token -o f <&- >&- 2>&-; cat f").out.size(), sample.size() + 1);
}

TEST(System, MayGrantFewDescriptors) {
    const sandbox box;
    const outcome few = box.run("ulimit -n 10; exec ibmcloud-token");
    EXPECT_EQ(few.status, EX_OSERR);
    EXPECT_NE(few.err.find("Too many open files"), std::string::npos) << few.err;
    for (int limit = 8; limit < 20; ++limit) {
        const outcome ended = box.run(
            "ulimit -n " + std::to_string(limit) + "; exec ibmcloud-token", "sleep-ms=50,token");
        EXPECT_EQ(ended.status, ended.out.empty() ? EX_OSERR : EX_OK) << limit;
        EXPECT_FALSE(box.is_cli_left()) << limit;
    }
}

TEST(System, MayHandDownThousandsOfDescriptors) {
    const sandbox box;
    write_file(box.folder() / "seen", "#!/bin/sh\nls /proc/self/fd | wc -l >count\nibmcloud\n");
    EXPECT_EQ(
        box.run("chmod +x seen; exec bash -c 'ulimit -n 4096; for ((i = 3; i < 3000; i++)); do "
                "eval \"exec $i</dev/null\"; done; exec ibmcloud-token --check --cli ./seen'")
            .status,
        EX_OK);
    // 0, 1, 2, and the folder that ls reads.
    EXPECT_EQ(read_file(box.folder() / "count"), "4\n");
}

/// What runs `command` as somebody who is not root, in a sandbox that is theirs. Limits and modes
/// do not stop root.
outcome run_as_user(const sandbox& box, const std::string& command) {
    const std::string prepare =
        "rm bin/ibmcloud; cp " PROGRAM " " SCRIPTED_CLI " bin; mv bin/scripted_cli bin/ibmcloud; "
        "chmod 755 . bin; PATH=$PWD/bin:/usr/bin:/bin; ";
    const std::string become =
        ::geteuid() == 0
            ? "rm -f alive; chown -R 65534 .; exec setpriv --reuid=65534 --regid=65534 "
              "--clear-groups "
            : "exec ";
    return box.run(prepare + become + "bash -c '" + command + "'");
}

TEST(System, MayGrantNoProcess) {
    const sandbox box;
    const outcome ended = run_as_user(box, "ulimit -u 1; exec ibmcloud-token");
    EXPECT_EQ(ended.status, EX_OSERR);
    EXPECT_NE(ended.err.find("Resource temporarily unavailable"), std::string::npos) << ended.err;
}

TEST(System, MayGrantLittleMemory) {
    const sandbox box;
    for (int kibibytes = 1024; kibibytes < 32768; kibibytes += 1024) {
        const outcome ended =
            box.run("ulimit -v " + std::to_string(kibibytes) + "; exec ibmcloud-token");
        EXPECT_TRUE(ended.out == (ended.status == EX_OK ? sample + '\n' : "")) << kibibytes;
    }
}

TEST(System, MayForbidTheUserTheirOwnHome) {
    EXPECT_EQ(run_as_user(sandbox(), "chmod 0 .bluemix; exec ibmcloud-token --check").status,
              EX_OK);
    EXPECT_EQ(run_as_user(sandbox(), "chmod 500 . .bluemix; exec ibmcloud-token --check").status,
              EX_OK);
    const sandbox box;
    const outcome ended = run_as_user(box, "mkdir d; chmod 500 d; exec ibmcloud-token -o d/token");
    EXPECT_EQ(ended.status, EX_CANTCREAT);
    EXPECT_NE(ended.err.find("Permission denied"), std::string::npos) << ended.err;
}

TEST(System, MayHaveNoReadableHome) {
    const sandbox box;
    EXPECT_EQ(box.run("HOME=/none ibmcloud-token --check").status, EX_OK);
    EXPECT_EQ(box.run("rmdir .bluemix; ibmcloud-token --check").status, EX_OK);
    EXPECT_EQ(box.run("echo >.bluemix; ibmcloud-token --check").status, EX_OK);
}

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
    const outcome ended = box.run(R"sh(
        mkdir d; echo old >d/token
        i=0
        while [ $i -lt 200 ]; do
            case $((i % 3)) in 0) signal=INT ;; 1) signal=TERM ;; *) signal=HUP ;; esac
            timeout -s $signal 0.0$(( (i * 37) % 90 + 10 )) ibmcloud-token -o d/token
            case $(cat d/token) in
                old) was_old=yes ;;
                eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl) was_new=yes ;;
                *) echo "half written" ;;
            esac
            echo old >d/token
            i=$((i + 1))
        done
        echo "$was_old $was_new"
        ls -A d
    )sh",
                                  "sleep-ms=50,token");
    EXPECT_EQ(ended.out, "yes yes\ntoken\n");
    EXPECT_EQ(ended.err, "");
    EXPECT_FALSE(box.is_cli_left());
}

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
