// Where a token must not be seen.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <sysexits.h>

#include "core/tokens.hpp"
#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

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
    const std::string refusals = posix_alone ? "0" : "5";
    EXPECT_TRUE(ended.out.ends_with("program:" + refusals + "\nother:0\n"))
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
                 {"", "-v", "-v --token uaa", "-v -o none/file",
                  "-v --account 00000000000000000000000000000000", "-v -- ./none /dev/fd/token",
                  "--min-ttl 1", "-v -o /dev/full"}) {
                const outcome ended = box.run("chmod +x cli; exec ibmcloud-token --cli ./cli " +
                                              std::string(arguments));
                EXPECT_FALSE(has_piece(ended.err)) << arguments << end;
                EXPECT_TRUE(ended.status == EX_OK || ended.out.empty()) << arguments << end;
            }
        }
    }
}

std::string with_between(const std::string& text, const std::string& between, std::size_t every) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); i += every) {
        result += text.substr(i, every) + between;
    }
    return result;
}

/// Each byte in a unit of `width` bytes, as UTF-16 and UTF-32 have it.
std::string widened(const std::string& text, std::size_t width, bool is_big_endian) {
    const std::string zeros(width - 1, '\0');
    std::string result;
    for (const char c : text) {
        result += is_big_endian ? zeros + c : c + zeros;
    }
    return result;
}

/// `text` in encodings, and with characters in between, in which it is no token to the program.
std::map<std::string, std::string> disfigured(const std::string& text) {
    std::map<std::string, std::string> table;
    for (const std::size_t width : {2U, 4U}) {
        const std::string name = "width " + std::to_string(width);
        table[name + " LE"] = widened(text, width, false);
        table[name + " BE"] = widened(text, width, true);
        table[name + " LE, odd"] = "x" + widened(text, width, false);
        table[name + " LE, one byte lost"] = widened(text, width, false).substr(1);
    }
    const std::vector<std::pair<std::string, std::string>> betweens = {
        {"NUL", std::string(1, '\0')},
        {"zero-width space", "\u200b"},
        {"word joiner", "\u2060"},
        {"BOM", "\ufeff"},
        {"soft hyphen", "\u00ad"},
        {"blank", " "},
        {"two blanks", "  "},
        {"tab", "\t"},
        {"no-break space", "\u00a0"},
        {"LF", "\n"},
        {"CRLF", "\r\n"},
        {"LF, blanks", "\n  "},
        {"backspace", "\b"},
        {"DEL", "\x7f"},
        {"quotes", "\" \""},
        {"escape", "\x1bX"},
        {"combining mark", "\u0301"},
        {"no UTF-8", "\xff"},
        {"comma", ","},
        {"backslash, LF", "\\\n"}};
    for (const auto& [name, between] : betweens) {
        const std::size_t step = name == "blank" ? 1U : 5U;
        for (std::size_t every = 1; every <= 11; every += step) {
            table[name + " every " + std::to_string(every)] = with_between(text, between, every);
        }
    }
    return table;
}

/// What is left of `text` when everything but base64url characters is left out.
std::string base64url_only(const std::string& text) {
    std::string left;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_') {
            left += c;
        }
    }
    return left;
}

/// A token whose segments have no words in common with a message.
const std::string long_token = make_token(
    R"({"synthetic":"not a real token","iam_id":"IBMid-5500000000","exp":4102444800,"iat":1764000000})");

TEST(Secrets, AreInNoMessageInAnyDisfigurement) {
    const sandbox box;
    box.write_script("good", "cat said >&2; cat said; echo a b c\n");
    box.write_script("failing", "echo FAILED: >&2; cat said >&2; cat said; exit 3\n");
    for (const std::string& token : {sample, long_token}) {
        const std::string secret = base64url_only(token);
        for (const auto& [name, text] : disfigured("IAM token:  Bearer " + token + "\n")) {
            write_file(box.folder() / "said", text);
            const outcome ended =
                box.run("for cli in good failing; do ibmcloud-token -v --check "
                        "--cli ./$cli; ibmcloud-token --check --cli ./$cli; done; exit 0");
            EXPECT_FALSE(has_piece(base64url_only(ended.err), secret)) << name;
            EXPECT_TRUE(std::all_of(ended.err.begin(), ended.err.end(), [](char c) {
                return c == '\n' || (c >= ' ' && c <= '~');
            })) << name;
        }
    }
}

TEST(Secrets, LeaveTheRestOfAnOutputReadable) {
    // A check of the test above: what can't be a part of a token is shown.
    const sandbox box;
    box.write_script("cli", "echo 'Plan: for user@example.com, session C-12345678-dead'; "
                            "echo 'Update available: ibmcloud plugin update --all'; exit 1\n");
    const outcome ended = box.run("ibmcloud-token -v --cli ./cli");
    EXPECT_NE(ended.err.find("Update available: ibmcloud plugin update --all"), std::string::npos)
        << ended.err;
    EXPECT_NE(ended.err.find("Plan: for <"), std::string::npos) << ended.err;
    EXPECT_EQ(ended.err.find("example.com"), std::string::npos) << ended.err;
    EXPECT_EQ(ended.err.find("dead"), std::string::npos) << ended.err;
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
