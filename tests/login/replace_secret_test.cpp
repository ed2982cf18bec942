#include "login/replace_secret.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ibmcloud_token::login {
namespace {

std::string shown(std::string_view text, std::string_view hidden) {
    secret bytes(text);
    replace_secret(bytes, hidden, "<key>");
    return std::string(bytes.view());
}

TEST(ReplaceSecret, ReplacesEachOccurrence) {
    const std::vector<std::pair<std::string_view, std::string_view>> table = {
        {"", ""},
        {"nothing here", "nothing here"},
        {"one-two", "<key>"},
        {"a one-two, one-twoone-two.", "a <key>, <key><key>."},
        {"one-one-two", "one-<key>"},
        {"one-tw", "one-tw"},
        {"one_two ONE-TWO", "one_two ONE-TWO"},
    };
    for (const auto& [text, expected] : table) {
        EXPECT_EQ(shown(text, "one-two"), expected);
    }
}

TEST(ReplaceSecret, ReplacesAShortSecretThatIsAWord) {
    EXPECT_EQ(shown("the log in logs in", "log"), "the <key> in <key>s in");
    EXPECT_EQ(shown("a.a", "a"), "<key>.<key>");
}

TEST(ReplaceSecret, SkipsWhatAReaderDoesNotSeeBetweenTheCharacters) {
    for (const std::string_view between : {" ", "\t", "\n  ", "\x1b", "\x7f", "\xe2\x80\x8b"}) {
        std::string text = "the ";
        for (const char c : std::string_view("one-two")) {
            text += std::string(1, c) + std::string(between);
        }
        EXPECT_EQ(shown(text + "key", "one-two"), "the <key>" + std::string(between) + "key");
    }
    EXPECT_EQ(shown(std::string("one-\0two", 8), "one-two"), "<key>");
}

TEST(ReplaceSecret, ComparesTheVisibleCharactersOfTheSecretAlone) {
    for (const std::string_view hidden :
         {"one two", "onetwo\n", "one\xc2\xa0two", "one\x1b[1mtwo"}) {
        EXPECT_EQ(shown("key: onetwo, one two", hidden), "key: <key>, <key>") << hidden;
    }
    EXPECT_EQ(shown("cl\xc3\xa9 caf\xc3\xa9", "caf\xc3\xa9"), "cl\xc3\xa9 <key>");
    EXPECT_EQ(shown("caf\xc3\xa8", "caf\xc3\xa9"), "caf\xc3\xa8");
}

TEST(ReplaceSecret, LeavesTheTextIfThereIsNoSecret) {
    for (const std::string_view hidden : {"", " \n"}) {
        EXPECT_EQ(shown("some text\n", hidden), "some text\n");
    }
}

TEST(ReplaceSecret, ReplacesALongBeginningAtTheEndOfTheText) {
    EXPECT_EQ(shown("key correct-hors", "correct-horse-battery"), "key <key>");
    EXPECT_EQ(shown("key correct-hor", "correct-horse-battery"), "key correct-hor");
    EXPECT_EQ(shown("key correct-horse or", "correct-horse-battery"), "key correct-horse or");
}

TEST(ReplaceSecret, IsLinearInTime) {
    const std::string half(1024, 'a');
    std::string text;
    for (int i = 0; i < 512; ++i) {
        text += half + half;
    }
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(shown(text, half + 'b' + half), text.substr(half.size()) + "<key>");
    EXPECT_EQ(shown(text, half).size(), 1024 * 5U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace ibmcloud_token::login
