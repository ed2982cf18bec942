#include "core/output_report.hpp"

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

TEST(OutputReport, TellsATokensAlgorithmLengthAndLife) {
    const std::string token = make_token(R"({"synthetic":true,"exp":1700001199})");
    EXPECT_EQ(describe_output("IAM token:  Bearer " + token + '\n', now),
              lines{R"(line 1: "IAM token:", 2 blanks, "Bearer", <JWS RS256, )" + bytes_of(token) +
                    ", 19m left>"});
}

TEST(OutputReport, TellsThatATokenHasExpired) {
    const std::string token = make_token(R"({"synthetic":true,"exp":1700000000})");
    EXPECT_EQ(describe_output(token, now),
              lines{"line 1: <JWS RS256, " + bytes_of(token) + ", expired>"});
}

TEST(OutputReport, TellsNoLifeThatTheTokenDoesNotTell) {
    const std::string token = make_token();
    EXPECT_EQ(describe_output(token, now), lines{"line 1: <JWS RS256, " + bytes_of(token) + '>'});
}

TEST(OutputReport, TellsATokenThatWasCutShort) {
    const std::string token = make_jws(R"({"alg":"RS256"})", "{}", 200);
    EXPECT_EQ(describe_output("Bearer " + token, now),
              lines{R"(line 1: "Bearer", <JWS cut short, )" + bytes_of(token) + '>'});
}

TEST(OutputReport, TellsARefreshToken) {
    const std::string token = make_jws(R"({"alg":"rt"})", "synthetic ciphertext", 43);
    EXPECT_EQ(describe_output(token, now),
              lines{"line 1: <refresh token, " + bytes_of(token) + '>'});
}

TEST(OutputReport, KeepsTheQuotesAroundAToken) {
    const std::string token = make_token();
    EXPECT_EQ(describe_output("token: '" + token + "',", now),
              lines{R"(line 1: "token: '" + <JWS RS256, )" + bytes_of(token) + R"(> + "',")"});
}

TEST(OutputReport, TellsABlankBesideATokenFromNone) {
    const std::string token = make_token();
    const std::string jws = "<JWS RS256, " + bytes_of(token) + '>';
    EXPECT_EQ(describe_output("a: " + token + " b", now),
              lines{R"(line 1: "a:", )" + jws + R"(, "b")"});
    EXPECT_EQ(describe_output("a:" + token + ";b", now),
              lines{R"(line 1: "a:" + )" + jws + R"( + ";b")"});
    EXPECT_EQ(describe_output("a  " + token + "  b", now),
              lines{R"(line 1: "a", 2 blanks, )" + jws + R"(, 2 blanks, "b")"});
    EXPECT_EQ(describe_output(token + ' ' + token, now), lines{"line 1: " + jws + ", " + jws});
}

TEST(OutputReport, TellsEveryTokenOfAWord) {
    const std::string token = make_token();
    const std::string jws = "<JWS RS256, " + bytes_of(token) + '>';
    EXPECT_EQ(describe_output(R"({"a":")" + token + R"(","b":")" + token + R"("})", now),
              lines{R"(line 1: "{"a":"" + )" + jws + R"( + "","b":"" + )" + jws + R"( + ""}")"});
}

TEST(OutputReport, MasksWhatIsNotAToken) {
    EXPECT_EQ(describe_output("Bearer oPaque-vAlue-1234 of someone@example.com", now),
              lines{R"(line 1: "Bearer", "<17 characters> of <address>")"});
}

TEST(OutputReport, MasksATokenThatWasBrokenIntoLines) {
    const std::string token = make_token();
    for (const std::size_t width : {3U, 8U, 11U, 20U, 76U, 200U}) {
        std::string broken;
        for (std::size_t at = 0; at < token.size(); at += width) {
            broken += "  " + token.substr(at, width) + '\n';
        }
        const lines described = describe_output(broken + "that is all\n", now);
        for (const std::string& line : described) {
            EXPECT_TRUE(line.ends_with(" characters>") || line.ends_with(" bytes>") ||
                        &line == &described.front() || &line == &described.back())
                << width << ' ' << line;
        }
    }
    EXPECT_EQ(describe_output(token + "\nOK\n", now).back(), R"(line 2: "OK")");
}

TEST(OutputReport, KeepsTheSchemesCase) {
    EXPECT_EQ(describe_output("bEaReR x", now), lines{R"(line 1: "bEaReR", "x")"});
}

TEST(OutputReport, CountsBlanks) {
    EXPECT_EQ(describe_output(" a \t b  ", now), lines{R"(line 1: "a", 3 blanks, "b", 2 blanks)"});
}

TEST(OutputReport, HasALineForEachLine) {
    EXPECT_EQ(describe_output("a\n\nb", now),
              (lines{R"(line 1: "a")", "line 2: ", R"(line 3: "b")"}));
    EXPECT_EQ(describe_output("a\n", now), lines{R"(line 1: "a")"});
    EXPECT_EQ(describe_output("", now), lines{});
}

TEST(OutputReport, HasFortyLinesAtMost) {
    EXPECT_EQ(describe_output(std::string(40, '\n'), now).size(), 40U);
    const lines many = describe_output(std::string(41, '\n'), now);
    ASSERT_EQ(many.size(), 41U);
    EXPECT_EQ(many.back(), "and more lines");
    EXPECT_EQ(describe_output(std::string(5000, '\n'), now).size(), 41U);
}

TEST(OutputReport, IsPrintable) {
    EXPECT_EQ(describe_output("\x1b[31mred\xe2\x82\xac", now),
              lines{R"(line 1: "\x1B[31mred\u{20AC}")"});
}

}  // namespace
}  // namespace ibmcloud_token
