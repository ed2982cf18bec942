// Memory that is given back holds no piece of a token's signature, without which the rest of a
// token is worth nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sysexits.h>

#include "core/tokens.hpp"
#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

// Its pieces are those of all signatures made for tests: a pattern of ten characters.
const std::string signature = make_signature(24);
const std::string token =
    make_token(R"({"synthetic":true,"iam_id":"IBMid-0","exp":4102444800,"account":{"bss":"a"}})");
const std::string other_token = make_token(R"({"synthetic":true,"exp":4102444801})");
const std::string refresh_token = make_jws(R"({"alg":"rt"})", "synthetic");

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
    const std::string json =
        R"({"iam_token": "Bearer )" + token + R"(", "refresh_token": ")" + refresh_token + "\"}\n";
    std::string escaped = json;
    escaped.replace(escaped.find("s1G"), 1, "\\u0073");
    return {
        line,
        token,
        "IAM token: " + token,
        line + "UAA token:  Bearer " + other_token + '\n',
        "\x1b[1mIAM token:\x1b[0m  Bearer \x1b[36m" + token + "\x1b[0m\r\n",
        json,
        escaped,
        line + json,
        line + "IAM token:  Bearer " + other_token,
        R"({"iam_token": ")" + token + R"(", "uaa_token": ")" + other_token + R"("})",
        R"({"access_token": ")" + token + R"("})",
        R"({"Bearer )" + token + R"(": 1, "iam_token": ["Bearer )" + token + R"("]})",
        R"({"iam_token": ")" + token,
        "{\"" + token,
        as_utf16(line, false),
        as_utf16(line, true),
        as_utf16(json, false),
        as_utf16(line, false).substr(2),
        "Bearer " + token.substr(0, token.size() - 5),
        "Bearer " + token.substr(0, token.size() - 300) + '\n' + token.substr(token.size() - 300),
        "Bearer " + token + '.' + token,
        "Bearer " + refresh_token,
        "Bearer " + make_jws("no JSON", "synthetic"),
        "Bearer " + make_jws(R"({"alg":"none"})", R"({"synthetic":true})"),
        "token='" + token + "' x-" + token + "@example.com https://example.com/" + token,
    };
}

class WipedMemory : public testing::Test {
protected:
    WipedMemory() {
        write_file(box_.folder() / "in", "IAM token:  Bearer " + token + '\n');
        box_.write_script("cli", "cat in\ncat in >&2\n. ./end\n");
        end_with("exit 0");
    }

    /// What the CLI does after it has printed the token to both streams.
    void end_with(const std::string& script) { write_file(path("end"), script + '\n'); }

    /// Expects that a run with `arguments` ends with `status`, and leaves nothing in memory. Its
    /// output goes to the file `out`.
    void expect_no_leak(const std::string& arguments, int status = EX_OK,
                        const std::string& secret = signature) {
        EXPECT_EQ(count_leaks(arguments, status, secret), 0) << arguments;
    }

    std::ptrdiff_t count_leaks(const std::string& arguments, int status,
                               const std::string& secret) {
        std::filesystem::remove(path("log"));
        const outcome ended = box_.run(
            ": >github; export GITHUB_ENV=github WATCHED_LOG=log WATCHED_SECRET=" + secret +
            "; LD_PRELOAD=" WATCHED_MEMORY " exec ibmcloud-token " + arguments + " >out");
        if (status >= 0) {
            EXPECT_EQ(ended.status, status) << arguments << ended.err;
        }
        const std::string log = read_file(path("log"));
        EXPECT_TRUE(log.starts_with("watching\n"));
        return std::count(log.begin(), log.end(), 'l');
    }

    [[nodiscard]] std::string path(const std::string& name) const {
        return (box_.folder() / name).string();
    }

private:
    sandbox box_;
};

TEST_F(WipedMemory, IsWatched) {
    EXPECT_GE(count_leaks("-i a-path-that-is-not-wiped", EX_NOINPUT, "a-path-that-is-not-wiped"),
              1);
    EXPECT_EQ(count_leaks("-i a-path-that-is-not-wiped", EX_NOINPUT, signature), 0);
}

TEST_F(WipedMemory, IsAllThatReadingLeaves) {
    for (const std::string& output : outputs()) {
        write_file(path("in"), output);
        for (const char* const arguments : {"-i in -v", "-i in -v --token uaa"}) {
            expect_no_leak(arguments, -1);
        }
        end_with("exit 1");
        expect_no_leak("-v --cli ./cli", -1);
    }
}

TEST_F(WipedMemory, IsAllThatAnyFormLeaves) {
    for (const std::string& form : list_forms()) {
        expect_no_leak("-i in -f " + form);
    }
    expect_no_leak("-i in -f sh --env A=header --env B=json");
    EXPECT_TRUE(read_file(path("out")).find(token) != std::string::npos);
}

TEST_F(WipedMemory, IsAllThatAFileLeaves) {
    expect_no_leak("-i in -o file");
    EXPECT_TRUE(read_file(path("file")) == token + '\n');
    expect_no_leak("-i in -o none/file", EX_CANTCREAT);
    expect_no_leak("-i in -o /dev/full", EX_IOERR);
}

TEST_F(WipedMemory, IsAllThatIsLeftWhenThereIsNoCommand) {
    expect_no_leak("-i in -- /none", 127);
    expect_no_leak("-i in --env A=json --stdin -- /none /dev/fd/token", 127);
}

TEST_F(WipedMemory, IsAllThatARunOfTheCliLeaves) {
    expect_no_leak("--cli ./cli -v");
    EXPECT_TRUE(read_file(path("out")) == token + '\n');
    expect_no_leak("--cli ./cli -v --token uaa", EX_DATAERR);
    expect_no_leak("--cli ./cli -v --account 00000000000000000000000000000000", EX_CONFIG);
}

TEST_F(WipedMemory, IsAllThatAFailedRunOfTheCliLeaves) {
    end_with("exit 1");
    expect_no_leak("--cli ./cli -v", EX_UNAVAILABLE);
    end_with("cat /dev/zero");
    expect_no_leak("--cli ./cli", EX_DATAERR);
    end_with("exec sleep 60");
    expect_no_leak("--cli ./cli --timeout 1", EX_TEMPFAIL);
}

TEST_F(WipedMemory, IsAllThatALongErrorStreamLeaves) {
    end_with("i=0; while [ $i -lt 200 ]; do cat in in in >&2; i=$((i + 1)); done");
    expect_no_leak("--cli ./cli -v");
}

TEST_F(WipedMemory, IsAllThatTheConfigurationLeaves) {
    const std::string stored = R"("IAMToken":"Bearer )" + token + "\"";
    const std::string others = R"("IAMRefreshToken":")" + refresh_token +
                               R"(","FallbackIAMTokens":{"IAMToken":")" + other_token + "\"}";
    const std::vector<std::string> configs = {
        '{' + stored + ',' + others + '}',   '{' + others + ',' + stored + '}',
        '{' + stored + ',' + others,         "[\"" + refresh_token,
        "{\"a\\u0062" + signature + "\":1}", R"({"IAMToken":"\u0042earer )" + token + "\"}",
    };
    for (const std::string& config : configs) {
        write_file(path(".bluemix/config.json"), config);
        expect_no_leak("--reuse --cli ./cli -v");
        EXPECT_TRUE(read_file(path("out")) == token + '\n');
    }
}

}  // namespace
}  // namespace ibmcloud_token
