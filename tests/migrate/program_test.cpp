#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrate/diff.hpp"
#include "migrate/help.hpp"
#include "migrate/options.hpp"
#include "migrate/syntax_tree.hpp"
#include "migrate/utf8.hpp"

namespace ibmcloud_token::migrate {
namespace {

std::string usage_error(const std::vector<std::string>& arguments) {
    const auto asked = parse_options(arguments);
    EXPECT_TRUE(asked.has_error());
    return asked.has_error() ? message(asked.error()) : "";
}

options options_of(const std::vector<std::string>& arguments) {
    const auto asked = parse_options(arguments);
    EXPECT_FALSE(asked.has_error());
    return std::get<options>(*asked);
}

TEST(MigrateOptions, ListEverythingHereByDefault) {
    const options asked = options_of({});
    EXPECT_EQ(asked.paths, std::vector<std::string>{"."});
    EXPECT_EQ(asked.rules.size(), all_rules().size());
    EXPECT_EQ(std::get<list_findings>(asked.asked).format, report_format::text);
}

TEST(MigrateOptions, TakePathsAndGlobs) {
    const options asked =
        options_of({"a", "--exclude", "x", "--include", "y", "--include", "z", "--", "-b"});
    EXPECT_EQ(asked.paths, (std::vector<std::string>{"a", "-b"}));
    EXPECT_EQ(asked.files.included, (std::vector<std::string>{"y", "z"}));
    EXPECT_EQ(asked.files.excluded, std::vector<std::string>{"x"});
}

TEST(MigrateOptions, ChooseRules) {
    EXPECT_EQ(options_of({"--rule", "cut-text"}).rules, std::vector<rule>{rule::cut_text});
    EXPECT_EQ(options_of({"--no-rule", "cut-text"}).rules.size(), all_rules().size() - 1);
}

TEST(MigrateOptions, RefuseWhatWouldHaveNoEffect) {
    EXPECT_EQ(usage_error({"--diff", "--write"}), "--diff and --write exclude each other");
    EXPECT_EQ(usage_error({"--diff", "--format", "json"}), "--format has no effect with --diff");
    EXPECT_EQ(usage_error({"--stdin-name", "x", "y"}), "--stdin-name and 'y' exclude each other");
    EXPECT_EQ(usage_error({"--stdin-name", "x", "--write"}),
              "--write has no effect on standard input: use --diff");
    EXPECT_EQ(usage_error({"--stdin-name", "x", "--include", "y"}),
              "--include and --exclude have no effect on standard input");
    EXPECT_EQ(usage_error({"--rule", "cut-text", "--no-rule", "cut-json"}),
              "--rule and --no-rule exclude each other");
    EXPECT_EQ(usage_error({"--format", "xml"}),
              "unknown format 'xml': the formats are text, github, sarif, checkstyle, json");
    EXPECT_TRUE(usage_error({"--rule", "x"})
                    .starts_with("unknown rule 'x': the rules are cut-text, cut-json, "));
    EXPECT_EQ(usage_error({"--wri"}), "unknown option '--wri'");
    EXPECT_EQ(usage_error({"--format"}), "--format needs a value");
    EXPECT_EQ(usage_error({"--format", "text", "--format", "json"}),
              "--format was given more than once");
}

TEST(MigrateHelp, NamesEveryRuleAndFormat) {
    for (const rule_text& each : all_rules()) {
        EXPECT_NE(help_text().find(each.name), std::string_view::npos) << each.name;
        EXPECT_TRUE(explanation(each.id).starts_with(std::string(each.name) + ": "));
        EXPECT_NE(each.why.find("before"), std::string_view::npos) << each.name;
        EXPECT_EQ(text_of(each.id).name, each.name);
        EXPECT_EQ(find_rule(each.name), &text_of(each.id));
    }
    EXPECT_NE(help_text().find("text (default), github, sarif, checkstyle, json"),
              std::string_view::npos);
    EXPECT_EQ(report_format_names(), "text, github, sarif, checkstyle, json");
    EXPECT_EQ(find_rule("none"), nullptr);
}

TEST(Diff, IsUnifiedWithThreeLinesOfContext) {
    EXPECT_EQ(unified_diff("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"),
              "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
    EXPECT_EQ(unified_diff("./f", "a", "a\nb\n"),
              "--- a/f\n+++ b/f\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n");
    EXPECT_EQ(unified_diff("f", "a\n", "a\n"), "");
    EXPECT_EQ(unified_diff("f", "", "a\n"), "--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n");
}

TEST(Diff, HasAHunkForEachDistantChange) {
    std::string before;
    for (int i = 0; i < 40; ++i) {
        before += std::to_string(i) + "\n";
    }
    std::string after = before;
    after.replace(after.find("5\n"), 2, "five\n");
    after.replace(after.find("30\n"), 3, "");
    const std::string diff = unified_diff("f", before, after);
    EXPECT_NE(diff.find("@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n"), std::string::npos) << diff;
    EXPECT_NE(diff.find("@@ -28,7 +28,6 @@\n 27\n 28\n 29\n-30\n 31\n"), std::string::npos) << diff;
}

TEST(Utf8, IsToldFromOtherBytes) {
    EXPECT_TRUE(is_utf8("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"));
    for (const std::string_view text :
         {"\xff", "\x80", "\xc3", "\xc0\xaf", "\xe2\x82", "\xf5\x80\x80\x80"}) {
        EXPECT_FALSE(is_utf8(text));
    }
    EXPECT_EQ(count_characters("a\xc3\xa9\xf0\x9f\x98\x80"), 3U);
    EXPECT_EQ(shown_path("a\x1b\xc3\xa9"), "a\\x1B\xc3\xa9");
    EXPECT_EQ(shown_path("a\xff"), "a\\xFF");
}

TEST(SyntaxTree, RefusesWhatIsNoTree) {
    EXPECT_TRUE(syntax_tree::parse("[]", "").has_error());
    EXPECT_TRUE(syntax_tree::parse("{", "").has_error());
    EXPECT_FALSE(syntax_tree::parse("{}", "").has_error());
    EXPECT_EQ(syntax_tree::parse("{}", "")->statement_at({0, 1}), nullptr);
}

}  // namespace
}  // namespace ibmcloud_token::migrate
