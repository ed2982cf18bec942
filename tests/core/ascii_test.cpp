#include "core/ascii.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace ibmcloud_token {
namespace {

constexpr std::string_view upper_case = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view lower_case = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view digits = "0123456789";

/// All bytes of a class, in ascending order.
std::string bytes_of(bool (*is_member)(char)) {
    std::string members;
    for (int byte = 0; byte < 256; ++byte) {
        if (is_member(static_cast<char>(byte))) {
            members += static_cast<char>(byte);
        }
    }
    return members;
}

TEST(Ascii, HasExactClassesOfCharacters) {
    EXPECT_EQ(bytes_of(is_digit), digits);
    EXPECT_EQ(bytes_of(is_upper), upper_case);
    EXPECT_EQ(bytes_of(is_alpha), std::string(upper_case) += lower_case);
    EXPECT_EQ(bytes_of(is_alphanumeric), (std::string(digits) += upper_case) += lower_case);
    EXPECT_EQ(bytes_of(is_blank), "\t ");
}

TEST(Ascii, LowersCapitalsOnly) {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        const std::size_t capital = upper_case.find(c);
        EXPECT_EQ(to_lower(c), capital == std::string_view::npos ? c : lower_case[capital]) << byte;
    }
}

TEST(Ascii, TrimsBlanksOnly) {
    EXPECT_EQ(trim_left(" \t a b "), "a b ");
    EXPECT_EQ(trim(" \t a b\t "), "a b");
    EXPECT_EQ(trim("\ra\n"), "\ra\n");
    EXPECT_EQ(trim(" \t "), "");
    EXPECT_EQ(trim(""), "");
}

TEST(Ascii, ComparesTextsInAnyCase) {
    EXPECT_TRUE(equal_ignoring_case("BeaRer", "bearer"));
    EXPECT_TRUE(equal_ignoring_case("", ""));
    EXPECT_FALSE(equal_ignoring_case("Bearer ", "bearer"));
    EXPECT_FALSE(equal_ignoring_case("Beare", "bearer"));
}

TEST(Ascii, FindsTextInAnyCase) {
    EXPECT_EQ(find_ignoring_case("a UaA uaa", "uaa"), 2U);
    EXPECT_EQ(find_ignoring_case("a UaA uaa", "uaa", 3), 6U);
    EXPECT_EQ(find_ignoring_case("a UaA uaa", "uaa", 7), std::string_view::npos);
    EXPECT_EQ(find_ignoring_case("", "uaa"), std::string_view::npos);
}

TEST(Ascii, FindsWordsWithoutALetterOrDigitNextToThem) {
    EXPECT_TRUE(has_word("Not UAA.", "uaa"));
    EXPECT_TRUE(has_word("xuaa uaax uaa_x", "uaa"));
    EXPECT_FALSE(has_word("xuaa uaax 1uaa", "uaa"));
    EXPECT_FALSE(has_word("", "uaa"));
}

TEST(Ascii, FindsNothingPastTheEnd) {
    EXPECT_EQ(find_ignoring_case("uaa", "uaa", 4), std::string_view::npos);
}

}  // namespace
}  // namespace ibmcloud_token
