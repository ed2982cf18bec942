// `command_test.cpp` runs the shells on their assignments.

#include "core/shell_forms.hpp"

#include <gtest/gtest.h>

namespace ibmcloud_token {
namespace {

TEST(ShellForms, QuoteDotenvValuesAsNeeded) {
    const auto* const dotenv = find_shell("dotenv");
    ASSERT_NE(dotenv, nullptr);
    EXPECT_TRUE(dotenv->write("A", "eyJ-._~+/:=@").view() == "A=eyJ-._~+/:=@");
    EXPECT_TRUE(dotenv->write("A", R"(a "b" $c)").view() == R"(A='a "b" $c')");
    EXPECT_TRUE(dotenv->write("A", R"(it's "b" $c `d` \e)").view() ==
                R"(A="it's \"b\" \$c \`d\` \\e")");
}

}  // namespace
}  // namespace ibmcloud_token
