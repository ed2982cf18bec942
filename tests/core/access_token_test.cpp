#include "core/access_token.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view rs256 = R"({"alg":"RS256"})";
constexpr std::string_view synthetic = R"({"synthetic":true})";

bool ok(std::string_view text) {
    const auto token = access_token::parse(text);
    return token.has_value() && token->text() == text;
}

errc error_of(std::string_view text) {
    return access_token::parse(text).error().cause();
}

bool is_malformed(std::string_view text) {
    return error_of(text) == errc::malformed_token;
}

TEST(AccessToken, IsAJwt) {
    EXPECT_TRUE(ok(make_jws(rs256, synthetic)));
    EXPECT_TRUE(ok(make_jws(R"( { "typ" : "JWT", "alg" : "RS256" } )", " {} ")));
}

TEST(AccessToken, GivesItsHeaderAndItsClaims) {
    const auto token =
        access_token::parse(make_jws(rs256, R"({"synthetic":true,"exp":1700000000})"));
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(token->alg(), "RS256");
    EXPECT_NE(token->claims_set().find("synthetic"), std::string::npos);
    EXPECT_EQ(token->known_claims().exp, 1700000000);
}

TEST(AccessToken, ComesFromParseAlone) {
    EXPECT_FALSE(std::is_default_constructible_v<access_token>);
    EXPECT_FALSE((std::is_constructible_v<access_token, std::string_view>));
    EXPECT_FALSE(std::is_copy_constructible_v<access_token>);
}

TEST(AccessToken, IsNotAnOpaqueValue) {
    EXPECT_TRUE(is_malformed(""));
    EXPECT_TRUE(is_malformed("synthetic-opaque-value"));
    EXPECT_TRUE(is_malformed("<token>"));
    EXPECT_TRUE(is_malformed("eyJ..."));
    EXPECT_TRUE(is_malformed("Bearer " + make_token()));
    EXPECT_TRUE(is_malformed(make_token() + ' '));
}

TEST(AccessToken, HasAHeaderThatIsAnObject) {
    EXPECT_TRUE(is_malformed(make_jws("RS256", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"(["alg","RS256"])", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":"RS256")", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":"RS256"} x)", synthetic)));
}

TEST(AccessToken, HasAnAlgorithmThatIsAString) {
    EXPECT_TRUE(is_malformed(make_jws("{}", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"ALG":"RS256"})", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":256})", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":null})", synthetic)));
}

TEST(AccessToken, HasAPayloadThatIsAnObject) {
    EXPECT_TRUE(is_malformed(make_jws(rs256, "synthetic")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, R"(["synthetic"])")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, R"("synthetic")")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, R"({"synthetic":"\xff"})")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, "{\"synthetic\":\"\xff\"}")));
}

TEST(AccessToken, IsNotARefreshToken) {
    const auto refresh = errc::refresh_token;
    EXPECT_EQ(error_of(make_jws(R"({"alg":"rt"})", synthetic)), refresh);
    EXPECT_EQ(error_of(make_jws(R"({"alg":"rt"})", "synthetic ciphertext")), refresh);
}

TEST(AccessToken, HasAWholeSignature) {
    const auto cut_short = errc::token_cut_short;
    EXPECT_EQ(error_of(make_jws(rs256, synthetic, 341 - 1)), cut_short);
    EXPECT_EQ(error_of(make_jws(rs256, synthetic, 343)), cut_short);
    EXPECT_EQ(error_of(make_jws(R"({"alg":"none"})", synthetic)), cut_short);
}

TEST(AccessToken, IsNoneWhereverItIsCut) {
    const std::string whole = make_token();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_TRUE(access_token::parse(whole.substr(0, size)).has_error()) << size;
    }
    for (std::size_t start = 1; start < whole.size(); ++start) {
        EXPECT_TRUE(access_token::parse(whole.substr(start)).has_error()) << start;
    }
}

TEST(AccessToken, TakesTheSyntheticSamplesOfAnyHmacLength) {
    EXPECT_TRUE(ok(make_jws(R"({"alg":"HS256"})", synthetic, 43)));
    EXPECT_TRUE(ok(make_jws(R"({"alg":"HS256"})", synthetic, 6)));
}

}  // namespace
}  // namespace ibmcloud_token
