#include "migrate/shell_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token::migrate {
namespace {

/// The pipelines as they are written, inner ones first.
std::vector<std::string> pipelines_in(std::string_view shell) {
    std::vector<std::string> written;
    for (const pipeline& each : read_shell(shell).pipelines) {
        written.emplace_back(each.range.of(shell));
    }
    return written;
}

std::vector<std::string> words_in(std::string_view shell) {
    std::vector<std::string> values;
    const shell_reading read = read_shell(shell);
    for (const word& each : read.pipelines.back().stages.front().words) {
        values.push_back((each.is_fixed ? "" : "?") + each.value);
    }
    return values;
}

using strings = std::vector<std::string>;

TEST(ShellReader, EndsCommandsAtOperators) {
    EXPECT_EQ(pipelines_in("a b; c | d && e || f & g\nh"),
              (strings{"a b", "c | d", "e", "f", "g", "h"}));
}

TEST(ShellReader, FindsPipelinesInSubstitutions) {
    EXPECT_EQ(
        pipelines_in("X=$(a | b) \"y $(c \"$(d)\")\" `e | f`"),
        (strings{"a | b", "d", "c \"$(d)\"", "e | f", "X=$(a | b) \"y $(c \"$(d)\")\" `e | f`"}));
}

TEST(ShellReader, KnowsKeywordsAndBlocks) {
    EXPECT_EQ(pipelines_in("if a; then { b | c; }; fi; while ! d; do e; done; f() { g; }"),
              (strings{"a", "b | c", "d", "e", "g"}));
    EXPECT_EQ(pipelines_in("function f { a | b; }\n(c)\ncase $x in y) d ;; esac"),
              (strings{"a | b", "c", "(c)", "case $x in y", "d"}));
}

TEST(ShellReader, ReadsNothingInCommentsAndQuotes) {
    EXPECT_EQ(pipelines_in("a # $(b)\nc '$(d)' \"\\$(e)\" x#y"),
              (strings{"a", "c '$(d)' \"\\$(e)\" x#y"}));
}

TEST(ShellReader, JoinsContinuedLines) {
    EXPECT_EQ(pipelines_in("a \\\n  | b |\n c"), (strings{"a \\\n  | b |\n c"}));
}

TEST(ShellReader, TakesQuotesOffWords) {
    EXPECT_EQ(words_in("a 'b c' \"d\\$ \\x\" e\\ f $'g\\n' {'h'} -d\\:"),
              (strings{"a", "b c", "d$ \\x", "e f", "g\n", "{h}", "-d:"}));
}

TEST(ShellReader, MarksWordsThatTheShellExpands) {
    EXPECT_EQ(words_in("a $b \"${c:-x}\" $(d) $((1 + 2)) '$e' \\$f"),
              (strings{"a", "?$b", "?${c:-x}", "?$(d)", "?$((1 + 2))", "$e", "$f"}));
}

TEST(ShellReader, ReadsRedirections) {
    const auto read =
        read_shell("a >b 2>&1 &>c <<<d 2>/dev/null e").pipelines.back().stages.front();
    strings found;
    for (const redirection& each : read.redirections) {
        found.push_back(each.operator_text + " " + each.target.value);
    }
    EXPECT_EQ(found, (strings{"> b", "2>& 1", "&> c", "<<< d", "2> /dev/null"}));
    EXPECT_EQ(read.words.size(), 2U);
}

TEST(ShellReader, ReadsHeredocs) {
    const shell_reading read = read_shell("cat <<A <<-'B'\nx $(y)\nA\n\tz $(w)\n\tB\nc\n");
    ASSERT_EQ(read.heredocs.size(), 2U);
    EXPECT_TRUE(read.heredocs[0].expands);
    EXPECT_FALSE(read.heredocs[1].expands);
    EXPECT_EQ(read.pipelines.size(), 3U);  // cat, y, c
}

TEST(ShellReader, ReadsOnBehindAHereString) {
    EXPECT_EQ(pipelines_in("a <<< \"$(b)\"\nc | d\n"), (strings{"b", "a <<< \"$(b)\"", "c | d"}));
}

TEST(ShellReader, UnescapesBackticks) {
    const shell_reading read = read_shell("x=`a \"\\$b\" \\`c\\``");
    EXPECT_EQ(read.pipelines[0].stages[0].words[0].value, "c");
    EXPECT_TRUE(read.pipelines[0].in_backticks);
    EXPECT_EQ(read.pipelines[1].stages[0].words[1].value, "$b");
}

TEST(ShellReader, GivesUpOnEndlessNesting) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) {
        deep += "$(";
    }
    EXPECT_FALSE(read_shell(deep).is_complete);
    EXPECT_TRUE(read_shell("$($(a))").is_complete);
}

TEST(ShellReader, ReadsAnyBytes) {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text = {'a', static_cast<char>(first), static_cast<char>(second)};
            for (const pipeline& each : read_shell(text).pipelines) {
                EXPECT_LE(each.range.end, text.size());
            }
        }
    }
}

}  // namespace
}  // namespace ibmcloud_token::migrate
