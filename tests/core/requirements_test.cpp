#include "core/requirements.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t time_of_check = 1700000000;
constexpr std::string_view account = "0123456789abcdef0123456789abcdef";

/// `ok`, or the message that says which requirement a token with these claims does not meet.
std::string checked(std::string_view claims_set, const requirements& required) {
    const auto token = access_token::parse(make_token(claims_set));
    if (token.has_error()) {
        return "no token";
    }
    const auto wrong = check(*token, required, time_of_check);
    return wrong ? message(*wrong) : "ok";
}

std::string checked(std::string_view claims_set, std::chrono::seconds min_ttl) {
    return checked(claims_set, requirements{std::nullopt, min_ttl, true});
}

TEST(Requirements, AcceptATokenThatLivesLongEnough) {
    EXPECT_EQ(checked(R"({"exp":1700000010})", 10s), "ok");
    EXPECT_EQ(checked(R"({"exp":1700000600,"iat":1699999400})", 10min), "ok");
    EXPECT_EQ(checked(R"({"exp":"1700000600"})", 10min), "ok");
}

TEST(Requirements, RefuseATokenThatExpiresTooSoon) {
    EXPECT_EQ(checked(R"({"exp":1700000009,"iat":1699999000})", 10s),
              "the token expires too soon: 9s left, less than --min-ttl 10s");
    EXPECT_EQ(checked(R"({"exp":1700000300})", 10min),
              "the token expires too soon: 5m left, less than --min-ttl 10m");
}

TEST(Requirements, RefuseAnExpiredToken) {
    EXPECT_EQ(checked(R"({"exp":1699999820,"iat":1699998000})", 10s),
              "the token has expired: 3m ago");
    EXPECT_EQ(checked(R"({"exp":1700000000})", 1s), "the token has expired: 0s ago");
}

TEST(Requirements, RefuseALifetimeThatNoTokenOfTheLoginHas) {
    const std::string refusal =
        "no token of this login lives that long: 20m, less than --min-ttl 21m";
    EXPECT_EQ(checked(R"({"exp":1700001200,"iat":1700000000})", 21min), refusal);
    EXPECT_EQ(checked(R"({"exp":1699999000,"iat":1699997800})", 21min), refusal);
    EXPECT_EQ(checked(R"({"exp":1700001200,"iat":1700000000})", 20min), "ok");
}

TEST(Requirements, ReadTheLifetimeOfATokenWhoseTimesAreStrings) {
    EXPECT_EQ(checked(R"({"exp":"1700001200","iat":"1700000000"})", 1h),
              "no token of this login lives that long: 20m, less than --min-ttl 60m");
}

TEST(Requirements, AcceptAnyLifetimeIfMinTtlIsZero) {
    EXPECT_EQ(checked(R"({"exp":1,"iat":0})", 0s), "ok");
}

TEST(Requirements, NeedAnExpClaimOnlyIfTheLifetimeIsNeeded) {
    EXPECT_EQ(checked("{}", requirements{std::nullopt, 10s, true}),
              "the token does not say when it expires");
    EXPECT_EQ(checked("{}", requirements{std::nullopt, 10s, false}), "ok");
}

TEST(Requirements, CompareTheAccountInAnyCase) {
    const requirements required{std::string(account), 0s, false};
    for (const std::string& id :
         {std::string(account), std::string("0123456789ABCDEF0123456789ABCDEF")}) {
        EXPECT_EQ(checked(R"({"account":{"bss":")" + id + "\"}}", required), "ok");
    }
}

TEST(Requirements, RefuseAnotherAccount) {
    const requirements required{std::string(account), 10s, true};
    EXPECT_EQ(
        checked(R"({"account":{"bss":"1123456789abcdef0123456789abcdef"},"exp":1})", required),
        "the token is for another account");
    EXPECT_EQ(checked(R"({"account":{"bss":"0123456789abcdef"}})", required),
              "the token is for another account");
}

TEST(Requirements, RefuseATokenWithoutAnAccountIfOneIsNeeded) {
    EXPECT_EQ(checked("{}", requirements{std::string(account), 0s, false}),
              "the token does not say which account it is for");
}

}  // namespace
}  // namespace ibmcloud_token
