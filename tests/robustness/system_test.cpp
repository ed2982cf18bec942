// What the system may refuse.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <sysexits.h>

#include "core/tokens.hpp"
#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

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

TEST(System, MayGrantFewDescriptorsToACommand) {
    const sandbox box;
    const std::string with_file = "ibmcloud-token -i in -- cat /dev/fd/token";
    write_file(box.folder() / "in", "Bearer " + sample);
    EXPECT_TRUE(box.run("ulimit -n 30; exec " + with_file).out == sample + '\n');
    const outcome none = box.run("exec 3>&-; ulimit -n 4; exec " + with_file);
    EXPECT_EQ(none.status, EX_OSERR);
    EXPECT_NE(none.err.find("Too many open files"), std::string::npos) << none.err;
}

TEST(System, MayHandDownThousandsOfDescriptors) {
    const sandbox box;
    box.write_script("seen", "ls /proc/self/fd | wc -l >count\nibmcloud\n");
    EXPECT_EQ(box.run("exec bash -c 'ulimit -n 4096; for ((i = 3; i < 3000; i++)); do "
                      "eval \"exec $i</dev/null\"; done; exec ibmcloud-token --check --cli ./seen'")
                  .status,
              EX_OK);
    // 0, 1, 2, the turn, and the folder that ls reads.
    EXPECT_EQ(read_file(box.folder() / "count"), "5\n");
}

TEST(System, MayLackOrForbidNewCalls) {
    for (const std::string kernel :
         {"ENOSYS ", "EPERM ", "--without-memfd ENOSYS ", "--without-memfd EPERM "}) {
        SCOPED_TRACE(kernel);
        const sandbox box;
        const outcome ended = box.run("exec " OLD_KERNEL " " + kernel + PROGRAM);
        EXPECT_EQ(ended.status, EX_OK) << ended.err;
        EXPECT_TRUE(ended.out == sample + '\n');
        EXPECT_EQ(box.count_runs(), 1U);
    }
}

TEST(System, MayBeTooOldToCloseManyDescriptorsAtOnce) {
    const sandbox box;
    box.write_script("seen", "ls /proc/self/fd | wc -l >count\nibmcloud\n");
    EXPECT_EQ(box.run("ulimit -n 4096; exec " OLD_KERNEL " ENOSYS " PROGRAM
                      " --check --cli ./seen 7</dev/null")
                  .status,
              EX_OK);
    EXPECT_EQ(read_file(box.folder() / "count"), "5\n");
}

TEST(System, MayHandDownAnInputThatDoesNotBlock) {
    const sandbox box;
    const outcome ended =
        box.run("python3 -c 'import os, subprocess, time\n"
                "r, w = os.pipe()\n"
                "os.set_blocking(r, False)\n"
                "child = subprocess.Popen([\"ibmcloud-token\", \"-i-\"], stdin=r)\n"
                "time.sleep(0.2)\n"
                "os.write(w, subprocess.run([\"ibmcloud\"], stdout=subprocess.PIPE).stdout)\n"
                "os.close(w)\n"
                "raise SystemExit(child.wait())'");
    EXPECT_EQ(ended.status, EX_OK) << ended.err;
    EXPECT_TRUE(ended.out == sample + '\n');
}

TEST(System, MayGrantNoProcess) {
    const sandbox box;
    const outcome ended = run_as_user(box, "ulimit -u 1; exec ibmcloud-token");
    EXPECT_EQ(ended.status, EX_OSERR);
    EXPECT_NE(ended.err.find("Resource temporarily unavailable"), std::string::npos) << ended.err;
}

/// Runs the program with so little memory that it works, or says what was refused.
void run_with_memory(int kibibytes) {
    SCOPED_TRACE(kibibytes);
    const sandbox box;
    const outcome ended =
        box.run("ulimit -v " + std::to_string(kibibytes) + "; exec ibmcloud-token",
                "tree=1,token,flood-out=98304,sleep-ms=600");
    EXPECT_TRUE(ended.out == (ended.status == EX_OK ? sample + '\n' : ""));
    if (ended.err.starts_with("ibmcloud-token: the system refused")) {
        EXPECT_EQ(ended.status, EX_OSERR) << ended.err;
        // Killed processes are gone after a moment. Left alone, they would run twice as long.
        constexpr std::chrono::milliseconds moment{300};
        const auto end = std::chrono::steady_clock::now() + moment;
        while (box.is_cli_left() && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        EXPECT_FALSE(box.is_cli_left());
    }
}

TEST(System, MayGrantLittleMemory) {
    const outcome least =
        sandbox().run("k=1024; until (ulimit -v $k; ibmcloud-token -V) >/dev/null 2>&1 || "
                      "[ $k -ge 65536 ]; do k=$((k + 64)); done; echo $k");
    const int enough_to_start = std::stoi(least.out);
    for (int kibibytes = 1024; kibibytes < enough_to_start; kibibytes += 1024) {
        run_with_memory(kibibytes);
    }
    for (int more = 0; more < 1024; more += 100) {
        run_with_memory(enough_to_start + more);
    }
}

TEST(System, MayHaveNoNullDevice) {
    const sandbox box;
    const outcome ended =
        run_with_mount(box, "mount -t tmpfs none /dev", "HIDE=/dev/null", "exec ibmcloud-token");
    EXPECT_EQ(ended.status, EX_OK) << ended.err;
    EXPECT_TRUE(ended.out == sample + '\n');
}

TEST(System, MayHaveNoProc) {
    const sandbox box;
    const outcome ended =
        run_with_mount(box, "mount -t tmpfs none /proc", "HIDE=/proc",
                       "ibmcloud-token; SCRIPT=tree=2,hang exec ibmcloud-token --timeout 1");
    EXPECT_EQ(ended.status, EX_TEMPFAIL) << ended.err;
    EXPECT_TRUE(ended.out == sample + '\n');
    EXPECT_FALSE(box.is_cli_left());
}

TEST(System, HasAClockThatDecides) {
    const sandbox box;
    write_file(box.folder() / "in",
               "Bearer " + make_token(R"({"synthetic":true,"iat":1770000000,"exp":1770001200})"));
    const std::vector<std::pair<std::string, int>> table = {{"1770000000", EX_OK},
                                                            {"1770001190", EX_OK},
                                                            {"1770001191", EX_NOPERM},
                                                            {"1770001201", EX_NOPERM},
                                                            {"157766400", EX_OK}};
    for (const auto& [now, status] : table) {
        EXPECT_EQ(
            box.run("LD_PRELOAD=" ODD_SYSTEM " CLOCK=" + now + " exec ibmcloud-token --check -i in")
                .status,
            status)
            << now;
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

}  // namespace
}  // namespace ibmcloud_token
