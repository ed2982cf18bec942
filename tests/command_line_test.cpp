#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sysexits.h>

#include "core/tokens.hpp"
#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

std::string fixture(const std::string& name) {
    return std::string(FIXTURES_DIR) + '/' + name;
}

/// Reads `fixture_name` as `--input` with `arguments`.
outcome read(const std::string& fixture_name, const std::string& arguments = "") {
    const sandbox box;
    return box.run("ibmcloud-token --input '" + fixture(fixture_name) + "' " + arguments);
}

std::size_t count_lines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(CommandLine, WritesTheBareTokenByDefault) {
    const outcome ended = with_cli("token");
    EXPECT_EQ(ended.status, EX_OK);
    EXPECT_TRUE(ended.out == sample + '\n');
    EXPECT_EQ(ended.err, "");
}

TEST(CommandLine, WritesEachForm) {
    const std::string json =
        R"({"schema":1,"token_type":"Bearer","access_token":")" + sample +
        R"(","expires_in":null,"expires_at":null,"expires_at_utc":null,"issued_at":null,)"
        R"("account":null,"iam_id":null,"subject_type":null})";
    const std::vector<std::pair<std::string, std::string>> forms = {
        {"-f bare", sample},
        {"--bare", sample},
        {"-f bearer", "Bearer " + sample},
        {"--bearer", "Bearer " + sample},
        {"--format=header", "Authorization: Bearer " + sample},
        {"--header", "Authorization: Bearer " + sample},
        {"--header --format header", "Authorization: Bearer " + sample},
        {"-fjson", json},
        {"--json", json},
        {"-f claims", R"({"header":{"alg":"HS256"},"claims":{"sub":"sample"}})"},
    };
    for (const auto& [arguments, expected] : forms) {
        const outcome ended = with_cli("token", arguments);
        EXPECT_EQ(ended.status, EX_OK) << arguments;
        EXPECT_TRUE(ended.out == expected + '\n') << arguments;
        EXPECT_TRUE(with_cli("token", "-n " + arguments).out == expected) << arguments;
    }
}

TEST(CommandLine, TakesLettersTogether) {
    const outcome ended = with_cli("token", "-qnfbearer");
    EXPECT_EQ(ended.status, EX_OK);
    EXPECT_TRUE(ended.out == "Bearer " + sample);
}

TEST(CommandLine, WritesWhenTheTokenExpires) {
    EXPECT_EQ(read("tokens/session.jws", "-f expiry").out, "4102444800\n");
    expect_refusal(with_cli("token", "-f expiry"), EX_DATAERR, "when it expires");
}

TEST(CommandLine, TakesTheUaaTokenWhenAsked) {
    const outcome ended = read("iam-and-uaa/iam-and-uaa.txt", "--token uaa");
    EXPECT_TRUE(ended.out == read_file(fixture("tokens/sample-uaa.jws")) + '\n');
    expect_refusal(with_cli("token", "--token uaa"), EX_DATAERR, "no usable token");
}

TEST(CommandLine, ReadsStandardInput) {
    const sandbox box;
    const outcome ended =
        box.run("ibmcloud iam oauth-tokens | ibmcloud-token -i - && ibmcloud | ibmcloud-token -i-");
    EXPECT_EQ(ended.status, EX_OK);
    EXPECT_TRUE(ended.out == sample + '\n' + sample + '\n');
}

TEST(CommandLine, HandsOverALargeTokenWhole) {
    const sandbox box;
    const std::string token =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ." + std::string(61440, 'c');
    write_file(box.folder() / "in", "IAM token:  Bearer " + token + '\n');
    EXPECT_TRUE(box.run("ibmcloud-token -i in | cat").out == token + '\n');
}

TEST(CommandLine, RefusesWhatItDoesNotKnow) {
    const std::vector<std::string> wrong = {
        "--nonsense",
        "-x",
        "stray",
        "stray --json",
        "--",
        "--timeo 5",
        "--form bare",
        "--format",
        "-f nonsense",
        "-f ''",
        "-f bare -f bare",
        "-f bare --header",
        "--json --bearer",
        "--token",
        "--token IAM",
        "--token uaa --token uaa",
        "--timeout 0",
        "--timeout -3",
        "--timeout=-3",
        "--timeout 1d",
        "--timeout ''",
        "--timeout 2147483648",
        "--timeout 1.5",
        "--min-ttl ten",
        "--min-ttl 99999999999999999999",
        "--account ''",
        "--account nobody",
        "--account a/",
        "--account a/nobody",
        "--account 0000000000000000000000000000000",
        "--account 000000000000000000000000000000000",
        "--account 0000000000000000000000000000000g",
        "--account b/00000000000000000000000000000000",
        "--cli ''",
        "-o ''",
        "-i ''",
        "-i f --cli x",
        "-i f --timeout 1",
        "-i f --reuse",
        "-i f -i f",
        "--check --json",
        "--check -f bare",
        "--check -n",
        "--check -o f",
        "--check=1",
        "--json=1",
        "--cache",
        "--no-cache",
    };
    for (const std::string& arguments : wrong) {
        SCOPED_TRACE(arguments);
        expect_refusal(with_cli("token", arguments), EX_USAGE, "");
    }
}

