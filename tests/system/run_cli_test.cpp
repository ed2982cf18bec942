#include "system/run_cli.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/errors.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::uint64_t one_gibibyte = 1024UL * 1024 * 1024;

/// Runs the scripted CLI, and asks of what it left.
class RunCli : public testing::Test {
protected:
    ~RunCli() override { std::filesystem::remove(alive_); }

    result<cli_result> run(const std::string& script, std::chrono::milliseconds timeout = 60s) {
        const std::string script_variable = "SCRIPT=" + script;
        const std::string alive_variable = "ALIVE=" + alive_;
        start_ = steady_clock::now();
        return run_cli({
            .path = SCRIPTED_CLI,
            .arguments = {"iam", "oauth-tokens"},
            .environment = {script_variable.c_str(), alive_variable.c_str(), nullptr},
            .signals = signals_,
            .deadline = start_ + timeout,
            .turn = &turn_,
        });
    }

    [[nodiscard]] bool is_anything_left() const {
        const unique_fd file(::open(alive_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        return ::flock(file.get(), LOCK_EX | LOCK_NB) != 0;
    }

    [[nodiscard]] auto time_taken() const { return steady_clock::now() - start_; }

    caller_signals signals_;
    /// Of no directory, which anybody can have.
    cli_turn turn_ = *cli_turn::wait_until(steady_clock::now(), "");

private:
    std::string alive_ = testing::TempDir() + "alive-" + std::to_string(::getpid());
    steady_clock::time_point start_;
};

std::string errors_of(const result<cli_result>& ended) {
    return ended.has_value() ? std::string(ended->errors.view()) : ended.error().message();
}

TEST_F(RunCli, GivesBackBothStreamsAndTheStatus) {
    const auto ended = run("out=one,err=two,exit=3");
    ASSERT_TRUE(ended.has_value());
    EXPECT_EQ(ended->output.view(), "one\n");
    EXPECT_EQ(ended->errors.view(), "two\n");
    EXPECT_EQ(WEXITSTATUS(ended->wait_status), 3);
}

TEST_F(RunCli, TellsAnExitStatusFromASignal) {
    const auto exited = run("exit=15");
    ASSERT_TRUE(exited.has_value());
    EXPECT_TRUE(WIFEXITED(exited->wait_status));
    EXPECT_EQ(WEXITSTATUS(exited->wait_status), 15);
    for (const int signal : {SIGTERM, SIGKILL, SIGSEGV}) {
        const auto died = run("die=" + std::to_string(signal));
        ASSERT_TRUE(died.has_value());
        EXPECT_TRUE(WIFSIGNALED(died->wait_status));
        EXPECT_EQ(WTERMSIG(died->wait_status), signal);
    }
}

TEST_F(RunCli, ReadsAllOfWhatWasWrittenRightBeforeTheEnd) {
    for (int i = 0; i < 50; ++i) {
        const auto ended = run("flood-both=524288,out=last");
        ASSERT_TRUE(ended.has_value());
        EXPECT_EQ(ended->output.size(), 524288 + 5);
        EXPECT_TRUE(ended->output.view().ends_with("x"
                                                   "last\n"));
    }
}

TEST_F(RunCli, StopsACliThatFloodsItsOutput) {
    EXPECT_TRUE(run("flood-out=" + std::to_string(one_gibibyte)).error() == errc::too_much_output);
    EXPECT_TRUE(run("flood-both=" + std::to_string(one_gibibyte)).error() == errc::too_much_output);
    EXPECT_FALSE(is_anything_left());
}

TEST_F(RunCli, TakesOneMebibyteAndNotAByteMore) {
    EXPECT_TRUE(run("flood-out=1048576").has_value());
    EXPECT_TRUE(run("flood-out=1048576,out=").error() == errc::too_much_output);
}

TEST_F(RunCli, KeepsTheTwoEndsOfALongErrorStream) {
    const auto ended =
        run("err=first,flood-err=" + std::to_string(one_gibibyte) + ",err=last,token");
    ASSERT_TRUE(ended.has_value());
    EXPECT_TRUE(ended->errors.view().starts_with("first\n"));
    EXPECT_TRUE(ended->errors.view().ends_with("last\n"));
    EXPECT_LE(ended->errors.size(), 64 * 1024 + 1);
}

TEST_F(RunCli, StopsAtTheDeadline) {
    for (const char* const script : {"hang", "drip", "close-out,hang", "close-out,close-err,hang",
                                     "token,hang", "tree=3,hang", "stop"}) {
        EXPECT_TRUE(run(script, 200ms).error() == errc::timed_out) << script;
        EXPECT_FALSE(is_anything_left()) << script;
        EXPECT_LT(time_taken(), 20s) << script;
    }
}

TEST_F(RunCli, KillsWhatIgnoresTheRequestToEnd) {
    EXPECT_TRUE(run("ignore=15,tree=2,hang", 200ms).error() == errc::timed_out);
    EXPECT_FALSE(is_anything_left());
    EXPECT_GE(time_taken(), 2s);
}

TEST_F(RunCli, WaitsForTheEndAndNotForTheToken) {
    const auto ended = run("token,sleep-ms=1000,out=more");
    ASSERT_TRUE(ended.has_value());
    EXPECT_TRUE(ended->output.view().ends_with("more\n"));
    EXPECT_GE(time_taken(), 1s);
}

TEST_F(RunCli, DoesNotWaitForAGrandchildThatHoldsAPipe) {
    for (const char* const streams : {"o", "e", "oe", "p"}) {
        const auto ended = run(std::string("token,leave=") + streams);
        ASSERT_TRUE(ended.has_value()) << streams;
        EXPECT_EQ(ended->output.size(), 76) << streams;
        EXPECT_LT(time_taken(), 20s) << streams;
    }
}

TEST_F(RunCli, GivesTheCliAnEmptyInputNoTerminalAndNoOtherDescriptor) {
    const int inherited = ::open("/dev/null", O_RDONLY);
    const std::string errors = errors_of(run("input,terminal,descriptors"));
    ::close(inherited);
    EXPECT_EQ(errors, "input 0\nno terminal\nfd 0\nfd 1\nfd 2\n");
}

TEST_F(RunCli, GivesTheCliTheSignalsOfTheCaller) {
    signals_ = prepare_this_process();
    const std::string errors = errors_of(run("signals"));
    signals_.restore();
    EXPECT_EQ(errors.find("changed"), std::string::npos) << errors;
}

TEST_F(RunCli, GivesTheCliTheEnvironmentAsItIs) {
    const std::string errors = errors_of(run("environment"));
    EXPECT_TRUE(errors.starts_with("env SCRIPT=environment\nenv ALIVE=")) << errors;
}

TEST_F(RunCli, SaysThatAFileCanNotBeExecuted) {
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {}
    const std::string path = testing::TempDir() + "empty-" + std::to_string(::getpid());
    ::close(::open(path.c_str(), O_CREAT | O_WRONLY, 0755));
    const auto ended = run_cli({.path = path,
                                .arguments = {},
                                .environment = {nullptr},
                                .signals = {},
                                .deadline = steady_clock::now() + 60s,
                                .turn = &turn_});
    std::filesystem::remove(path);
    EXPECT_TRUE(ended.error() == errc::cli_not_executable);
    EXPECT_LE(::waitpid(-1, nullptr, WNOHANG), 0) << "a zombie is left";
}

}  // namespace
}  // namespace ibmcloud_token
