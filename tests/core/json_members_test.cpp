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
    find_json_members(text, {"a", "b"}, [&](const json_member& member) {
        found += found.empty() ? "" : " ";
        found += member.name;
        found += '=';
        found += member.value;
    });
    return found;
}

/// How deep the object of each member called `a` is, with a blank between them.
std::string depths(std::string_view text) {
    std::string found;
    find_json_members(text, {"a"}, [&](const json_member& member) {
        found += found.empty() ? "" : " ";
        found += std::to_string(member.depth);
    });
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
    EXPECT_EQ(members(R"({"\u0062":"3"})"), "b=3");
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

TEST(JsonMembers, OfWholeObjectsInsideOfOneThatIsNotComeInTheirOrder) {
    EXPECT_EQ(members(R"({"a":"1","c":{"a":"2","d":{"b":"3"},"b":"4"},"d":{"a":"5",)"),
              "a=2 b=3 b=4");
    EXPECT_EQ(members(R"({"c":[{"a":"1"},{"b":"2"},{"a":"3")"), "a=1 b=2");
}

TEST(JsonMembers, KnowHowDeepTheirObjectIsInTheOutermostWholeOne) {
    EXPECT_EQ(depths(R"({"a":"1","c":[{"a":"2"}]})"), "1 2");
    EXPECT_EQ(depths(R"({"c":{"a":"1","c":{"a":"2"}},"d":{"e":{)"), "1 2");
}

TEST(JsonMembers, AreFoundInAnObjectInsideOfAStringThatEndsWithItsFirstName) {
    EXPECT_EQ(members(R"({"c":"{"a":"1"}"})"), "a=1");
    EXPECT_EQ(members(R"({"c":"log: { "a" : "1" }"})"), "a=1");
    EXPECT_EQ(members("{\"c\":\"{\n\"a\":\"1\"}\"}"), "a=1");
    EXPECT_EQ(members(R"({"{"a":"1"}":2})"), "a=1");
    EXPECT_EQ(members(R"({"c":"{","a":"1"})"), "a=1");
}

TEST(JsonMembers, AreFoundInObjectsNestedMoreDeeplyThanTheParserFollows) {
    for (const std::size_t depth : {254U, 255U, 256U, 257U, 1000U}) {
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
    EXPECT_TRUE(members("{\"a\":\"" + value + "\"}") == "a=" + value);
}

TEST(JsonMembers, HaveObjectsAroundThemUpToTheGreatestDepth) {
    for (const std::size_t depth : {max_json_depth - 2, max_json_depth - 1, max_json_depth}) {
        const std::string found = members(R"({"a":"1","c":)" + nested(depth, "") + '}');
        EXPECT_EQ(found, depth < max_json_depth ? "a=1" : "") << depth;
    }
}

// The time limit of the test is what these are about.
TEST(JsonMembers, TakeTimeInProportionToTheText) {
    const std::vector<std::string_view> patterns = {
        "{",   R"({"a":)", R"({"a":[)",    R"({"a":"1)", R"({"a":"1",)",     R"({"a":{},"b":)",
        "{\"", R"({"{)",   R"({"a":"{\")", R"({"a{":)",  R"({"a":"1","b":)",
    };
    for (const std::string_view pattern : patterns) {
        EXPECT_EQ(members(repeated(pattern, mebibyte)), "") << pattern;
    }
}

}  // namespace
}  // namespace ibmcloud_token
