// What the program refuses: exit status, message and advice.

#include <gtest/gtest.h>

#include <cstddef>
#include <ctime>
#include <string>
#include <tuple>
#include <vector>

#include <sysexits.h>

#include "core/tokens.hpp"
#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

TEST(Failures, TellsWhyTheCliFailed) {
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

TEST(Failures, TakesATimeOutForAReasonToTryAgain) {
    const sandbox box;
    const outcome ended = box.run("ibmcloud-token --timeout 1", "token,hang");
    expect_refusal(ended, EX_TEMPFAIL, "1s", "--timeout");
    EXPECT_FALSE(box.is_cli_left());
}

TEST(Failures, GivesAdviceThatHelps) {
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

TEST(Failures, SaysThatATokenIsWrapped) {
    const sandbox box;
    for (const char* const width : {"76", "80", "40"}) {
        expect_refusal(box.run("{ printf 'IAM token:  Bearer '; cat '" +
                               std::string(FIXTURES_DIR "/tokens/session.jws") + "'; } | fold -w " +
                               width + " | ibmcloud-token -i -"),
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

TEST(Failures, RefusesATokenThatExpiresTooSoon) {
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

TEST(Failures, RefusesATokenOfAnotherAccount) {
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

}  // namespace
}  // namespace ibmcloud_token
