#include "core/scheme_finder.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace ibmcloud_token {
namespace {

constexpr auto npos = std::string_view::npos;

TEST(CharacterFinder, FindsOneAfterTheOther) {
    character_finder dots("a.b..", '.');
    EXPECT_EQ(dots.find_from(0), 1U);
    EXPECT_EQ(dots.find_from(1), 1U);
    EXPECT_EQ(dots.find_from(2), 3U);
    EXPECT_EQ(dots.find_from(4), 4U);
    EXPECT_EQ(dots.find_from(5), npos);
    EXPECT_EQ(character_finder("", '.').find_from(0), npos);
}

TEST(SchemeFinder, FindsTheNameInAnyCase) {
    scheme_finder schemes("bBearer bEARER bear, BEARER");
    EXPECT_EQ(schemes.find_from(0), 1U);
    EXPECT_EQ(schemes.find_from(1), 1U);
    EXPECT_EQ(schemes.find_from(2), 8U);
    EXPECT_EQ(schemes.find_from(9), 21U);
    EXPECT_EQ(schemes.find_from(22), npos);
}

TEST(SchemeFinder, FindsNoNameThatIsCutShort) {
    EXPECT_EQ(scheme_finder("").find_from(0), npos);
    EXPECT_EQ(scheme_finder("B b Beare").find_from(0), npos);
}

}  // namespace
}  // namespace ibmcloud_token
