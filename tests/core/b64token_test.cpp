#include "core/b64token.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ibmcloud_token {
namespace {

bool is_b64token(std::string_view text) {
    return !text.empty() && b64token_length(text) == text.size();
}

TEST(B64Token, AcceptsTheSixtyEightCharactersOfRfc6750Only) {
    constexpr std::string_view marks = "+-./0123456789";
    std::string characters;
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        if (is_b64token_character(c)) {
            characters += c;
        }
        EXPECT_EQ(is_b64token(std::string(1, c)), is_b64token_character(c)) << byte;
    }
    EXPECT_EQ(characters,
              std::string(marks) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
}

TEST(B64Token, MayEndInPaddingOfAnyLength) {
    EXPECT_TRUE(is_b64token("a="));
    EXPECT_TRUE(is_b64token("a===="));
}

TEST(B64Token, NeedsSomethingBeforeThePadding) {
    EXPECT_EQ(b64token_length("="), 0U);
    EXPECT_EQ(b64token_length("==a"), 0U);
}

TEST(B64Token, NeedsACharacter) {
    EXPECT_EQ(b64token_length(""), 0U);
    EXPECT_EQ(b64token_length(" a"), 0U);
    EXPECT_EQ(b64token_length("\"a"), 0U);
}

TEST(B64Token, EndsWithItsPadding) {
    EXPECT_EQ(b64token_length("a=b"), 2U);
    EXPECT_EQ(b64token_length("a==.b"), 3U);
}

TEST(B64Token, EndsBeforeAnyOtherCharacter) {
    EXPECT_EQ(b64token_length("abc def"), 3U);
    EXPECT_EQ(b64token_length("abc,"), 3U);
    EXPECT_EQ(b64token_length("abc=\""), 4U);
}

}  // namespace
}  // namespace ibmcloud_token
