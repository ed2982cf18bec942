#include "core/claims.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace ibmcloud_token {
namespace {

claims read(std::string_view claims_set) {
    return read_claims(boost::json::parse(claims_set).as_object());
}

struct numeric_date {
    std::string_view text;
    std::optional<std::int64_t> seconds;
};

TEST(Claims, ReadNumbersAndStringsOfDigitsAsNumericDates) {
    const std::vector<numeric_date> table = {
        {"1700000000", 1700000000},
        {"0", 0},
        {"-1", -1},
        {"1700000000.0", 1700000000},
        {"1700000000.999", 1700000000},
        {"1.7e9", 1700000000},
        {"-0.5", -1},
        {"9007199254740991", 9007199254740991},
        {"-9007199254740991", -9007199254740991},
        {"\"1700000000\"", 1700000000},
        {"\"0001\"", 1},
        {"\"0\"", 0},
        {"\"9007199254740991\"", 9007199254740991},
    };
    for (const auto& [text, seconds] : table) {
        EXPECT_EQ(read("{\"exp\":" + std::string(text) + "}").exp, seconds) << text;
        EXPECT_EQ(read("{\"iat\":" + std::string(text) + "}").iat, seconds) << text;
    }
}

TEST(Claims, IgnoreOtherNumericDates) {
    const std::vector<std::string_view> table = {
        "9007199254740992",
        "-9007199254740992",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "9007199254740992.0",
        "1e300",
        "-1e300",
        "\"\"",
        "\"-1\"",
        "\"+1\"",
        "\" 1\"",
        "\"1 \"",
        "\"1.0\"",
        "\"1e9\"",
        "\"0x1\"",
        "\"9007199254740992\"",
        "\"99999999999999999999\"",
        "true",
        "null",
        "[1700000000]",
        "{}",
    };
    for (const std::string_view text : table) {
        EXPECT_EQ(read("{\"exp\":" + std::string(text) + "}").exp, std::nullopt) << text;
    }
}

TEST(Claims, HaveAnAccount) {
    EXPECT_EQ(read(R"({"account":{"bss":"synthetic"}})").account, "synthetic");
}

TEST(Claims, IgnoreAnAccountThatIsNotAStringInAnObject) {
    EXPECT_EQ(read(R"({"account":{"bss":1}})").account, std::nullopt);
    EXPECT_EQ(read(R"({"account":{"valid":true}})").account, std::nullopt);
    EXPECT_EQ(read(R"({"account":"synthetic"})").account, std::nullopt);
    EXPECT_EQ(read(R"({"bss":"synthetic"})").account, std::nullopt);
}

TEST(Claims, HaveASubject) {
    const claims known = read(R"({"iam_id":"synthetic-id","sub_type":"synthetic-type"})");
    EXPECT_EQ(known.iam_id, "synthetic-id");
    EXPECT_EQ(known.sub_type, "synthetic-type");
}

TEST(Claims, AreAbsentIfTheyHaveTheWrongType) {
    const claims known = read(R"({"iam_id":1,"sub_type":["synthetic"]})");
    EXPECT_EQ(known.iam_id, std::nullopt);
    EXPECT_EQ(known.sub_type, std::nullopt);
}

TEST(Claims, MayAllBeAbsent) {
    const claims known = read("{}");
    EXPECT_EQ(known.exp, std::nullopt);
    EXPECT_EQ(known.iat, std::nullopt);
    EXPECT_EQ(known.account, std::nullopt);
    EXPECT_EQ(known.iam_id, std::nullopt);
    EXPECT_EQ(known.sub_type, std::nullopt);
}

}  // namespace
}  // namespace ibmcloud_token
