// What becomes of the file that --output names.

#include <gtest/gtest.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <sysexits.h>
#include <unistd.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

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
    EXPECT_EQ(list_folder(box.folder() / "d"), std::vector<std::string>{"token"});
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

TEST(Output, IsADescriptorByItsName) {
    const sandbox box;
    EXPECT_TRUE(box.run("ibmcloud-token -o /dev/stderr").err == sample + '\n');
    EXPECT_EQ(box.run("ibmcloud-token -o /dev/fd/3 3>file; ibmcloud-token -o /proc/self/fd/3 "
                      "3>>file; ibmcloud-token -o /dev/fd/3 3>>file; wc -l <file")
                  .out,
              "3\n");
    EXPECT_EQ(box.run("ibmcloud-token -o /dev/fd/99").status, EX_IOERR);
    EXPECT_EQ(box.run("ibmcloud-token -o /dev/fd/none").status, EX_CANTCREAT);
}

TEST(Output, MayBeRefusedWhenItIsClosed) {
    const sandbox box;
    const outcome ended =
        box.run("LD_PRELOAD=" ODD_SYSTEM " FAIL=close:122 exec ibmcloud-token >file");
    EXPECT_EQ(ended.status, EX_IOERR);
    EXPECT_NE(ended.err.find("standard output: Disk quota exceeded"), std::string::npos)
        << ended.err;
}

TEST(Output, IsNeverAFileThatIsCalledLikeAForm) {
    const sandbox box;
    std::vector<std::string> names = {"JSON", "Yaml", "text", "table", "csv", "tsv", "GitHub"};
    const std::vector<std::string> forms = list_forms();
    names.insert(names.end(), forms.begin(), forms.end());
    for (const std::string& name : names) {
        SCOPED_TRACE(name);
        const std::size_t runs = box.count_runs();
        for (const char* const option : {"-o ", "--output ", "--output=", "-o"}) {
            const outcome ended = box.run("exec ibmcloud-token " + (option + name));
            expect_refusal(ended, EX_USAGE, '\'' + name + '\'');
            EXPECT_NE(ended.err.find("./" + name), std::string::npos) << ended.err;
        }
        EXPECT_FALSE(fs::exists(box.folder() / name));
        EXPECT_EQ(box.count_runs(), runs);
        EXPECT_EQ(box.run("exec ibmcloud-token -o ./" + name).status, EX_OK);
        EXPECT_TRUE(read_file(box.folder() / name) == sample + '\n');
    }
    for (const char* const name : {"json", "JSON"}) {
        EXPECT_NE(box.run(std::string("ibmcloud-token -o ") + name).err.find("--json"),
                  std::string::npos);
    }
    EXPECT_EQ(box.run("ibmcloud-token -o json.txt && ibmcloud-token -o d.json").status, EX_OK);
}

/// A folder `shared` of this mode with `thing` in it, which belongs to `owner`, as seen by
/// ibmcloud-token; the status of writing to it, and whether something came of it.
outcome write_to_shared(const std::string& mode, const std::string& thing, int owner,
                        const std::string& name = "thing") {
    const sandbox box;
    const std::string id = std::to_string(owner);
    const std::string pretend = "export LD_PRELOAD=" ODD_SYSTEM " OWNER=" + id;
    return box.run("mkdir shared; chmod " + mode + " shared; cd shared; " + thing + "; cd ..; " +
                   (::geteuid() == 0 ? "chown -h " + id + " shared/thing" : pretend) +
                   "; timeout 20 ibmcloud-token -o shared/" + name + "; status=$?; " +
                   "[ -s target ] && echo written; exit $status");
}

TEST(Output, DoesNotGoThroughAnotherUsersLinkInASharedFolder) {
    constexpr int nobody = 65534;
    for (const char* const mode : {"1777", "777"}) {
        for (const char* const thing :
             {"ln -s ../target thing", ": >../target; ln -s ../target thing", "mkfifo thing",
              "ln -s ../none/target thing"}) {
            SCOPED_TRACE(std::string(mode) + ' ' + thing);
            expect_refusal(write_to_shared(mode, thing, nobody), EX_CANTCREAT, "shared/thing");
        }
        expect_refusal(write_to_shared(mode, "mkdir ../d; ln -s ../d thing", nobody, "thing/token"),
                       EX_CANTCREAT, "shared/thing/token");
    }
    const auto me = static_cast<int>(::geteuid());
    EXPECT_EQ(write_to_shared("1777", "ln -s ../target thing", me).out, "written\n");
    EXPECT_EQ(write_to_shared("755", "ln -s ../target thing", me).out, "written\n");
}

