// What the CLI may do, tried with the program as it is. `stops_test.py` has a CLI that does not
// end.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <sysexits.h>

#include "core/tokens.hpp"
#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::string_literals;

/// A sandbox with `cli`, a shell script.
class cli_sandbox : public sandbox {
public:
    explicit cli_sandbox(const std::string& script) { write_script("cli", script); }
};

TEST(HostileCli, GetsNoAnswerToAQuestion) {
    for (const char* const newline : {"", "\\n"}) {
        const cli_sandbox box("printf 'Do you want to update? [y/N]> "s + newline +
                              "'\nread -r answer || exec ibmcloud\n");
        const outcome ended = box.run("yes | ibmcloud-token --cli ./cli");
        EXPECT_EQ(ended.status, EX_OK) << ended.err;
        EXPECT_TRUE(ended.out == sample + '\n');
    }
}

TEST(HostileCli, MayAskAgainAndAgain) {
    const cli_sandbox box("until read -r answer; do printf '[y/N]> '; sleep 0.1; done\n");
    EXPECT_EQ(box.run("yes | ibmcloud-token --cli ./cli --timeout 1").status, EX_TEMPFAIL);
}

TEST(HostileCli, FindsNoTerminal) {
    const cli_sandbox box("{ (: </dev/tty) && echo terminal; [ ! -t 0 ] || echo input; } >seen "
                          "2>/dev/null\nibmcloud\n");
    const auto run_in_terminal = [&](const std::string& words) {
        return box.run("python3 -c 'import os, pty, sys\n"
                       "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' " +
                       words);
    };
    EXPECT_EQ(run_in_terminal("./cli").status, EX_OK);
    EXPECT_EQ(read_file(box.folder() / "seen"), "terminal\ninput\n");
    EXPECT_EQ(run_in_terminal("ibmcloud-token --check --cli ./cli").status, EX_OK);
    EXPECT_EQ(read_file(box.folder() / "seen"), "");
}

TEST(HostileCli, MayLeaveAChildThatWritesForEver) {
    for (const char* const redirection : {"", " >&2"}) {
        const cli_sandbox box("ibmcloud\nwhile echo x; do :; done"s + redirection + " &\n");
        const outcome ended = box.run("exec ibmcloud-token --cli ./cli");
        // As much as it has written until the CLI has ended belongs to the output.
        EXPECT_TRUE(ended.status == EX_OK || ended.status == EX_DATAERR) << ended.err;
        EXPECT_TRUE(ended.out == (ended.status == EX_OK ? sample + '\n' : ""));
    }
}

TEST(HostileCli, MaySayTheSameFromATreeOfChildren) {
    const sandbox box;
    EXPECT_TRUE(box.run("exec ibmcloud-token", "tree=3,token").out == sample + '\n');
}

TEST(HostileCli, MayPrintAnyBytesAroundTheToken) {
    const std::string line = "IAM token:  Bearer " + sample + '\n';
    std::string lines;
    for (int i = 0; i < 100000; ++i) {
        lines += "line\n";
    }
    const std::vector<std::pair<const char*, std::string>> table = {
        {"NUL bytes", "\0\0\n"s + line + "\0"s},
        {"100 000 lines before", lines + line},
        {"100 000 lines behind", line + lines},
        {"one long line", std::string(500000, 'x') + '\n' + line},
        {"no UTF-8", "\xc3\x28\xff\n" + line + "\xe2\x82"},
        {"all bytes",
         [&] {
             std::string bytes = "\n";
             for (int byte = 0; byte < 256; ++byte) {
                 bytes += static_cast<char>(byte);
             }
             return bytes + '\n' + line;
         }()},
        {"unfinished escape sequences", "\x1b[\n\x1b]0;\n\x1b\n" + line + "\x1b"},
    };
    for (const auto& [what, said] : table) {
        const cli_sandbox box("cat said\n");
        write_file(box.folder() / "said", said);
        const outcome ended = box.run("exec ibmcloud-token --cli ./cli");
        EXPECT_EQ(ended.status, EX_OK) << what << ended.err;
        EXPECT_TRUE(ended.out == sample + '\n') << what;
    }
}

TEST(HostileCli, MayPrintATokenOfSixtyKibibytes) {
    const std::string token = "eyJhbGciOiJIUzI1NiJ9." +
                              encode_base64url(R"({"a":")" + std::string(47000, 'a') + "\"}") +
                              ".c2lnbmF0dXJl";
    const cli_sandbox box("cat said\n");
    write_file(box.folder() / "said", "IAM token:  Bearer " + token + '\n');
    EXPECT_GT(token.size(), 60U * 1024);
    EXPECT_TRUE(box.run("ibmcloud-token --cli ./cli").out == token + '\n');
}

TEST(HostileCli, GetsNoControlByteIntoAMessage) {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) {
        bytes += static_cast<char>(byte);
        bytes += " a b c\n";
    }
    const cli_sandbox box("cat said; cat said >&2; exit 1\n");
    for (const std::string& said : {bytes, "\x1b]0;title\x07 a b\x1b[2J c"s, "\xff \xfe \xfd"s}) {
        write_file(box.folder() / "said", said);
        for (const char* const arguments : {"", "-v"}) {
            const outcome ended = box.run("exec ibmcloud-token --cli ./cli "s + arguments);
            EXPECT_EQ(ended.status, EX_UNAVAILABLE);
            EXPECT_TRUE(std::all_of(ended.err.begin(), ended.err.end(),
                                    [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
        }
    }
}

}  // namespace
}  // namespace ibmcloud_token
