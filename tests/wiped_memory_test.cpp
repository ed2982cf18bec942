// Memory that is given back holds no piece of a token's signature, without which the rest of a
// token is worth nothing.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <sysexits.h>
#include <unistd.h>

#include "core/description.hpp"
#include "core/failure.hpp"
#include "core/plain_text.hpp"
#include "core/printable.hpp"
#include "core/token_search.hpp"
#include "core/tokens.hpp"
#include "helpers/shell.hpp"
#include "helpers/watched_memory.hpp"
#include "options.hpp"
#include "program.hpp"
#include "system/this_process.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t now = 1700000000;

// Its pieces are those of all signatures made for tests: a pattern of ten characters.
const std::string signature = make_signature(24);
const std::string token =
    make_token(R"({"synthetic":true,"exp":4102444800,"account":{"bss":"a"}})");
const std::string other_token = make_token(R"({"synthetic":true,"exp":4102444801})");

std::string as_utf16(std::string_view text, bool is_big_endian) {
    std::string bytes = is_big_endian ? "\xfe\xff" : "\xff\xfe";
    for (const char c : text) {
        bytes += is_big_endian ? '\0' : c;
        bytes += is_big_endian ? c : '\0';
    }
    return bytes;
}

/// Outputs with a token in them, whole or not.
std::vector<std::string> outputs() {
    const std::string line = "IAM token:  Bearer " + token + '\n';
    const std::string json = R"({"iam_token": "Bearer )" + token + R"(", "refresh_token": ")" +
                             make_jws(R"({"alg":"rt"})", "synthetic") + "\"}\n";
    std::string escaped = json;
    escaped.replace(escaped.find("s1G"), 1, "\\u0073");
    return {
        line,
        token,
        line + "UAA token:  Bearer " + other_token + '\n',
        "\x1b[1mIAM token:\x1b[0m  Bearer \x1b[36m" + token + "\x1b[0m\r\n",
        json,
        escaped,
        line + json,
        line + "IAM token:  Bearer " + other_token,
        R"({"iam_token": ")" + token + R"(", "uaa_token": ")" + other_token + R"("})",
        R"({"Bearer )" + token + R"(": 1, "iam_token": ["Bearer )" + token + R"("]})",
        R"({"iam_token": ")" + token,
        "{\"" + token,
        as_utf16(line, false),
        as_utf16(line, true),
        as_utf16(json, false),
        "Bearer " + token.substr(0, token.size() - 5),
        "Bearer " + token.substr(0, token.size() - 300) + '\n' + token.substr(token.size() - 300),
        "Bearer " + token + '.' + token,
        "Bearer " + make_jws(R"({"alg":"rt"})", "synthetic"),
        "Bearer " + make_jws("no JSON", "synthetic"),
        "token='" + token + "' x-" + token + "@example.com https://example.com/" + token,
    };
}

TEST(WatchedMemory, KnowsAPieceOfTheSecret) {
    const watched_memory watch(signature);
    const auto give_back = [](std::string_view text) { const std::string copy(text); };
    give_back(std::string(100, 'x'));
    EXPECT_EQ(watched_memory::leaks(), 0U);
    give_back("before " + signature.substr(5, 12) + " after");
    EXPECT_GE(watched_memory::leaks(), 1U);
}

TEST(WatchedMemory, KnowsAPieceOfTheSecretInUtf16) {
    const watched_memory watch(signature);
    { const std::string text = as_utf16(signature, false); }
    EXPECT_GE(watched_memory::leaks(), 1U);
}

TEST(WipedMemory, IsAllThatReadingLeaves) {
    for (const std::string& output : outputs()) {
        const watched_memory watch(signature);
        {
            const secret plain = plain_text(output);
            for (const auto kind : {token_kind::iam, token_kind::uaa}) {
                const auto found = find_access_token(plain.view(), kind);
            }
            const auto failure = read_failure(plain.view());
            const auto lines = describe(plain.view(), now);
            const auto hidden = masked(plain.view());
            const auto path = masked_path(plain.view());
        }
        EXPECT_EQ(watched_memory::leaks(), 0U) << printable(output);
    }
}

