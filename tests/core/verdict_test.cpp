#include "core/verdict.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include <sys/wait.h>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

constexpr int success = W_EXITCODE(0, 0);
constexpr int failed = W_EXITCODE(1, 0);
constexpr int killed = W_EXITCODE(0, 9);

const std::string& token() {
    static const std::string text = make_token(R"({"synthetic":"verdict"})");
    return text;
}

/// `token`, or the message that says why there is none.
std::string verdict(std::string_view output, std::string_view errors, std::optional<int> end) {
    const auto found = find_token({secret(output), secret(errors), end}, token_kind::iam);
    if (found.has_error()) {
        return message(found.error());
    }
    return found->text() == token() ? "token" : "another token";
}

TEST(Verdict, IsTheTokenOfARunThatSucceeded) {
    EXPECT_EQ(verdict("IAM token:  Bearer " + token(), "", success), "token");
    EXPECT_EQ(verdict("IAM token:  Bearer " + token(), "FAILED\nNot logged in", success), "token");
}

TEST(Verdict, IsTheTokenOfACapturedOutput) {
    EXPECT_EQ(verdict("Not logged in\nIAM token:  Bearer " + token(), "", std::nullopt), "token");
}

TEST(Verdict, IsAFailureIfTheRunFailedWhateverItPrinted) {
    const std::string output = "IAM token:  Bearer " + token();
    EXPECT_EQ(verdict(output, "", failed), "the CLI failed: exit status 1");
    EXPECT_EQ(verdict(output, "", killed), "the CLI failed: signal 9");
}

TEST(Verdict, NeverTakesATokenFromStandardError) {
    const std::string line = "IAM token:  Bearer " + token();
    EXPECT_EQ(verdict("", line, success), "the output holds no usable token");
}

TEST(Verdict, IsTheReasonThatTheCliGives) {
    const std::string not_logged_in = "the CLI is not logged in";
    EXPECT_EQ(verdict("", "FAILED\nNot logged in.", failed), not_logged_in);
    EXPECT_EQ(verdict("FAILED\nNot logged in.", "", failed), not_logged_in);
    EXPECT_EQ(verdict("FAILED\nNot logged in.", "", success), not_logged_in);
    EXPECT_EQ(verdict("FAILED\nNot logged in.", "", std::nullopt), not_logged_in);
    EXPECT_EQ(verdict("", "i/o timeout", killed), "the CLI could not reach IBM Cloud: i/o timeout");
    EXPECT_EQ(verdict("", "Status code: 503", success),
              "IBM Cloud's servers reported an error: Status code: 503");
}

TEST(Verdict, IsWhatIsWrongWithTheTokenIfTheCliGivesNoReason) {
    EXPECT_EQ(verdict("", "", success), "the output holds no usable token");
    EXPECT_EQ(verdict("Bearer eyJhbGciOiJSUzI1NiJ9.e30", "", std::nullopt),
              "the token is truncated: its signature is missing");
}

TEST(Verdict, IsThatThereAreDifferentTokensWhateverElseIsPrinted) {
    const std::string two = token() + '\n' + make_token() + "\nNot logged in\n";
    EXPECT_EQ(verdict(two, "i/o timeout", success), "the output holds different tokens");
}

TEST(Verdict, ShowsTheFirstTellingLineOfACliThatFailed) {
    EXPECT_EQ(verdict("", "FAILED\n\n  Something went wrong.\nMore words here\n", failed),
              "the CLI failed: exit status 1, Something went wrong.");
    EXPECT_EQ(verdict("chatter on standard output", "FAILED\n", failed),
              "the CLI failed: exit status 1");
    EXPECT_EQ(verdict("", "FEHLGESCHLAGEN\n", failed), "the CLI failed: exit status 1");
    EXPECT_EQ(verdict("", std::string(100, 'a') + " b " + std::string(200, '!'), failed).size(),
              std::string("the CLI failed: exit status 1, ").size() + 200);
}

TEST(Verdict, MasksTheLineOfACliThatFailed) {
    EXPECT_EQ(verdict("", "Nothing for someone@example.com:\x1b " + token(), failed),
              "the CLI failed: exit status 1, Nothing for <address>:\\x1B <" +
                  std::to_string(token().size()) + " characters>");
}

TEST(Verdict, ShowsNothingOfATokenThatIsSpreadOverLines) {
    std::string spread = "x";
    for (const char c : token()) {
        spread += c;
        spread += "\n ! ? ";
    }
    EXPECT_EQ(verdict("", spread + "then some words", failed),
              "the CLI failed: exit status 1, x<token in pieces: rest hidden>");
}

TEST(Verdict, IsThatTheCliIsAWrapperThatCallsThisProgram) {
    const std::string wrapper = "the CLI is a wrapper that calls this program: ";
    const std::string inner = "ibmcloud-login: " + message(errc::called_by_cli) + "\n";
    EXPECT_EQ(verdict("", "chatter first\n" + inner, failed), wrapper + "exit status 1");
    EXPECT_EQ(verdict(inner, "", killed), wrapper + "signal 9");
    // A wrapper can go on to run the real CLI.
    EXPECT_EQ(verdict("", inner + "FAILED\nNot logged in.", failed), "the CLI is not logged in");
    EXPECT_EQ(verdict("IAM token:  Bearer " + token(), inner, success), "token");
    EXPECT_EQ(verdict("", inner, success), "the output holds no usable token");
}

TEST(Verdict, DescribesEndsOfRuns) {
    EXPECT_EQ(describe_end(failed), "exit status 1");
    EXPECT_EQ(describe_end(killed), "signal 9");
}

}  // namespace
}  // namespace ibmcloud_token