TEST(Output, ReplacesAnotherUsersFileOnly) {
    // A rename replaces the file: the other user can't read the token.
    const sandbox box;
    const outcome ended =
        box.run("mkdir -m 777 d; : >d/token; " +
                std::string(::geteuid() == 0 ? "chown 65534 d/token; " : "") +
                "exec 3<d/token; ibmcloud-token -o d/token && stat -c '%a %u' d/token; wc -c <&3");
    EXPECT_EQ(ended.out, "600 " + std::to_string(::geteuid()) + "\n0\n") << ended.err;
}

TEST(Output, NeedsAFileSystemThatKeepsModes) {
    const sandbox box;
    const outcome ended = box.run("mkdir d; echo old >d/token; LD_PRELOAD=" ODD_SYSTEM
                                  " MODES=no exec ibmcloud-token -o d/token");
    expect_refusal(ended, EX_CANTCREAT, "d/token");
    EXPECT_EQ(read_file(box.folder() / "d" / "token"), "old\n");
    EXPECT_EQ(list_folder(box.folder() / "d"), std::vector<std::string>{"token"});
}

TEST(Output, SaysThatTheFileCanNotBeCreated) {
    const sandbox box;
    for (const char* const target : {"none/token", ".", "bin/", "/proc/token", "bin/ibmcloud/x"}) {
        const outcome ended = box.run(std::string("ibmcloud-token -o ") + target);
        EXPECT_EQ(ended.status, EX_CANTCREAT) << target << ended.err;
        EXPECT_EQ(ended.out, "");
    }
}

TEST(Output, StaysAsItWasWhateverFails) {
    const std::vector<std::pair<std::string, int>> calls = {
        {"write", EX_IOERR}, {"fsync", EX_IOERR}, {"close", EX_IOERR}, {"rename", EX_CANTCREAT}};
    const std::vector<std::pair<int, std::string>> errors = {
        {ENOSPC, "No space left"}, {EDQUOT, "Disk quota exceeded"}, {EIO, "Input/output error"}};
    for (const auto& [call, status] : calls) {
        for (const auto& [error, words] : errors) {
            SCOPED_TRACE(testing::Message() << call << ' ' << words);
            const sandbox box;
            const outcome ended = box.run(
                "mkdir d; echo old >d/token; export LD_PRELOAD=" ODD_SYSTEM " FAIL=" + call + ':' +
                std::to_string(error) + "; exec ibmcloud-token -o d/token");
            EXPECT_EQ(ended.status, status);
            EXPECT_NE(ended.err.find("'d/token': " + words), std::string::npos) << ended.err;
            EXPECT_EQ(read_file(box.folder() / "d" / "token"), "old\n");
            EXPECT_EQ(list_folder(box.folder() / "d"), std::vector<std::string>{"token"});
        }
    }
}

TEST(Output, StaysAsItWasOnADiskThatIsFull) {
    const sandbox box;
    fs::create_directory(box.folder() / "d");
    const outcome ended = run_with_mount(
        box, "mount -t tmpfs -o size=16k none d", "FAIL=fsync:28",
        "echo old >d/token; head -c 64k /dev/zero >d/rest 2>/dev/null; ibmcloud-token -o d/token; "
        "echo $?; cat d/token; rm d/rest; ls -A d");
    EXPECT_EQ(ended.out, "74\nold\ntoken\n");
    EXPECT_NE(ended.err.find("No space left"), std::string::npos) << ended.err;
}

TEST(Output, IsTheOldFileOrTheNewOneAfterASignal) {
    const sandbox box;
    const outcome ended = box.run("mkdir d; echo old >d/token; LD_PRELOAD=" ODD_SYSTEM
                                  " END=1 ibmcloud-token -o d/token; echo $?; ls -A d");
    EXPECT_EQ(ended.out, "143\ntoken\n") << ended.err;
    const std::string content = read_file(box.folder() / "d" / "token");
    EXPECT_TRUE(content == "old\n" || content == sample + '\n');
}

TEST(Output, LeavesNothingWhenTheDiskIsFull) {
    const sandbox box;
    const outcome ended = box.run("mkdir d; echo old >d/token; trap '' XFSZ; ulimit -f 0; "
                                  "exec ibmcloud-token -o d/token 2>/dev/null");
    EXPECT_EQ(ended.status, EX_IOERR);
    EXPECT_EQ(read_file(box.folder() / "d" / "token"), "old\n");
    EXPECT_EQ(list_folder(box.folder() / "d"), std::vector<std::string>{"token"});
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

}  // namespace
}  // namespace ibmcloud_token
