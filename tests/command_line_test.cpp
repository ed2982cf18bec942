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

outcome with_cli(const std::string& cli_script, const std::string& arguments = "") {
    const sandbox box;
    return box.run("exec ibmcloud-token " + arguments, cli_script);
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

TEST(CommandLine, TellsWhyTheCliFailed) {
    const std::vector<std::tuple<std::string, int, std::string>> cases = {
        {"err=FAILED,err=Not logged in. Use ibmcloud login,exit=1", EX_NOPERM, "not logged in"},
        {"err=FAILED,err=code BXNIM0439E,exit=1", EX_NOPERM, "BXNIM0439E"},
        {"out=code BXNIM0408E,exit=1", EX_NOPERM, "BXNIM0408E"},
        {"err=dial tcp: i/o timeout BXNIM0439E,exit=1", EX_TEMPFAIL, "i/o timeout"},
        {"err=Not logged in,out=dial tcp,exit=1", EX_TEMPFAIL, "dial tcp"},
        {"err=Remote server error. Status code: 503,exit=1", EX_TEMPFAIL, ""},
        {"err=Bad Gateway,exit=1", EX_TEMPFAIL, ""},
        {"err=Post \"https://iam.cloud.ibm.com/identity/token\": EOF,exit=1", EX_TEMPFAIL, ""},
        {"err=Could not read from input: EOF,exit=1", EX_UNAVAILABLE, "exit status 1"},
        {"err=Invalid token: ended,exit=1", EX_NOPERM, ""},
        {"err=something else went wrong,exit=3", EX_UNAVAILABLE,
         "exit status 3, something else went wrong"},
        {"exit=15", EX_UNAVAILABLE, "exit status 15"},
        {"die=15", EX_UNAVAILABLE, "signal 15"},
        {"token,exit=1", EX_UNAVAILABLE, "exit status 1"},
        {"token-to-errors", EX_DATAERR, "no usable token"},
        {"out=Incorrect Usage: see help", EX_DATAERR, "no usable token"},
        {"out=Not logged in.", EX_NOPERM, "not logged in"},
        {"exit=0", EX_DATAERR, "no usable token"},
        {"flood-out=2000000", EX_DATAERR, "larger than 1 MiB"},
        {"nul,token", EX_OK, ""},
    };
    for (const auto& [cli_script, status, words] : cases) {
        SCOPED_TRACE(cli_script);
        if (status == EX_OK) {
            EXPECT_EQ(with_cli(cli_script).status, status);
        } else {
            expect_refusal(with_cli(cli_script), status, words);
        }
    }
}

TEST(CommandLine, TakesATimeOutForAReasonToTryAgain) {
    const sandbox box;
    const outcome ended = box.run("ibmcloud-token --timeout 1", "token,hang");
    expect_refusal(ended, EX_TEMPFAIL, "1s", "--timeout");
    EXPECT_FALSE(box.is_cli_left());
}

TEST(CommandLine, GivesAdviceThatHelps) {
    const std::vector<std::tuple<std::string, int, std::string>> table = {
        {"err=Not logged in,exit=1", EX_NOPERM, "ibmcloud login"},
        {"err=BXNIM0408E,exit=1", EX_NOPERM, "ibmcloud login"},
        {"err=dial tcp: i/o timeout,exit=1", EX_TEMPFAIL, "try again"},
        {"err=Status code: 503,exit=1", EX_TEMPFAIL, "try again"},
        {"out=nothing", EX_DATAERR, "--verbose"},
    };
    for (const auto& [cli_script, status, advice] : table) {
        SCOPED_TRACE(cli_script);
        expect_refusal(with_cli(cli_script), status, "", advice);
    }
    EXPECT_EQ(with_cli("err=dial tcp,exit=1").err.find("log in"), std::string::npos);
    EXPECT_EQ(with_cli("err=Status code: 503,exit=1").err.find("log in"), std::string::npos);
}

TEST(CommandLine, SaysThatATokenIsWrapped) {
    const sandbox box;
    for (const char* const width : {"76", "80", "40"}) {
        expect_refusal(box.run("{ printf 'IAM token:  Bearer '; cat '" +
                               fixture("tokens/session.jws") + "'; } | fold -w " + width +
                               " | ibmcloud-token -i -"),
                       EX_DATAERR, "wrapped");
    }
}

/// A line with a token of 20 minutes, of which so many seconds are left.
std::string token_line(int seconds_left) {
    const std::time_t exp = std::time(nullptr) + seconds_left;
    return "IAM token:  Bearer " +
           make_token("{\"synthetic\":true,\"iat\":" + std::to_string(exp - 1200) +
                      ",\"exp\":" + std::to_string(exp) + "}") +
           '\n';
}

/// A CLI whose runs print tokens with so many seconds left, one after the other.
class short_lived_cli : public sandbox {
public:
    explicit short_lived_cli(const std::vector<int>& seconds_left) {
        std::string lines;
        for (const int seconds : seconds_left) {
            lines += token_line(seconds);
        }
        write_file(folder() / "lines", lines);
        write_script("cli", "echo >>runs; [ $(wc -l <runs) -ne \"${HANG-0}\" ] || exec sleep 60\n"
                            "sed -n $(wc -l <runs)p lines\n");
    }

    [[nodiscard]] outcome get(const std::string& arguments) const {
        return run("ibmcloud-token --cli ./cli -f expiry " + arguments);
    }
};

TEST(NearTheEnd, OfItsLifetimeATokenIsFollowedByOneMoreRun) {
    const std::vector<std::tuple<std::vector<int>, std::string, int, std::size_t>> table = {
        {{1200, 1200}, "", EX_OK, 1},
        {{5, 1200, 1200}, "", EX_OK, 2},
        {{-60, 1200, 1200}, "", EX_OK, 2},
        {{5, 1200, 1200}, "--min-ttl 0", EX_OK, 2},
        {{5, 5, 1200}, "--min-ttl 0", EX_OK, 2},
        {{-60, -60, 1200}, "--min-ttl 0", EX_OK, 2},
        {{5, 5, 1200}, "", EX_NOPERM, 2},
        {{-60, -60, 1200}, "", EX_NOPERM, 2},
        {{60, 1200}, "--min-ttl 5m", EX_NOPERM, 1},
    };
    for (const auto& [seconds_left, arguments, status, runs] : table) {
        SCOPED_TRACE(testing::PrintToString(seconds_left) + ' ' + arguments);
        const short_lived_cli box(seconds_left);
        const outcome ended = box.get(arguments);
        EXPECT_EQ(ended.status, status) << ended.err;
        EXPECT_EQ(ended.out.empty(), status != EX_OK);
        EXPECT_EQ(box.count_runs(), runs);
    }
}

TEST(NearTheEnd, ASecondRunHasTheSameDeadline) {
    const short_lived_cli box({5, 5, 5});
    expect_refusal(box.run("HANG=2 ibmcloud-token --cli ./cli --timeout 1"), EX_TEMPFAIL, "");
    EXPECT_EQ(box.count_runs(), 2U);
}

TEST(NearTheEnd, AFreshTokenThatHasExpiredMeansAWrongClock) {
    const outcome ended = short_lived_cli({-2400, -2400}).get("");
    expect_refusal(ended, EX_NOPERM, "expired");
    EXPECT_NE(ended.err.find("clock"), std::string::npos) << ended.err;
    EXPECT_EQ(ended.err.find("log in"), std::string::npos) << ended.err;
    // A captured token may be old.
    const sandbox box;
    write_file(box.folder() / "in", token_line(-60));
    expect_refusal(box.run("ibmcloud-token -i in"), EX_NOPERM, "expired", "log in");
}

TEST(CommandLine, RefusesATokenThatExpiresTooSoon) {
    const auto refusal = [](const std::string& min_ttl) {
        const std::time_t now = std::time(nullptr);
        const std::string token = make_token("{\"iat\":" + std::to_string(now - 900) +
                                             ",\"exp\":" + std::to_string(now + 300) + '}');
        return with_cli("out=Bearer " + token, "--min-ttl " + min_ttl);
    };
    EXPECT_TRUE(refusal("4m").err.empty());
    expect_refusal(refusal("20m"), EX_NOPERM, "--min-ttl 20m", "log in");
    // A login gives a token of 20 minutes, too.
    for (const char* const more : {"21m", "1h", "2h"}) {
        const outcome ended = refusal(more);
        expect_refusal(ended, EX_DATAERR, "20m", "--min-ttl");
        EXPECT_EQ(ended.err.find("log in"), std::string::npos) << ended.err;
    }
    expect_refusal(with_cli("token", "--min-ttl 1"), EX_DATAERR, "when it expires");
    EXPECT_EQ(with_cli("token", "--min-ttl 0").status, EX_OK);
}

TEST(CommandLine, RefusesATokenOfAnotherAccount) {
    const sandbox box;
    const std::string standin = "ibmcloud-token --check --cli '" STANDIN_CLI "' --account ";
    const std::string zeros(32, '0');
    for (const std::string& id : {zeros, "a/" + zeros}) {
        EXPECT_EQ(box.run(standin + id).status, EX_OK) << id;
    }
    for (const std::string& id : {std::string(32, 'f'), "a/" + std::string(32, 'F')}) {
        expect_refusal(box.run(standin + id), EX_CONFIG, "another account", "ibmcloud target -c");
    }
    expect_refusal(with_cli("token", "--account " + zeros), EX_DATAERR, "which account");
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

TEST(CommandLine, FindsTheCliWhereItIsToldTo) {
    const sandbox box;
    const std::string cli = SCRIPTED_CLI;
    const std::string no_path = "mv bin hidden; mkdir bin; ";
    EXPECT_EQ(box.run(no_path + "ibmcloud-token --check --cli " + cli).status, EX_OK);
    EXPECT_EQ(box.run("IBMCLOUD_TOKEN_CLI=" + cli + " ibmcloud-token --check").status, EX_OK);
    EXPECT_EQ(box.run("IBMCLOUD_TOKEN_CLI=/x ibmcloud-token --check --cli " + cli).status, EX_OK);
    EXPECT_EQ(box.run("ibmcloud-token --check --cli hidden/ibmcloud").status, EX_OK);
    EXPECT_EQ(box.run("ln -s " + cli + " bin/bx; ibmcloud-token --check --cli bx").status, EX_OK);
}

TEST(CommandLine, SaysThatThereIsNoCli) {
    const sandbox box;
    const std::string program = PROGRAM;
    expect_refusal(box.run("rm bin/ibmcloud; ibmcloud-token"), 127, "ibmcloud", "install");
    expect_refusal(box.run("ibmcloud-token --cli ./none"), 127, "./none");
    expect_refusal(box.run("ln -s none bin/ibmcloud; ibmcloud-token"), 127, "not found");
    expect_refusal(
        box.run("cd bin; rm ibmcloud; cp " SCRIPTED_CLI " ibmcloud; PATH=:.:../bin: " + program),
        127, "not found");
    expect_refusal(box.run("unset PATH; " + program), 127, "not found");
}

TEST(CommandLine, SaysThatTheCliCanNotBeExecuted) {
    const sandbox box;
    expect_refusal(box.run("ibmcloud-token --cli /"), 126, "/");
    expect_refusal(box.run("rm bin/ibmcloud; mkdir bin/ibmcloud; ibmcloud-token"), 126, "executed");
    const std::vector<std::pair<std::string, std::string>> table = {
        {": >cli; chmod -x cli", "ermission"},
        {": >cli", "#!"},
        {"echo 'echo hello' >cli", "#!"},
        {"echo '#!/none/sh -e' >cli", "/none/sh"},
        // The loader, whose path is in the file, and the machine, which is at its byte 18.
        {"sed 's|/lib64/ld|/none9/xx|; s|/lib/ld|/non/xx|' " SCRIPTED_CLI " >cli", "loader"},
        {"cp " SCRIPTED_CLI " cli; printf '\\4\\0' | dd of=cli bs=1 seek=18 conv=notrunc",
         "machine"},
    };
    for (const auto& [make, reason] : table) {
        SCOPED_TRACE(make);
        const outcome ended = box.run("{ : >cli; chmod +x cli; " + make +
                                      "; } 2>/dev/null; ibmcloud-token --cli ./cli");
        expect_refusal(ended, 126, "'./cli'");
        EXPECT_NE(ended.err.find(reason), std::string::npos) << ended.err;
        EXPECT_EQ(ended.err.find("install"), std::string::npos) << ended.err;
    }
}

TEST(CommandLine, LooksFurtherThanAFileThatCanNotBeExecuted) {
    const sandbox box;
    const outcome ended =
        box.run("mkdir first; : >first/ibmcloud; PATH=$PWD/first:$PATH exec ibmcloud-token");
    EXPECT_EQ(ended.status, EX_OK) << ended.err;
}

TEST(CommandLine, RefusesToRunWithoutAHome) {
    const sandbox box;
    expect_refusal(box.run("unset HOME; ibmcloud-token"), EX_CONFIG, "home");
    expect_refusal(box.run("HOME= ibmcloud-token"), EX_CONFIG, "home");
    for (const char* const name : {"IBMCLOUD_CONFIG_HOME", "IBMCLOUD_HOME", "BLUEMIX_HOME"}) {
        const std::string script = std::string("unset HOME; ") + name + "=/none ibmcloud-token";
        EXPECT_EQ(box.run(script).status, EX_OK) << name;
    }
    EXPECT_EQ(box.run("unset HOME; ibmcloud iam | ibmcloud-token -i -").status, EX_OK);
}

TEST(CommandLine, RunsTheCliInAPlainEnvironment) {
    const sandbox box;
    write_file(box.folder() / "print", "#!/bin/sh\nenv >seen\nexec ibmcloud \"$@\"\n");
    const outcome ended = box.run(
        "chmod +x print; export KEPT=1 HTTPS_PROXY=p LC_ALL=fr_FR LANGUAGE=fr IBMCLOUD_TRACE=x "
        "BLUEMIX_TRACE=true BLUEMIX_COLOR=true BLUEMIX_VERSION_CHECK=true IBMCLOUD_COLOR=true; "
        "ibmcloud-token --check --cli ./print && grep -E "
        "'^(KEPT|HTTPS_|LC_|LANG|IBMCLOUD_|BLUEMIX_)' seen | sed 's/PARENT=[0-9]*/PARENT=PID/' | "
        "sort");
    EXPECT_EQ(ended.out, "HTTPS_PROXY=p\nIBMCLOUD_COLOR=false\nIBMCLOUD_TOKEN_PARENT=PID\n"
                         "IBMCLOUD_TRACE=false\nIBMCLOUD_VERSION_CHECK=false\nKEPT=1\nLC_ALL=C\n");
}

TEST(CommandLine, RunsTheCliWithoutItsTerminal) {
    const sandbox box;
    const outcome ended = box.run("script -qec 'ibmcloud-token --check -v' log", "terminal,token");
    EXPECT_EQ(ended.status, EX_OK);
    EXPECT_NE(ended.out.find("no terminal"), std::string::npos) << ended.out;
    EXPECT_NE(box.run("script -qec ibmcloud log", "terminal").out.find("a terminal"),
              std::string::npos);
}

TEST(CommandLine, SaysThatTheInputCanNotBeRead) {
    const sandbox box;
    expect_refusal(box.run("ibmcloud-token -i none"), EX_NOINPUT, "'none': No such file");
    expect_refusal(box.run("ibmcloud-token -i ."), EX_NOINPUT, "'.': Is a directory");
    expect_refusal(box.run("ibmcloud-token -i - <&-"), EX_NOINPUT, "standard input");
    expect_refusal(box.run("head -c 2000000 /dev/zero | ibmcloud-token -i -"), EX_DATAERR, "1 MiB");
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