TEST(CommandLine, RefusesInSilenceWhenAskedToBeQuiet) {
    for (const char* const wrong : {"-q --nonsense", "--quiet --verbose", "-nq stray", "-qx"}) {
        const outcome ended = with_cli("token", wrong);
        EXPECT_EQ(ended.status, EX_USAGE) << wrong;
        EXPECT_EQ(ended.out + ended.err, "") << wrong;
    }
}

TEST(CommandLine, EscapesWhatItRepeats) {
    expect_refusal(with_cli("token", R"x("$(printf -- '--\033[31m')")x"), EX_USAGE, "\\x1B");
    expect_refusal(with_cli("token", R"x(-f "$(printf 'a\nb')")x"), EX_USAGE, "\\x0A");
}

TEST(CommandLine, RepeatsNoTokenThatWasGivenByMistake) {
    for (const std::string before : {"", "--", "-", "--token=", "-f ", "--min-ttl ", "--env ",
                                     "--bare=", "-i ", "--cli ", "-o none/", "-- ", "-- ./"}) {
        const outcome ended = with_cli("token", before + sample);
        EXPECT_NE(ended.status, EX_OK) << before;
        EXPECT_FALSE(has_piece(ended.err)) << before;
    }
}

TEST(CommandLine, KnowsNoOptionWithThreeDashes) {
    expect_refusal(with_cli("token", "---n"), EX_USAGE, "'---n'");
    expect_refusal(with_cli("token", "---json"), EX_USAGE, "'---json'");
    EXPECT_EQ(with_cli("token", "-o ---n && cat -- ---n").status, EX_OK);
}

TEST(CommandLine, SaysWhichOptionsTakeAValue) {
    for (const std::string option : {"--check", "--no-newline", "--quiet", "--format", "-f"}) {
        const std::string wrong = option == "-f" || option == "--format" ? "" : "=1";
        expect_refusal(with_cli("token", option + wrong), EX_USAGE,
                       option == "-f" ? "--format" : option);
    }
}

TEST(CommandLine, NamesTheCulprit) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"extra", "unexpected argument 'extra'"},
        {"--json extra more", "unexpected argument 'extra'"},
        {"--nonsense", "'--nonsense'"},
        {"-x", "'-x'"},
        {"-f nonsense", "'nonsense'"},
        {"--token IAM", "'IAM'"},
        {"--timeout 1d", "'1d'"},
        {"--min-ttl ten", "'ten'"},
        {"--account nobody", "'nobody'"},
        {"--env 1A -- true", "'1A'"},
        {"--env A=csv -- true", "'A=csv'"},
        {"-o Yaml", "'Yaml'"},
        {"--timeout 5 --timeout 6", "--timeout"},
        {"--json --bearer", "'json'"},
        {"-i f --cli x", "--cli"},
        {"-i f --reuse", "--reuse"},
        {"--check --json", "--check"},
        {"--stdin", "--stdin"},
        {"--env A", "--env"},
    };
    for (const auto& [arguments, culprit] : table) {
        SCOPED_TRACE(arguments);
        expect_refusal(with_cli("token", arguments), EX_USAGE, culprit);
    }
}

TEST(CommandLine, ShowsTheUsersOwnWordsAsTyped) {
    for (const std::string name : {"my \"own\" file (1).txt", "~me/.tokens", "C:/a b/c.txt"}) {
        SCOPED_TRACE(name);
        expect_refusal(with_cli("token", "-i '" + name + '\''), EX_NOINPUT, '\'' + name + '\'');
        expect_refusal(with_cli("token", "-o './none/" + name + '\''), EX_CANTCREAT,
                       "'./none/" + name + '\'');
        expect_refusal(with_cli("token", "--cli './none/" + name + '\''), 127,
                       "'./none/" + name + '\'');
        expect_refusal(with_cli("token", "-- './none/" + name + '\''), 127,
                       "'./none/" + name + '\'');
    }
}

