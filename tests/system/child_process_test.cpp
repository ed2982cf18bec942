#include "system/child_process.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t one_gibibyte = 1024UL * 1024 * 1024;

/// Runs the scripted CLI, and asks whether any process of it is left.
class RunChild : public testing::Test {
protected:
    void TearDown() override {
        caller_.restore();
        std::filesystem::remove(alive_);
    }

    result<child_result> run(const std::string& script, std::chrono::milliseconds timeout = 60s) {
        child_environment environment;
        environment.set("SCRIPT", script);
        environment.set("ALIVE", alive_);
        return run_file(SCRIPTED_CLI, environment, timeout);
    }

    result<child_result> run_file(const std::string& path, const child_environment& environment,
                                  std::chrono::milliseconds timeout) {
        held_signals signals;
        start_ = steady_clock::now();
        return run_child({.path = path,
                          .name = path,
                          .arguments = {"iam", "oauth-tokens"},
                          .environment = environment,
                          .caller = caller_,
                          .inherited_fd = inherited_fd_,
                          .limit = time_limit(timeout),
                          .are_files_whole = are_files_whole_},
                         signals);
    }

    [[nodiscard]] bool is_anything_left() const {
        const unique_fd file(::open(alive_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        return ::flock(file.get(), LOCK_EX | LOCK_NB) != 0;
    }

    [[nodiscard]] auto time_taken() const { return steady_clock::now() - start_; }

    int inherited_fd_ = -1;
    file_check are_files_whole_ = [] { return true; };

private:
    caller_state caller_ = prepare_this_process();
    std::string alive_ = testing::TempDir() + "alive-" + std::to_string(::getpid());
    steady_clock::time_point start_;
};

std::optional<errc> cause(const result<child_result>& ended) {
    return ended.has_error() ? std::optional(ended.error().cause()) : std::nullopt;
}

std::string errors_of(const result<child_result>& ended) {
    return ended.has_value() ? std::string(ended->errors.view()) : message(ended.error());
}

TEST_F(RunChild, ReturnsBothStreamsAndTheStatus) {
    const auto ended = run("out=one,err=two,exit=3");
    ASSERT_TRUE(ended.has_value());
    EXPECT_EQ(ended->output.view(), "one\n");
    EXPECT_EQ(ended->errors.view(), "two\n");
    EXPECT_EQ(WEXITSTATUS(ended->wait_status), 3);
}

TEST_F(RunChild, DistinguishesAnExitStatusFromASignal) {
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

TEST_F(RunChild, ReadsEverythingThatWasWrittenRightBeforeTheEnd) {
    for (int i = 0; i < 50; ++i) {
        const auto ended = run("flood-both=524288,out=last");
        ASSERT_TRUE(ended.has_value());
        EXPECT_EQ(ended->output.size(), 524288 + 5);
        EXPECT_TRUE(ended->output.view().ends_with("x"
                                                   "last\n"));
    }
}

TEST_F(RunChild, StopsAChildThatFloodsItsOutput) {
    EXPECT_EQ(cause(run("flood-out=" + std::to_string(one_gibibyte))), errc::too_much_output);
    EXPECT_EQ(cause(run("flood-both=" + std::to_string(one_gibibyte))), errc::too_much_output);
    EXPECT_FALSE(is_anything_left());
}

TEST_F(RunChild, AcceptsOneMebibyteAndNotAByteMore) {
    EXPECT_TRUE(run("flood-out=1048576").has_value());
    EXPECT_EQ(cause(run("flood-out=1048576,out=")), errc::too_much_output);
}

TEST_F(RunChild, KeepsTheBeginningOfALongErrorStream) {
    const auto ended =
        run("err=first,flood-err=" + std::to_string(one_gibibyte) + ",err=last,token");
    ASSERT_TRUE(ended.has_value());
    EXPECT_TRUE(ended->errors.view().starts_with("first\n"));
    EXPECT_EQ(ended->errors.size(), 64 * 1024);
    EXPECT_GT(ended->output.size(), 0U);
}

TEST_F(RunChild, StopsAtTheDeadline) {
    for (const char* const script : {"hang", "drip", "close-out,hang", "close-out,close-err,hang",
                                     "token,hang", "tree=3,hang", "stop"}) {
        EXPECT_EQ(cause(run(script, 200ms)), errc::timed_out) << script;
        EXPECT_FALSE(is_anything_left()) << script;
        EXPECT_LT(time_taken(), 20s) << script;
    }
}

TEST_F(RunChild, KillsAChildThatIgnoresSigterm) {
    EXPECT_EQ(cause(run("ignore=15,tree=2,hang", 200ms)), errc::timed_out);
    EXPECT_FALSE(is_anything_left());
    EXPECT_GE(time_taken(), 2s);
}

TEST_F(RunChild, WaitsForTheEndAndNotForTheToken) {
    const auto ended = run("token,sleep-ms=1000,out=more");
    ASSERT_TRUE(ended.has_value());
    EXPECT_TRUE(ended->output.view().ends_with("more\n"));
    EXPECT_GE(time_taken(), 1s);
}

TEST_F(RunChild, DoesNotWaitForAGrandchildThatHoldsAPipe) {
    for (const char* const streams : {"o", "e", "oe", "p"}) {
        const auto ended = run(std::string("token,leave=") + streams);
        ASSERT_TRUE(ended.has_value()) << streams;
        EXPECT_EQ(ended->output.size(), 76) << streams;
        EXPECT_LT(time_taken(), 20s) << streams;
    }
}

TEST_F(RunChild, GivesTheChildAnEmptyInputNoTerminalAndNoOtherDescriptor) {
    const int inherited = ::open("/dev/null", O_RDONLY);
    const std::string errors = errors_of(run("input,terminal,descriptors"));
    ::close(inherited);
    EXPECT_EQ(errors, "input 0\nno terminal\nfd 0\nfd 1\nfd 2\n");
}

TEST_F(RunChild, GivesTheChildOneInheritedDescriptor) {
    for (const int number : {3, 60}) {
        const unique_fd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        const unique_fd inherited(::fcntl(null.get(), F_DUPFD_CLOEXEC, number));
        inherited_fd_ = inherited.get();
        EXPECT_EQ(errors_of(run("inherited")), "inherited\n");
        EXPECT_EQ(errors_of(run("descriptors")), "fd 0\nfd 1\nfd 2\nfd 3\n");
    }
    inherited_fd_ = -1;
    EXPECT_EQ(errors_of(run("inherited")), "nothing inherited\n");
}

TEST_F(RunChild, GivesTheChildTheSignalsOfTheCaller) {
    const std::string errors = errors_of(run("signals"));
    EXPECT_EQ(errors.find("changed"), std::string::npos) << errors;
}

TEST_F(RunChild, GivesTheChildTheEnvironmentAsItIs) {
    const std::string errors = errors_of(run("environment"));
    EXPECT_NE(errors.find("env SCRIPT=environment\nenv ALIVE="), std::string::npos) << errors;
}

TEST_F(RunChild, CountsARunThatEndsByItselfAfterTheDeadline) {
    const auto ended = run("sleep-ms=600,token", 100ms);
    ASSERT_TRUE(ended.has_value());
    EXPECT_EQ(ended->output.size(), 76);
}

TEST_F(RunChild, SendsNoSignalWhileItCouldDoHarm) {
    are_files_whole_ = [] { return false; };
    EXPECT_EQ(cause(run("hang", 100ms)), errc::timed_out);
    EXPECT_GE(time_taken(), 4s);
    EXPECT_LT(time_taken(), 7s);
    EXPECT_FALSE(is_anything_left());
}

TEST_F(RunChild, ReportsAFileThatCannotBeExecuted) {
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {}
    const std::string path = testing::TempDir() + "empty-" + std::to_string(::getpid());
    ::close(::open(path.c_str(), O_CREAT | O_WRONLY, 0755));
    const auto ended = run_file(path, {}, 60s);
    std::filesystem::remove(path);
    EXPECT_EQ(cause(ended), errc::cli_not_executable);
    EXPECT_LE(::waitpid(-1, nullptr, WNOHANG), 0) << "a zombie is left";
}

}  // namespace
}  // namespace ibmcloud_token
