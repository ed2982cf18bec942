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

TEST(AccessToken, HasAHeaderAndClaims) {
    const auto token =
        access_token::parse(make_jws(rs256, R"({"synthetic":true,"exp":1700000000})"));
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(token->alg(), "RS256");
    EXPECT_NE(token->claims_set().find("synthetic"), std::string::npos);
    EXPECT_EQ(token->known_claims().exp, 1700000000);
}

TEST(AccessToken, IsMadeByParseOnly) {
    EXPECT_FALSE(std::is_default_constructible_v<access_token>);
    EXPECT_FALSE((std::is_constructible_v<access_token, std::string_view>));
    EXPECT_FALSE(std::is_copy_constructible_v<access_token>);
}

TEST(AccessToken, IsNotAnOpaqueValue) {
    EXPECT_TRUE(is_malformed(""));
    EXPECT_TRUE(is_malformed("synthetic-opaque-value"));
    EXPECT_TRUE(is_malformed("<token>"));
    EXPECT_TRUE(is_malformed("Bearer " + make_token()));
    EXPECT_TRUE(is_malformed(make_token() + ' '));
}

TEST(AccessToken, NeedsAnObjectAsItsHeader) {
    EXPECT_TRUE(is_malformed(make_jws("RS256", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"(["alg","RS256"])", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":"RS256")", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":"RS256"} x)", synthetic)));
}

TEST(AccessToken, NeedsAStringAsItsAlgorithm) {
    EXPECT_TRUE(is_malformed(make_jws("{}", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"ALG":"RS256"})", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":256})", synthetic)));
    EXPECT_TRUE(is_malformed(make_jws(R"({"alg":null})", synthetic)));
}

TEST(AccessToken, NeedsAnObjectAsItsPayload) {
    EXPECT_TRUE(is_malformed(make_jws(rs256, "synthetic")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, R"(["synthetic"])")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, R"("synthetic")")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, R"({"synthetic":"\xff"})")));
    EXPECT_TRUE(is_malformed(make_jws(rs256, "{\"synthetic\":\"\xff\"}")));
}

TEST(AccessToken, IsNotARefreshToken) {
    const errc refresh = errc::refresh_token;
    EXPECT_EQ(error_of(make_jws(R"({"alg":"rt"})", synthetic)), refresh);
    EXPECT_EQ(error_of(make_jws(R"({"alg":"rt"})", "synthetic ciphertext")), refresh);
}

std::string message_of(std::string_view text) {
    return message(access_token::parse(text).error());
}

TEST(AccessToken, NeedsASignatureOfTheLengthOfItsAlgorithm) {
    EXPECT_EQ(message_of(make_jws(rs256, synthetic, 340)),
              "the token is truncated: its RS256 signature has 340 characters, "
              "expected 342, 512 or 683");
    EXPECT_EQ(message_of(make_jws(R"({"alg":"EdDSA"})", synthetic, 87)),
              "the token is truncated: its EdDSA signature has 87 characters, expected 86 or 152");
    EXPECT_EQ(message_of(make_jws(R"({"alg":"Ed448"})", synthetic, 86)),
              "the token is truncated: its Ed448 signature has 86 characters, expected 152");
}

TEST(AccessToken, NeedsASignature) {
    const std::string no_signature = "the token is truncated: its signature is missing";
    const std::string whole = make_token();
    for (std::size_t size = 3; size < whole.rfind('.') + 1; ++size) {
        EXPECT_EQ(message_of(whole.substr(0, size)), no_signature) << size;
    }
    EXPECT_EQ(message_of("eyJ..."), no_signature);
}

TEST(AccessToken, NeedsAKnownAlgorithm) {
    const std::string unknown = "the token is signed with an unknown algorithm: ";
    EXPECT_EQ(message_of(make_jws(R"({"alg":"ES256K"})", synthetic, 86)), unknown + "'ES256K'");
    EXPECT_EQ(message_of(make_jws(R"({"alg":"none"})", synthetic)), unknown + "'none'");
    EXPECT_EQ(message_of(make_jws(R"({"alg":""})", synthetic)), unknown + "''");
    EXPECT_EQ(message_of(make_jws(R"({"alg":"a\u001b\n"})", synthetic)), unknown + "'a\\x1B\\x0A'");
    EXPECT_EQ(message_of(make_jws(R"({"alg":"sEcreT0123456789"})", synthetic)),
              unknown + "'<16 characters>'");
    EXPECT_EQ(message_of(make_jws(R"({"alg":")" + std::string(1000, '!') + "\"}", synthetic)),
              unknown + '\'' + std::string(40, '!') + '\'');
}

TEST(AccessToken, IsInvalidWhereverItIsCut) {
    const std::string whole = make_token();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_TRUE(access_token::parse(whole.substr(0, size)).has_error()) << size;
    }
    for (std::size_t start = 1; start < whole.size(); ++start) {
        EXPECT_TRUE(access_token::parse(whole.substr(start)).has_error()) << start;
    }
}

TEST(AccessToken, AcceptsAnHmacOfAnyLength) {
    EXPECT_TRUE(ok(make_jws(R"({"alg":"HS256"})", synthetic, 43)));
    EXPECT_TRUE(ok(make_jws(R"({"alg":"HS256"})", synthetic, 6)));
}

}  // namespace
}  // namespace ibmcloud_token
