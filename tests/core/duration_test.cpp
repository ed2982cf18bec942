#include "core/duration.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ibmcloud_token {
namespace {

bool bad(std::string_view text) {
    return !parse_duration(text).has_value();
}

struct duration_text {
    std::string_view text;
    std::int64_t seconds;
};

TEST(Duration, IsAWholeNumberWithAUnitOrNone) {
    const std::vector<duration_text> table = {
        {"0", 0},
        {"0h", 0},
        {"1", 1},
        {"10s", 10},
        {"2m", 120},
        {"3h", 10800},
        {"007", 7},
        {"2147483647", 2147483647},
        {"2147483647s", 2147483647},
        {"35791394m", 2147483640},
        {"596523h", 2147482800},
    };
    for (const auto& [text, seconds] : table) {
        EXPECT_EQ(parse_duration(text), std::chrono::seconds{seconds}) << text;
    }
}

TEST(Duration, IsLimitedToThirtyOneBitsOfSeconds) {
    EXPECT_TRUE(bad("2147483648"));
    EXPECT_TRUE(bad("2147483648s"));
    EXPECT_TRUE(bad("35791395m"));
    EXPECT_TRUE(bad("596524h"));
    EXPECT_TRUE(bad("4294967296"));
    EXPECT_TRUE(bad("4294967297"));
    EXPECT_TRUE(bad("18446744073709551617"));
}

TEST(Duration, RefusesOtherTexts) {
    const std::vector<std::string_view> table = {
        "",    "s",   "+1",   "-1",    " 1",   "1 ", "1 s", "1d",  "1.5h", "1h30m", "1S",
        "1ss", "1ms", "1sec", "0x10s", "1e3s", "1,", "1\n", "one", "1.0",  "--",    "١",
    };
    for (const std::string_view text : table) {
        EXPECT_TRUE(bad(text)) << '\'' << text << '\'';
    }
}

TEST(Duration, RefusesTextBehindTheUnit) {
    using namespace std::string_view_literals;
    EXPECT_EQ(parse_duration("1234s"sv.substr(0, 2)), std::chrono::seconds{12});
    EXPECT_TRUE(bad("1\0"sv));
    EXPECT_TRUE(bad("1s\0"sv));
}

TEST(Duration, IsFormattedInTheUnitThatFits) {
    const std::vector<duration_text> table = {
        {"0s", 0},     {"9s", 9},      {"59s", 59},  {"1m", 60},    {"1m", 119},
        {"19m", 1199}, {"119m", 7199}, {"2h", 7200}, {"2h", 10799}, {"72h", 259200},
    };
    for (const auto& [text, seconds] : table) {
        EXPECT_EQ(to_string(std::chrono::seconds{seconds}), text) << seconds;
    }
}

}  // namespace
}  // namespace ibmcloud_token
