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

constexpr std::int64_t time_of_report = 1700000000;

std::string bytes_of(std::string_view token) {
    return std::to_string(token.size()) + " bytes";
}

TEST(OutputReport, ShowsATokenByAlgorithmSizeAndLifetime) {
    const std::string token = make_token(R"({"synthetic":true,"exp":1700001199})");
    EXPECT_EQ(describe_output("IAM token:  Bearer " + token + '\n', time_of_report),
              lines{"line 1: IAM token:  Bearer <JWS RS256, " + bytes_of(token) + ", 19m left>"});
}

TEST(OutputReport, ShowsThatATokenHasExpired) {
    const std::string token = make_token(R"({"synthetic":true,"exp":1700000000})");
    EXPECT_EQ(describe_output(token, time_of_report),
              lines{"line 1: <JWS RS256, " + bytes_of(token) + ", expired>"});
}

TEST(OutputReport, ShowsNoLifetimeIfTheTokenHasNone) {
    const std::string token = make_token();
    EXPECT_EQ(describe_output(token, time_of_report),
              lines{"line 1: <JWS RS256, " + bytes_of(token) + '>'});
}

TEST(OutputReport, ShowsTruncatedAndRefreshTokensAsSuch) {
    const std::string cut = make_jws(R"({"alg":"RS256"})", "{}", 200);
    const std::string refresh = make_jws(R"({"alg":"rt"})", "synthetic ciphertext", 43);
    EXPECT_EQ(describe_output("Bearer " + cut + '\n' + refresh, time_of_report),
              (lines{"line 1: Bearer <JWS cut short, " + bytes_of(cut) + '>',
                     "line 2: <refresh token, " + bytes_of(refresh) + '>'}));
}

TEST(OutputReport, ShowsTheLineAroundATokenAsItStands) {
    const std::string token = make_token();
    const std::string jws = "<JWS RS256, " + bytes_of(token) + '>';
    EXPECT_EQ(describe_output("token: '" + token + "',  b ", time_of_report),
              lines{"line 1: token: '" + jws + "',  b "});
    EXPECT_EQ(describe_output(R"({"a":")" + token + R"(","b":")" + token + R"("})", time_of_report),
              lines{R"(line 1: {"a":")" + jws + R"(","b":")" + jws + R"("})"});
    EXPECT_EQ(describe_output("IAM_TOKEN=" + token, time_of_report),
              lines{"line 1: IAM_TOKEN=" + jws});
    EXPECT_EQ(describe_output("bEaReR x", time_of_report), lines{"line 1: bEaReR x"});
}

TEST(OutputReport, MasksSecretsThatAreNotTokens) {
    EXPECT_EQ(describe_output("Bearer oPaque-vAlue-1234 of someone@example.com", time_of_report),
              lines{"line 1: Bearer <17 characters> of <address>"});
}

TEST(OutputReport, HasALineForEachLine) {
    EXPECT_EQ(describe_output("a\n\nb", time_of_report),
              (lines{"line 1: a", "line 2: ", "line 3: b"}));
    EXPECT_EQ(describe_output("a\n", time_of_report), lines{"line 1: a"});
    EXPECT_EQ(describe_output("", time_of_report), lines{});
}

TEST(OutputReport, HasFortyLinesAtMost) {
    EXPECT_EQ(describe_output(std::string(40, '\n'), time_of_report).size(), 40U);
    const lines many = describe_output(std::string(41, '\n'), time_of_report);
    ASSERT_EQ(many.size(), 41U);
    EXPECT_EQ(many.back(), "and more lines");
    EXPECT_EQ(describe_output(std::string(5000, '\n'), time_of_report).size(), 41U);
}

TEST(OutputReport, IsPrintable) {
    EXPECT_EQ(describe_output("\x1b[31mred\xe2\x82\xac\t", time_of_report),
              lines{R"(line 1: \x1B[31mred\u{20AC}\x09)"});
}

TEST(OutputReport, HidesEverythingFromADisfiguredTokenOn) {
    const std::string token = make_token();
    const std::string text = "Bearer " + token.substr(0, 5) + '\n' + token.substr(5) + "\nmore\n";
    EXPECT_EQ(describe_output(text, time_of_report),
              lines{"line 1: Bearer <token in pieces: rest hidden>"});
}

}  // namespace
}  // namespace ibmcloud_token
