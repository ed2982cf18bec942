#include "core/json_members.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

/// The members called `a` and `b`, as `a=value` with a blank between them.
std::string members(std::string_view text) {
    std::string found;
    for (const json_member& member : find_json_members(text, {"a", "b"})) {
        found += found.empty() ? "" : " ";
        found += member.name;
        found += '=';
        found += member.value.view();
    }
    return found;
}

std::string nested(std::size_t depth, std::string_view inner) {
    return repeated("[", depth) + std::string(inner) + repeated("]", depth);
}

TEST(JsonMembers, HaveOneOfTheNamesAskedFor) {
    EXPECT_EQ(members(R"({"a":"1","c":"2","b":"3"})"), "a=1 b=3");
    EXPECT_EQ(members(R"({"A":"1","a ":"2","":"3"})"), "");
}

TEST(JsonMembers, HaveAStringValue) {
    EXPECT_EQ(members(R"({"a":1,"b":"2"})"), "b=2");
    EXPECT_EQ(members(R"({"a":-1,"a":1.5,"a":18446744073709551615,"b":"2"})"), "b=2");
    EXPECT_EQ(members(R"({"a":null,"b":true})"), "");
    EXPECT_EQ(members(R"({"a":["1"]})"), "");
    EXPECT_EQ(members(R"({"a":[],"c":"1"})"), "");
    EXPECT_EQ(members(R"({"a":{"c":"1"}})"), "");
    EXPECT_EQ(members(R"({"a":""})"), "a=");
}

TEST(JsonMembers, StandAnywhereInTheText) {
    EXPECT_EQ(members("chatter\n{\"a\":\"1\"}\nmore"), "a=1");
    EXPECT_EQ(members(R"(x{"a":"1"}y{"b":"2"}{"a":"3"})"), "a=1 b=2 a=3");
    EXPECT_EQ(members("\n{\n  \"a\" : \"1\"\n}\n"), "a=1");
}

TEST(JsonMembers, StandInObjectsInsideOfOthers) {
    EXPECT_EQ(members(R"({"c":[{"a":"1"},{"c":{"b":"2"}}]})"), "a=1 b=2");
    EXPECT_EQ(members(R"([{"a":"1"}])"), "a=1");
}

TEST(JsonMembers, CountEachTimeTheyCome) {
    EXPECT_EQ(members(R"({"a":"1","a":"2"})"), "a=1 a=2");
}

TEST(JsonMembers, HaveNoEscapesLeft) {
    EXPECT_EQ(members(R"({"a":"1\/2\u0041\"","\u0062":"3"})"), "a=1/2A\" b=3");
}

TEST(JsonMembers, NeedAnObjectThatIsWhole) {
    EXPECT_EQ(members(R"({"a":"1")"), "");
    EXPECT_EQ(members(R"({"a":"1)"), "");
    EXPECT_EQ(members(R"({"a":"1",})"), "");
    EXPECT_EQ(members(R"({a:"1"})"), "");
    EXPECT_EQ(members(R"({'a':'1'})"), "");
    EXPECT_EQ(members("{\"a\":\"1\n2\"}"), "");
    EXPECT_EQ(members("{\"a\":\"\xff\"}"), "");
}

TEST(JsonMembers, AreFoundInAWholeObjectInsideOfOneThatIsNot) {
    EXPECT_EQ(members(R"({"c":{"a":"1"})"), "a=1");
    EXPECT_EQ(members(R"({ not JSON {"a":"1"} })"), "a=1");
    EXPECT_EQ(members(R"({{{{"a":"1"})"), "a=1");
}

TEST(JsonMembers, AreFoundInObjectsNestedMoreDeeplyThanTheParserFollows) {
    for (const std::size_t depth : {30U, 31U, 32U, 33U, 100U, 1000U}) {
        EXPECT_EQ(members(R"({"c":)" + nested(depth, R"({"a":"1"})") + '}'), "a=1") << depth;
        const std::string objects = repeated(R"({"c":)", 5 * depth) + R"({"a":"1"})";
        EXPECT_EQ(members(objects + repeated("}", depth)), "a=1") << depth;
    }
}

TEST(JsonMembers, AreNotWhereNoObjectIs) {
    EXPECT_EQ(members(""), "");
    EXPECT_EQ(members("{"), "");
    EXPECT_EQ(members("{}"), "");
    EXPECT_EQ(members(R"("a":"1")"), "");
}

TEST(JsonMembers, OfALongValueAreWhole) {
    const std::string value = repeated("synthetic", mebibyte);
    const auto found = find_json_members("{\"a\":\"" + value + "\"}", {"a"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found.front().value.view() == value);
}

// The time limit of the test is what these are about.
TEST(JsonMembers, TakeTimeInProportionToTheText) {
    const std::vector<std::string_view> patterns = {
        "{",   R"({"a":)", R"({"a":[)",    R"({"a":"1)", R"({"a":"1",)", R"({"a":{},"b":)",
        "{\"", R"({"{)",   R"({"a":"{\")",
    };
    for (const std::string_view pattern : patterns) {
        EXPECT_EQ(members(repeated(pattern, mebibyte / 4)), "") << pattern;
    }
}

}  // namespace
}  // namespace ibmcloud_token
