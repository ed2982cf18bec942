// Where a token must not be seen.

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include <sysexits.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

/// True if twelve characters of the sample in a row are in `text`.
bool has_piece(const std::string& text) {
    constexpr std::size_t piece = 12;
    for (std::size_t at = 0; at + piece <= sample.size(); ++at) {
        if (text.find(sample.substr(at, piece)) != std::string::npos) {
            return true;
        }
    }
    return false;
}

TEST(Secrets, CanNotBeReadByOtherProcessesOfTheUser) {
    const sandbox box;
    write_file(box.folder() / "cli", "#!/bin/sh\nibmcloud\n>said\nexec sleep 60\n");
    const outcome ended = run_as_user(box, R"sh(
        look() {
            for name in auxv environ maps mem; do head -c 1 /proc/$1/$name; done >/dev/null 2>>$2
            ls /proc/$1/fd >/dev/null 2>>$2
        }
        chmod +x cli; ibmcloud-token --cli ./cli & until [ -e said ]; do sleep 0.01; done
        look $! program; cat /proc/$!/cmdline /proc/$!/status; kill $!
        sleep 60 & look $! other; kill $!
        grep -c "Permission denied" program other
    )sh");
    EXPECT_TRUE(ended.out.ends_with("program:5\nother:0\n"))
        << read_file(box.folder() / "program") << read_file(box.folder() / "other");
    EXPECT_FALSE(has_piece(ended.out));
}

TEST(Secrets, LeaveNoCoreFile) {
    const sandbox box;
    write_file(box.folder() / "cli", "#!/bin/sh\nibmcloud\n>said\nexec sleep 5\n");
    // What the kernel says itself: the file may be anywhere, or piped to another program.
    const outcome ended =
        box.run("ulimit -c unlimited; chmod +x cli\n"
                "exec python3 -c 'import os, signal, subprocess, time\n"
                "program = subprocess.Popen([\"ibmcloud-token\", \"--cli\", \"./cli\"])\n"
                "while not os.path.exists(\"said\"): time.sleep(0.01)\n"
                "program.send_signal(signal.SIGABRT)\n"
                "status = os.waitpid(program.pid, 0)[1]\n"
                "print(os.WTERMSIG(status), os.WCOREDUMP(status))'");
    EXPECT_EQ(ended.out, "6 False\n");
}

TEST(Secrets, AreInNoMessage) {
    const sandbox box;
    const std::string split =
        "Bearer " + sample.substr(0, 30) + '\n' + sample.substr(30) + "\n\"" + sample + "\";";
    std::string twice = sample;
    twice += ' ';
    twice += sample;
    for (const std::string& said : {sample, "Bearer " + sample, "x=" + sample + "@example.com",
                                    split, twice + "x", "{\"" + sample + "\":1"}) {
        for (const char* const end : {"exit 0", "exit 1", "kill -9 $$"}) {
            write_file(box.folder() / "said", said);
            write_file(box.folder() / "cli",
                       std::string("#!/bin/sh\ncat said; echo a b c $(cat said) >&2\n") + end);
            for (const char* const arguments :
                 {"", "-v", "-v --token uaa", "-v -o none/file", "-v --account x",
                  "-v -- ./none {}", "--min-ttl 1", "-v -o /dev/full"}) {
                const outcome ended = box.run("chmod +x cli; exec ibmcloud-token --cli ./cli " +
                                              std::string(arguments));
                EXPECT_FALSE(has_piece(ended.err)) << arguments << end;
                EXPECT_TRUE(ended.status == EX_OK || ended.out.empty()) << arguments << end;
            }
        }
    }
}

TEST(Secrets, AreInNoArgumentOfTheCommand) {
    const sandbox box;
    const outcome ended = box.run("ibmcloud-token --stdin --env A -- "
                                  "sh -c 'cat /proc/$$/cmdline | tr \"\\0\" \" \"' x {}");
    EXPECT_NE(ended.out.find("/dev/fd/"), std::string::npos) << ended.err;
    EXPECT_FALSE(has_piece(ended.out));
}

TEST(Secrets, AreInNoArgumentAndNoVariableOfTheCli) {
    const sandbox box;
    write_file(box.folder() / "cli",
               "#!/bin/sh\necho \"$@\" >args\nenv >vars\nexec ibmcloud \"$@\"\n");
    EXPECT_EQ(box.run("chmod +x cli; ibmcloud-token --cli ./cli --check").status, EX_OK);
    EXPECT_EQ(read_file(box.folder() / "args"), "iam oauth-tokens\n");
    EXPECT_FALSE(has_piece(read_file(box.folder() / "vars")));
}

}  // namespace
}  // namespace ibmcloud_token
