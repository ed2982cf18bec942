#include "migrate/judge.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrate/filters/filter.hpp"
#include "migrate/shell_reader.hpp"

namespace ibmcloud_token::migrate {
namespace {

std::vector<std::vector<std::string>> filters_of(const std::string& shell) {
    std::vector<std::vector<std::string>> filters;
    const shell_reading read = read_shell(shell);
    for (const command& stage : read.pipelines.back().stages) {
        filters.emplace_back();
        for (const word& each : stage.words) {
            filters.back().push_back(each.value);
        }
    }
    return filters;
}

/// The form in a word, or `no`.
std::string judged(const std::string& shell, bool is_json = false) {
    const auto result = judge(filters_of(shell), is_json);
    const auto* const found = std::get_if<judgement>(&result);
    if (found == nullptr) {
        return "no";
    }
    const std::string kind = found->is_uaa ? "uaa " : "";
    const std::string end = found->ends_line ? "" : " without a newline";
    switch (found->form) {
    case token_form::bare:
        return kind + "bare" + end;
    case token_form::bearer:
        return kind + "bearer" + end;
    case token_form::header:
        return kind + "header" + end;
    case token_form::check:
        return "check";
    }
    return "";
}

struct row {
    std::string_view form;
    std::string_view shell;
};

TEST(Judge, KnowsTheFormsOfText) {
    const std::vector<row> table = {
        {"bare", "awk '{print $4}'"},
        {"bare", "awk '/IAM/ {print $NF}'"},
        {"bare", "sed -n 1p | awk 'NF>1{print $NF}'"},
        {"bare", "grep IAM | cut -d' ' -f5"},
        {"bare", "sed -ne '/IAM token/s/.* //p'"},
        {"bare", "head -n1 | awk '{print $NF}'"},
        {"bare", "grep -o 'eyJraW.*'"},
        {"bare", "grep -oP 'Bearer \\K\\S+'"},
        {"bare without a newline", "awk '{printf \"%s\", $4}' | head -1 | tr -d '\\n'"},
        {"bearer", "awk '/IAM/{ print $3\" \"$4 }'"},
        {"bearer", "grep IAM | cut -d: -f2 | sed 's/^ *//'"},
        {"bearer", "cut -d: -f2 | xargs"},
        {"header", "grep IAM | awk '{print \"Authorization: \" $3 \" \" $4}'"},
        {"uaa bare", "grep UAA | awk '{print $4}'"},
        {"uaa bearer", "awk 'FNR == 2 {print $3 \" \" $4}'"},
        {"check", "grep -q Bearer"},
    };
    for (const auto& [form, shell] : table) {
        EXPECT_EQ(judged(std::string(shell)), form) << shell;
    }
}

TEST(Judge, KnowsTheFormsOfJson) {
    const std::vector<row> table = {
        {"bearer", "jq -r .iam_token"},
        {"bearer", "jq -r '.iam_token // empty'"},
        {"bearer", "jq '.iam_token' | tr -d '\"'"},
        {"bare", "jq -r .iam_token | cut -d' ' -f2"},
        {"bare", "jq -r '.iam_token | split(\" \")[1]'"},
        {"bare", "jq -r '.iam_token[7:]'"},
        {"uaa bearer", "jq -r .uaa_token"},
        {"bearer without a newline", "jq -j .iam_token"},
        {"bare", "python3 -c 'import json,sys; print(json.load(sys.stdin)[\"iam_token\"].split(\" "
                 "\")[1])'"},
    };
    for (const auto& [form, shell] : table) {
        EXPECT_EQ(judged(std::string(shell), true), form) << shell;
    }
}

TEST(Judge, RefusesWhatIsRightForSomeOutputsOnly) {
    for (const std::string shell :
         {"tail -1 | awk '{print $4}'", "cut -c20-1600", "head -c 1200", "awk '{print $5}'",
          "cut -d: -f2", "awk -F: '{print $2}'", "cat", "grep IAM", "rev | cut -c1-500 | rev"}) {
        EXPECT_EQ(judged(shell), "no") << shell;
    }
    for (const std::string shell : {"jq .iam_token", "grep -o '\"iam_token\":\"[^\"]*'",
                                    "jq -r .access_token", "awk '{print $2}'"}) {
        EXPECT_EQ(judged(shell, true), "no") << shell;
    }
}

TEST(Judge, RefusesFiltersThatDoMoreThanPrint) {
    for (const std::string shell :
         {"awk '{system(\"id\"); print $4}'",
          "awk '{print $4 > \"file\"}'",
          "awk '{print $4 | \"sh\"}'",
          "awk 'BEGIN {while ((\"id\" | getline x) > 0) print x} {print $4}'",
          "awk -f program",
          "awk '{print $4}' file",
          "sed 's/.* //w file'",
          "sed 's/.* //e'",
          "sed -i 's/.* //'",
          "sed -n '1e id'",
          "sed -f script",
          "grep -f patterns",
          "tee file",
          "xargs -I{} echo {}",
          "xargs sh -c id",
          "perl -ne print",
          "python3 -c 'import os'",
          "tr a",
          "jq -f file",
          "head file"}) {
        EXPECT_EQ(judged(shell), "no") << shell;
    }
}

TEST(Filter, RefusesInputWithNul) {
    EXPECT_FALSE(apply_filter({"cat"}, std::string("a\0b", 3)));
    EXPECT_TRUE(apply_filter({"cat"}, "ab"));
}

TEST(Filter, IsKnownByItsNameOrPath) {
    EXPECT_TRUE(is_filter_name("/usr/bin/awk"));
    EXPECT_FALSE(is_filter_name("docker"));
    EXPECT_EQ(apply_filter({"/bin/cut", "-c1"}, "ab\n")->output, "a\n");
}

TEST(Filter, SurvivesAnyProgram) {
    for (const std::string name : {"awk", "sed", "jq", "grep", "tr", "cut", "python3"}) {
        for (int first = 1; first < 256; ++first) {
            for (int second = 1; second < 256; second += 3) {
                apply_filter({name, {static_cast<char>(first), static_cast<char>(second)}},
                             "{\"a\": \"b\"}\n");
            }
        }
    }
}

}  // namespace
}  // namespace ibmcloud_token::migrate
