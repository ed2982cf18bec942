#include "core/secret.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ibmcloud_token {
namespace {

template <typename T>
concept streamable = requires(std::ostream& out, const T& value) {
    out << value;
};

TEST(Secret, IsMovableAndNotCopyable) {
    EXPECT_FALSE(std::is_copy_constructible_v<secret>);
    EXPECT_FALSE(std::is_copy_assignable_v<secret>);
    EXPECT_TRUE(std::is_nothrow_move_constructible_v<secret>);
    EXPECT_TRUE(std::is_nothrow_move_assignable_v<secret>);
}

TEST(Secret, HasNoImplicitConversionAndNoStreaming) {
    EXPECT_FALSE(streamable<secret>);
    EXPECT_FALSE((std::is_convertible_v<secret, std::string_view>));
    EXPECT_FALSE((std::is_convertible_v<std::string_view, secret>));
}

TEST(Secret, IsEmptyOnceMovedFrom) {
    secret first("synthetic");
    const secret second(std::move(first));
    EXPECT_TRUE(second.view() == "synthetic");
    EXPECT_EQ(first.size(), 0U);  // NOLINT(bugprone-use-after-move): what is left is the point.
}

TEST(Secret, IsMoveAssignable) {
    secret first("synthetic");
    secret second("another");
    second = std::move(first);
    EXPECT_TRUE(second.view() == "synthetic");
}

TEST(Secret, Grows) {
    secret text;
    EXPECT_EQ(text.size(), 0U);
    text.append("syn");
    text.append('t');
    text.append("");
    text.append("hetic");
    EXPECT_TRUE(text.view() == "synthetic");
}

TEST(Secret, HoldsAnyByte) {
    using namespace std::string_view_literals;
    const secret text("a\0\xff"sv);
    EXPECT_EQ(text.size(), 3U);
    EXPECT_TRUE(text.view() == "a\0\xff"sv);
}

TEST(Secret, IsFilledInPlace) {
    secret text;
    text.reserve(16);
    text.resize(2);
    text.data()[0] = 'o';
    text.data()[1] = 'k';
    EXPECT_TRUE(text.view() == "ok");
    text.resize(1);
    EXPECT_TRUE(text.view() == "o");
}

}  // namespace
}  // namespace ibmcloud_token
