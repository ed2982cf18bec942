#include "core/base64url.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ibmcloud_token {
namespace {

TEST(Base64Url, DecodesTheVectorsOfRfc4648WithoutPadding) {
    EXPECT_EQ(decode_base64url("Zg"), "f");
    EXPECT_EQ(decode_base64url("Zm8"), "fo");
    EXPECT_EQ(decode_base64url("Zm9v"), "foo");
    EXPECT_EQ(decode_base64url("Zm9vYmFy"), "foobar");
}

TEST(Base64Url, HasMinusAndUnderscoreForTheLastTwoValues) {
    EXPECT_EQ(decode_base64url("-_-_"), "\xfb\xff\xbf");
}

TEST(Base64Url, RefusesImpossibleLengths) {
    EXPECT_FALSE(is_base64url(""));
    EXPECT_FALSE(is_base64url("Z"));
    EXPECT_FALSE(is_base64url("Zm9vY"));
}

TEST(Base64Url, AcceptsTheSixtyFourCharactersOfItsAlphabetOnly) {
    int count = 0;
    for (int byte = 0; byte < 256; ++byte) {
        count += is_base64url(std::string(2, static_cast<char>(byte))) ? 1 : 0;
    }
    EXPECT_EQ(count, 64);
    EXPECT_FALSE(is_base64url("Zg=="));
    EXPECT_FALSE(is_base64url("Z+9v"));
    EXPECT_FALSE(is_base64url("Z/9v"));
}

TEST(Base64Url, IgnoresUnusedBits) {
    EXPECT_EQ(decode_base64url("Zh"), "f");
}

TEST(Base64Url, RefusesOtherCharacters) {
    for (const char* const text : {"", "a", "ab=", "a+b/", "a b"}) {
        EXPECT_FALSE(decode_base64url(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace ibmcloud_token
