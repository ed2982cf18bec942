#include "token/options.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "core/forms.hpp"
#include "core/shell_forms.hpp"

namespace ibmcloud_token {
namespace {

using words = std::vector<std::string>;

result<options> parse_options(const words& arguments) {
    const auto line = command_line::parse(arguments, token_syntax);
    return line.has_value() ? read_options(*line) : line.error();
}

options accepted(const words& arguments) {
    auto parsed = parse_options(arguments);
    EXPECT_TRUE(parsed.has_value()) << message(parsed.error());
    return std::move(*parsed);
}

template <typename Destination>
Destination destination_of(const words& arguments) {
    return std::get<Destination>(accepted(arguments).destination);
}

/// The message with which the command line is refused; empty if it is accepted.
std::string refusal(const words& arguments) {
    const auto parsed = parse_options(arguments);
    if (parsed.has_value()) {
        return {};
    }
    EXPECT_EQ(exit_status(parsed.error().cause()), 64);
    return message(parsed.error());
}

std::string joined(const words& arguments) {
    std::string text;
    for (const std::string& argument : arguments) {
        text += argument + ' ';
    }
    return text;
}

class Options : public testing::Test {
protected:
    Options() {
        ::unsetenv("IBMCLOUD_TOKEN_REUSE");
        ::unsetenv("GITHUB_ENV");
    }
};

TEST_F(Options, WithoutArgumentsWritesTheBareTokenOfTheCliToStandardOutput) {
    const options asked = accepted({});
    const auto& from = std::get<from_cli>(asked.source);
    EXPECT_FALSE(from.cli);
    EXPECT_EQ(from.timeout, std::chrono::seconds{120});
    EXPECT_FALSE(from.can_reuse);
    EXPECT_EQ(asked.required.min_ttl, std::chrono::seconds{10});
    EXPECT_FALSE(asked.required.needs_lifetime);
    const auto& text = std::get<to_standard_output>(asked.destination).text;
    EXPECT_EQ(std::get<const form*>(text.content), find_form("bare"));
    EXPECT_TRUE(text.ends_with_newline);
}

TEST_F(Options, NamesTheCulprit) {
    struct row {
        words arguments;
        std::string message;
    };
    const std::vector<row> rows = {
        {{"extra"}, "unexpected argument 'extra' (put a command after --)"},
        {{"-n", ""}, "unexpected argument '' (put a command after --)"},
        {{"--bogus"}, "unknown option '--bogus'"},
        {{"--beare"}, "unknown option '--beare'"},
        {{"--timeou", "5"}, "unknown option '--timeou'"},
        {{"--format"}, "--format needs a value"},
        {{"--cli="}, "--cli needs a value"},
        {{"--check=yes"}, "--check takes no value"},
        {{"--cli", "a", "--cli", "a"}, "--cli was given more than once"},
        {{"--"}, "no COMMAND after --"},
        {{"-f", "xml"},
         "unknown form 'xml'; the forms are " + form_names() + ", " + shell_names() + ", github"},
        {{"--json", "--bare"}, "two different forms: 'bare' and 'json'"},
        {{"--timeout", "0"}, "--timeout must be at least 1s"},
        {{"--min-ttl", "-1"},
         "--min-ttl '-1': expected a whole number with s, m or h, at most 2147483647s"},
        {{"--token", "iamx"}, "--token 'iamx': expected iam or uaa"},
        {{"--account", "12"}, "--account '12': expected an account ID, 32 hexadecimal digits"},
        {{"--env", "A", "--env", "A=json", "--", "x"}, "--env sets 'A' more than once"},
        {{"--env", "1A", "--", "x"}, "--env '1A': not a valid variable name"},
        {{"--env", "A=sh", "--", "x"}, "--env 'A=sh': the forms are " + form_names()},
        {{"--stdin"}, "--stdin needs a COMMAND, after --"},
        {{"--bearer", "--", "x"},
         "--format has no effect here: use --env NAME=FORM, --stdin or /dev/fd/token"},
        {{"-n", "--", "x"},
         "--no-newline has no effect here: use --env NAME=FORM, --stdin or /dev/fd/token"},
        {{"-f", "github"}, "GITHUB_ENV is not set: this is not a step of GitHub Actions"},
    };
    for (const auto& [arguments, message] : rows) {
        EXPECT_EQ(refusal(arguments), message) << joined(arguments);
    }
}

TEST_F(Options, RefuseWhatWouldHaveNoEffect) {
    ::setenv("GITHUB_ENV", "/dev/null", 1);
    const std::vector<words> rows = {
        {"--input", "-", "--cli", "x"},
        {"--input", "-", "--timeout", "5"},
        {"--input", "-", "--reuse"},
        {"--check", "--json"},
        {"--check", "-n"},
        {"--check", "--output", "x"},
        {"--check", "--", "x"},
        {"--check", "--env", "A", "--", "x"},
        {"--quiet", "--verbose"},
        {"--output", "x", "--", "y"},
        {"-f", "github", "--", "x"},
        {"-f", "github", "--output", "x"},
        {"-f", "github", "--no-newline"},
        {"--check", "-f", "github"},
        {"--env", "A"},
        {"--env", "A", "--output", "x"},
    };
    for (const words& arguments : rows) {
        EXPECT_FALSE(refusal(arguments).empty()) << joined(arguments);
    }
}

TEST_F(Options, AcceptAnAccountAsItStandsInACrn) {
    const std::string id = "0123456789abcdef0123456789abcdef";
    for (const std::string& typed :
         {id, "a/" + id, std::string("a/0123456789ABCDEF0123456789abcdef")}) {
        EXPECT_EQ(accepted({"--account", typed}).required.account, id) << typed;
    }
    for (const std::string& typed :
         {id.substr(1), id + "0", "b/" + id, "a/" + id.substr(1) + "g", "A/" + id, "a/a/" + id}) {
        EXPECT_FALSE(refusal({"--account", typed}).empty()) << typed;
    }
}

TEST_F(Options, RefuseAFormatAsAFileName) {
    std::istringstream forms(form_names() + ", " + shell_names() + ", github");
    words names = {"JSON", "yaml", "Text", "table", "csv", "tsv"};
    for (std::string name; std::getline(forms >> std::ws, name, ',');) {
        names.push_back(name);
    }
    for (const std::string& name : names) {
        EXPECT_NE(refusal({"--output", name}).find("./" + name), std::string::npos);
        EXPECT_EQ(destination_of<to_file>({"--output", "./" + name}).path,
                  std::string("./") + name);
    }
    EXPECT_NE(refusal({"-o", "Json"}).find("write --json, or ./Json"), std::string::npos);
    EXPECT_NE(refusal({"-o", "sh"}).find("write --format sh, or ./sh"), std::string::npos);
}

TEST_F(Options, ReuseIsAskedForByOptionOrEnvironment) {
    const auto can_reuse = [](const words& arguments) {
        return std::get<from_cli>(accepted(arguments).source).can_reuse;
    };
    EXPECT_TRUE(can_reuse({"--reuse"}));
    EXPECT_FALSE(can_reuse({"--reuse", "--no-reuse"}));
    ::setenv("IBMCLOUD_TOKEN_REUSE", "1", 1);
    EXPECT_TRUE(can_reuse({}));
    EXPECT_FALSE(can_reuse({"--no-reuse"}));
    EXPECT_TRUE(std::holds_alternative<from_input>(accepted({"--input", "-"}).source));
    EXPECT_TRUE(
        std::holds_alternative<from_input>(accepted({"--input", "-", "--no-reuse"}).source));
    ::setenv("IBMCLOUD_TOKEN_REUSE", "0", 1);
    EXPECT_FALSE(can_reuse({}));
}

TEST_F(Options, ACommandAlwaysGetsTheToken) {
    const auto plain = destination_of<to_command>({"--", "curl", "-d", "{}"});
    EXPECT_EQ(plain.words, (words{"curl", "-d", "{}"}));
    ASSERT_EQ(plain.variables.size(), 1U);
    EXPECT_EQ(plain.variables[0].name, "IAM_TOKEN");
    EXPECT_FALSE(plain.has_input || plain.has_file);

    const auto input = destination_of<to_command>({"--stdin", "--bearer", "--", "cat"});
    EXPECT_TRUE(input.has_input && input.variables.empty());
    EXPECT_EQ(std::get<const form*>(input.text.content), find_form("bearer"));

    const auto file =
        destination_of<to_command>({"--env", "A=bearer", "--", "x", "@/dev/fd/token"});
    EXPECT_TRUE(file.has_file);
    ASSERT_EQ(file.variables.size(), 1U);
    EXPECT_EQ(file.variables[0].value, find_form("bearer"));
}

TEST_F(Options, TheTokensPathIsLookedForInArgumentsAlone) {
    const auto has_file = [](const std::string& argument) {
        return destination_of<to_command>({"--", "x", argument}).has_file;
    };
    for (const char* const argument :
         {"/dev/fd/token", "@/dev/fd/token", "--header=@/dev/fd/token", "a:/dev/fd/token:b",
          "-F/dev/fd/token", "/dev/fd/token,/dev/fd/tokens", "/dev/fd/token/"}) {
        EXPECT_TRUE(has_file(argument)) << argument;
    }
    for (const char* const argument : {"/dev/fd/tokens", "/dev/fd/token_2", "/dev/fd/token-a",
                                       "/dev/fd/toke", "/DEV/FD/TOKEN", "{}"}) {
        EXPECT_FALSE(has_file(argument)) << argument;
    }
    EXPECT_FALSE(destination_of<to_command>({"--", "/dev/fd/token"}).has_file);
}

TEST_F(Options, AShellFormAssignsIamTokenByDefault) {
    const auto text = destination_of<to_standard_output>({"-f", "sh"}).text;
    const auto& lines = std::get<assignments>(text.content);
    ASSERT_EQ(lines.variables.size(), 1U);
    EXPECT_EQ(lines.variables[0].name, "IAM_TOKEN");
    EXPECT_EQ(lines.language, find_shell("sh"));
}

}  // namespace
}  // namespace ibmcloud_token
