// A CLI that calls the program that runs it.

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include <sysexits.h>

#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

/// Runs the program with a wrapper of `ibmcloud` that calls it with `arguments` and then does
/// `rest`. It has to end at once, not at the deadline.
outcome run_wrapped(const sandbox& box, const std::string& arguments, const std::string& rest) {
    std::filesystem::remove(box.folder() / "bin" / "ibmcloud");
    box.write_script("bin/ibmcloud", "echo >>calls; ibmcloud-token " + arguments +
                                         " >inner-out 2>inner-err; echo $? >inner-status; " + rest);
    const auto begin = std::chrono::steady_clock::now();
    outcome ended = box.run("ibmcloud-token --timeout 30");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
    EXPECT_EQ(read_file(box.folder() / "calls"), "\n");
    return ended;
}

void expect_refused_inside(const sandbox& box) {
    EXPECT_EQ(read_file(box.folder() / "inner-status"), "78\n");
    const std::string inner = read_file(box.folder() / "inner-err");
    expect_refusal({EX_CONFIG, read_file(box.folder() / "inner-out"), inner}, EX_CONFIG, "");
    EXPECT_NE(inner.find("IBMCLOUD_TOKEN_CLI"), std::string::npos) << inner;
}

TEST(Mark, EndsTheProgramInsideOfAWrapperThatGoesOn) {
    for (const bool has_configuration : {true, false}) {
        SCOPED_TRACE(has_configuration);
        const sandbox box;
        if (!has_configuration) {
            std::filesystem::remove(box.folder() / ".bluemix");
        }
        const outcome ended = run_wrapped(box, "--check", "exec " SCRIPTED_CLI);
        EXPECT_EQ(ended.status, EX_OK) << ended.err;
        EXPECT_TRUE(ended.out == sample + '\n');
        expect_refused_inside(box);
    }
}

TEST(Mark, LetsTheOuterRunSayHowTheCliEnded) {
    for (const bool has_configuration : {true, false}) {
        SCOPED_TRACE(has_configuration);
        const sandbox box;
        if (!has_configuration) {
            std::filesystem::remove(box.folder() / ".bluemix");
        }
        expect_refusal(run_wrapped(box, "", "exit 78"), EX_UNAVAILABLE, "exit status 78");
        expect_refused_inside(box);
    }
}

TEST(Mark, HasTheOuterRunAdviseToNameTheRealCli) {
    for (const char* const wrapper : {"exec ibmcloud-token", "exec ibmcloud-token --reuse",
                                      "ibmcloud-token || exit 1", "exec ibmcloud-token -v 2>&1"}) {
        const sandbox box;
        std::filesystem::remove(box.folder() / "bin" / "ibmcloud");
        box.write_script("bin/ibmcloud", wrapper);
        for (const char* const arguments : {"", "--reuse", "--check"}) {
            SCOPED_TRACE(std::string(wrapper) + ' ' + arguments);
            expect_refusal(box.run(std::string("ibmcloud-token ") + arguments), EX_UNAVAILABLE,
                           "the CLI is a wrapper that calls this program: exit status ",
                           "name the real CLI with --cli or IBMCLOUD_TOKEN_CLI");
        }
    }
}

TEST(Mark, EndsTheProgramAlsoWithReuse) {
    const sandbox box;
    run_wrapped(box, "--reuse", "exec " SCRIPTED_CLI);
    expect_refused_inside(box);
}

TEST(Mark, AllowsWhatDoesNotRunTheCli) {
    const sandbox box;
    write_file(box.folder() / "in", "Bearer " + sample);
    const outcome ended = run_wrapped(box, "-i in", "cat inner-out");
    EXPECT_TRUE(ended.out == sample + '\n') << ended.err;
    EXPECT_EQ(run_wrapped(sandbox(), "--help", "cat inner-out").status, EX_DATAERR);
}

TEST(Mark, OfAProcessThatHasEndedMeansNothing) {
    const sandbox box;
    for (const char* const mark :
         {"$(sh -c 'echo $$')", "''", "x", "0", "-1", "99999999999999999999"}) {
        EXPECT_EQ(box.run(std::string("IBMCLOUD_TOKEN_PARENT=") + mark + " ibmcloud-token --check")
                      .status,
                  EX_OK)
            << mark;
    }
    EXPECT_EQ(box.run("IBMCLOUD_TOKEN_PARENT=$$ ibmcloud-token; exit $?").status, EX_CONFIG);
}

}  // namespace
}  // namespace ibmcloud_token
