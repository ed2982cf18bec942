#include "core/description.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

using lines = std::vector<std::string>;

constexpr std::int64_t now = 1700000000;

std::string bytes_of(std::string_view token) {
    return std::to_string(token.size()) + " bytes";
}

TEST(Description, TellsATokensAlgorithmLengthAndLife) {
    const std::string token = make_token(R"({"synthetic":true,"exp":1700001199})");
    EXPECT_EQ(describe("IAM token:  Bearer " + token + '\n', now),
              lines{R"(line 1: "IAM token:", 2 blanks, "Bearer", <JWS RS256, )" + bytes_of(token) +
                    ", 19m left>"});
}

TEST(Description, TellsThatATokenHasExpired) {
    const std::string token = make_token(R"({"synthetic":true,"exp":1700000000})");
    EXPECT_EQ(describe(token, now), lines{"line 1: <JWS RS256, " + bytes_of(token) + ", expired>"});
}

TEST(Description, TellsNoLifeThatTheTokenDoesNotTell) {
    const std::string token = make_token();
    EXPECT_EQ(describe(token, now), lines{"line 1: <JWS RS256, " + bytes_of(token) + '>'});
}

TEST(Description, TellsATokenThatWasCutShort) {
    const std::string token = make_jws(R"({"alg":"RS256"})", "{}", 200);
    EXPECT_EQ(describe("Bearer " + token, now),
              lines{R"(line 1: "Bearer", <JWS cut short, )" + bytes_of(token) + '>'});
}

TEST(Description, TellsARefreshToken) {
    const std::string token = make_jws(R"({"alg":"rt"})", "synthetic ciphertext", 43);
    EXPECT_EQ(describe(token, now), lines{"line 1: <refresh token, " + bytes_of(token) + '>'});
}

TEST(Description, KeepsTheQuotesAroundAToken) {
    const std::string token = make_token();
    EXPECT_EQ(describe("token: '" + token + "',", now),
              lines{R"(line 1: "token: '" + <JWS RS256, )" + bytes_of(token) + R"(> + "',")"});
}

TEST(Description, TellsABlankBesideATokenFromNone) {
    const std::string token = make_token();
    const std::string jws = "<JWS RS256, " + bytes_of(token) + '>';
    EXPECT_EQ(describe("a: " + token + " b", now), lines{R"(line 1: "a:", )" + jws + R"(, "b")"});
    EXPECT_EQ(describe("a:" + token + ";b", now), lines{R"(line 1: "a:" + )" + jws + R"( + ";b")"});
    EXPECT_EQ(describe("a  " + token + "  b", now),
              lines{R"(line 1: "a", 2 blanks, )" + jws + R"(, 2 blanks, "b")"});
    EXPECT_EQ(describe(token + ' ' + token, now), lines{"line 1: " + jws + ", " + jws});
}

TEST(Description, TellsEveryTokenOfAWord) {
    const std::string token = make_token();
    const std::string jws = "<JWS RS256, " + bytes_of(token) + '>';
    EXPECT_EQ(describe(R"({"a":")" + token + R"(","b":")" + token + R"("})", now),
              lines{R"(line 1: "{"a":"" + )" + jws + R"( + "","b":"" + )" + jws + R"( + ""}")"});
}

TEST(Description, MasksWhatIsNotAToken) {
    EXPECT_EQ(describe("Bearer oPaque-vAlue-1234 of someone@example.com", now),
              lines{R"(line 1: "Bearer", "<17 characters> of <address>")"});
}

TEST(Description, MasksATokenThatWasBrokenIntoLines) {
    const std::string token = make_token();
    for (const std::size_t width : {3U, 8U, 11U, 20U, 76U, 200U}) {
        std::string broken;
        for (std::size_t at = 0; at < token.size(); at += width) {
            broken += "  " + token.substr(at, width) + '\n';
        }
        const lines described = describe(broken + "that is all\n", now);
        for (const std::string& line : described) {
            EXPECT_TRUE(line.ends_with(" characters>") || line.ends_with(" bytes>") ||
                        &line == &described.front() || &line == &described.back())
                << width << ' ' << line;
        }
    }
    EXPECT_EQ(describe(token + "\nOK\n", now).back(), R"(line 2: "OK")");
}

TEST(Description, KeepsTheSchemesCase) {
    EXPECT_EQ(describe("bEaReR x", now), lines{R"(line 1: "bEaReR", "x")"});
}

TEST(Description, CountsBlanks) {
    EXPECT_EQ(describe(" a \t b  ", now), lines{R"(line 1: "a", 3 blanks, "b", 2 blanks)"});
}

TEST(Description, HasALineForEachLine) {
    EXPECT_EQ(describe("a\n\nb", now), (lines{R"(line 1: "a")", "line 2: ", R"(line 3: "b")"}));
    EXPECT_EQ(describe("a\n", now), lines{R"(line 1: "a")"});
    EXPECT_EQ(describe("", now), lines{});
}

TEST(Description, HasFortyLinesAtMost) {
    EXPECT_EQ(describe(std::string(40, '\n'), now).size(), 40U);
    const lines many = describe(std::string(41, '\n'), now);
    ASSERT_EQ(many.size(), 41U);
    EXPECT_EQ(many.back(), "and more lines");
    EXPECT_EQ(describe(std::string(5000, '\n'), now).size(), 41U);
}

TEST(Description, IsPrintable) {
    EXPECT_EQ(describe("\x1b[31mred\xe2\x82\xac", now), lines{R"(line 1: "\x1B[31mred\u{20AC}")"});
}

}  // namespace
}  // namespace ibmcloud_token