TEST(CommandLine, TakesPercentSignsAsTheyAre) {
    for (const char* const argument :
         {"--%canonical_option%", "--%original_token%", "--%option%"}) {
        expect_refusal(with_cli("token", argument), EX_USAGE, std::string("'") + argument + '\'');
    }
}

TEST(CommandLine, ShowsHelpAndVersionWithoutACli) {
    const sandbox box;
    EXPECT_TRUE(box.run("PATH= ; unset HOME; " PROGRAM " --help").out.starts_with("Usage: "));
    EXPECT_TRUE(box.run(PROGRAM " -V").out.starts_with("ibmcloud-token 0."));
    EXPECT_EQ(box.run("ibmcloud-token -h; ibmcloud-token --version").err, "");
    EXPECT_TRUE(box.run("ibmcloud-token --help -f xml").out.starts_with("Usage: "));
    EXPECT_TRUE(box.run("ibmcloud-token -V --check --json").out.starts_with("ibmcloud-token "));
    expect_refusal(box.run("ibmcloud-token --help >/dev/full"), EX_IOERR, "standard output");
}

TEST(CommandLine, FitsItsHelpOnTwoScreens) {
    const std::string help = sandbox().run("ibmcloud-token --help").out;
    EXPECT_LE(count_lines(help), 50U);
    for (std::size_t start = 0; start < help.size();) {
        const std::size_t end = help.find('\n', start);
        EXPECT_LE(end - start, 80U) << help.substr(start, end - start);
        start = end + 1;
    }
}

TEST(CommandLine, WritesNothingWhenAskedToCheck) {
    const outcome ended = with_cli("token", "--check");
    EXPECT_EQ(ended.status, EX_OK);
    EXPECT_EQ(ended.out + ended.err, "");
    expect_refusal(with_cli("err=Not logged in,exit=1", "--check"), EX_NOPERM, "not logged in");
}

TEST(CommandLine, SaysNothingWhenAskedToBeQuiet) {
    const outcome ended = with_cli("err=Not logged in,exit=1", "-q");
    EXPECT_EQ(ended.status, EX_NOPERM);
    EXPECT_EQ(ended.out + ended.err, "");
}

TEST(CommandLine, DescribesWhatItSawAndHidesTheSecrets) {
    const outcome ended = read("iam-and-uaa/iam-and-uaa.txt", "-v --check");
    EXPECT_NE(ended.err.find("line 1: IAM token:  Bearer <JWS HS256, 56 bytes>"), std::string::npos)
        << ended.err;
    const std::string err =
        with_cli("err=for user@example.com C-12345678-0000-dead,token", "-v").err;
    EXPECT_NE(err.find("for <address> <"), std::string::npos) << err;
    EXPECT_EQ(err.find("dead"), std::string::npos) << err;
    EXPECT_FALSE(has_piece(err));
}

TEST(CommandLine, SaysThatTheInputCanNotBeRead) {
    const sandbox box;
    expect_refusal(box.run("ibmcloud-token -i none"), EX_NOINPUT, "'none': No such file");
    expect_refusal(box.run("ibmcloud-token -i ."), EX_NOINPUT, "'.': Is a directory");
    expect_refusal(box.run("ibmcloud-token -i - <&-"), EX_NOINPUT, "standard input");
    expect_refusal(box.run("head -c 2000000 /dev/zero | ibmcloud-token -i -"), EX_DATAERR,
                   "1 MiB: standard input", "ibmcloud iam oauth-tokens");
    expect_refusal(box.run("ibmcloud-token -i /dev/null"), EX_DATAERR, "no usable token");
    expect_refusal(box.run("echo Not logged in | ibmcloud-token -i -"), EX_NOPERM, "not logged in");
    expect_refusal(box.run("echo dial tcp | ibmcloud-token -i -"), EX_TEMPFAIL, "dial tcp");
}

TEST(CommandLine, SaysThatTheTokenCanNotBeWritten) {
    const sandbox box;
    expect_refusal(box.run("ibmcloud-token >/dev/full"), EX_IOERR, "No space left");
    expect_refusal(box.run("ibmcloud-token >&-"), EX_IOERR, "Bad file descriptor");
    // It starts when nobody can read any more.
    expect_refusal(box.run("mkfifo gone; { read -r _ <gone; ibmcloud-token; echo $? >status; } |"
                           " { exec <&-; echo >gone; }; exit $(cat status)"),
                   EX_IOERR, "Broken pipe");
}

}  // namespace
}  // namespace ibmcloud_token