/// The program, run in this process.
class WipedProgram : public testing::Test {
protected:
    WipedProgram() {
        ::setenv("HOME", box_.folder().c_str(), 1);
        ::setenv("GITHUB_ENV", path("github").c_str(), 1);
        write_file(path("github"), "");
        write_file(path("in"), "IAM token:  Bearer " + token + '\n');
        write_file(path("cli"), "#!/bin/sh\ncat in\ncat in >&2\n. ./end\n");
        write_file(path("end"), "exit 0\n");
        fs::permissions(path("cli"), fs::perms::owner_all);
        fs::current_path(box_.folder());
    }

    ~WipedProgram() override { fs::current_path("/"); }

    /// How much of the token a run with `arguments`, which is to end with `status`, leaves in
    /// memory. It writes to the file `out`.
    std::size_t leaks_of(const std::vector<std::string>& arguments, int status = EX_OK) {
        const options asked = parse_options(arguments);
        const unique_fd callers_output(::dup(STDOUT_FILENO));
        const unique_fd out(::open("out", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        ::dup2(out.get(), STDOUT_FILENO);
        const watched_memory watch(signature);
        const int ended_with = run_program(asked, signals_);
        const std::size_t leaks = watched_memory::leaks();
        ::dup2(callers_output.get(), STDOUT_FILENO);
        EXPECT_EQ(ended_with, status);
        return leaks;
    }

    [[nodiscard]] std::string path(const std::string& name) const {
        return (box_.folder() / name).string();
    }

private:
    sandbox box_;
    caller_signals signals_ = prepare_this_process();
};

TEST_F(WipedProgram, LeavesNothingOfAnyForm) {
    for (const char* const form : {"bare", "bearer", "header", "json", "claims", "expiry", "sh",
                                   "fish", "csh", "powershell", "dotenv", "github"}) {
        EXPECT_EQ(leaks_of({"-i", "in", "-f", form}), 0U) << form;
    }
    EXPECT_EQ(leaks_of({"-i", "in", "-f", "sh", "--env", "A=header", "--env", "B=json"}), 0U);
    EXPECT_TRUE(read_file("out").find(token) != std::string::npos);
}

TEST_F(WipedProgram, LeavesNothingOfWhatItWritesToAFile) {
    EXPECT_EQ(leaks_of({"-i", "in", "-o", "file"}), 0U);
    EXPECT_TRUE(read_file("file") == token + '\n');
    EXPECT_EQ(leaks_of({"-i", "in", "-o", "none/file"}, EX_CANTCREAT), 0U);
    EXPECT_EQ(leaks_of({"-i", "in", "-o", "/dev/full"}, EX_IOERR), 0U);
}

TEST_F(WipedProgram, LeavesNothingWhenThereIsNoCommand) {
    EXPECT_EQ(leaks_of({"-i", "in", "--", "/none"}, 127), 0U);
    EXPECT_EQ(leaks_of({"-i", "in", "--env", "A=json", "--stdin", "--", "/none", "{}"}, 127), 0U);
}

TEST_F(WipedProgram, LeavesNothingOfWhatTheCliSaid) {
    EXPECT_EQ(leaks_of({"--cli", "./cli", "-v"}), 0U);
    EXPECT_TRUE(read_file("out") == token + '\n');
    EXPECT_EQ(leaks_of({"--cli", "./cli", "-v", "--token", "uaa"}, EX_DATAERR), 0U);
    EXPECT_EQ(leaks_of({"--cli", "./cli", "-v", "--account", "b"}, EX_CONFIG), 0U);
}

TEST_F(WipedProgram, LeavesNothingOfACliThatFailed) {
    write_file("end", "exit 1\n");
    EXPECT_EQ(leaks_of({"--cli", "./cli", "-v"}, EX_UNAVAILABLE), 0U);
    write_file("end", "cat /dev/zero\n");
    EXPECT_EQ(leaks_of({"--cli", "./cli"}, EX_DATAERR), 0U);
    write_file("end", "exec sleep 60\n");
    EXPECT_EQ(leaks_of({"--cli", "./cli", "--timeout", "1"}, EX_TEMPFAIL), 0U);
}

TEST_F(WipedProgram, LeavesNothingOfALongErrorStream) {
    write_file("end", "i=0; while [ $i -lt 200 ]; do cat in in in >&2; i=$((i + 1)); done\n");
    EXPECT_EQ(leaks_of({"--cli", "./cli", "-v"}), 0U);
}

}  // namespace
}  // namespace ibmcloud_token
