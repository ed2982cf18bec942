#include "core/failure.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token {
namespace {

std::vector<errc> all_causes() {
    std::vector<errc> all;
    for (int value = 0; value <= static_cast<int>(errc::cli_not_found); ++value) {
        all.push_back(static_cast<errc>(value));
    }
    return all;
}

bool is_one_line(std::string_view text) {
    return text.find_first_of("\r\n") == std::string_view::npos;
}

TEST(Failure, HasAMessageOfItsOwnForEveryCauseButUsage) {
    std::set<std::string> messages;
    for (const errc cause : all_causes()) {
        const std::string text = message(cause);
        EXPECT_EQ(text.empty(), cause == errc::usage) << static_cast<int>(cause);
        EXPECT_TRUE(is_one_line(text)) << text;
        EXPECT_TRUE(messages.insert(text).second) << text;
    }
}

TEST(Failure, PutsTheDetailBehindTheCause) {
    EXPECT_EQ(message(failure(errc::timed_out, "60s")), "the CLI did not end in time: 60s");
    EXPECT_EQ(message(failure(errc::usage, "unexpected argument 'x'")), "unexpected argument 'x'");
    EXPECT_EQ(message(failure(errc::timed_out, "60s: ")), "the CLI did not end in time: 60s");
    EXPECT_EQ(message(failure(errc::usage, "")), "");
}

TEST(Failure, MapsEveryCauseToAStatusOfTheContract) {
    const std::set<int> statuses = {64, 65, 66, 69, 70, 71, 73, 74, 75, 77, 78, 126, 127};
    std::set<int> used;
    for (const errc cause : all_causes()) {
        EXPECT_TRUE(statuses.contains(exit_status(cause))) << message(cause);
        used.insert(exit_status(cause));
    }
    EXPECT_EQ(used, statuses);
}

TEST(Failure, MapsEachCauseToItsStatus) {
    struct row {
        errc cause;
        int status;
    };
    const std::vector<row> table = {
        {errc::usage, 64},
        {errc::github_env_unset, 64},
        {errc::no_token, 65},
        {errc::unknown_algorithm, 65},
        {errc::token_wrapped, 65},
        {errc::refresh_token, 65},
        {errc::too_much_output, 65},
        {errc::unknown_account, 65},
        {errc::lifetime_out_of_reach, 65},
        {errc::unreadable_input, 66},
        {errc::cli_failed, 69},
        {errc::cli_calls_this_program, 69},
        {errc::login_failed, 69},
        {errc::program_fault, 70},
        {errc::system_refused, 71},
        {errc::cant_create_output, 73},
        {errc::write_failed, 74},
        {errc::timed_out, 75},
        {errc::network_failure, 75},
        {errc::servers_failed, 75},
        {errc::not_logged_in, 77},
        {errc::login_refused, 77},
        {errc::token_expired, 77},
        {errc::expired_when_printed, 77},
        {errc::token_short_lived, 77},
        {errc::no_credential, 77},
        {errc::credential_refused, 77},
        {errc::other_account, 78},
        {errc::no_home, 78},
        {errc::called_by_cli, 78},
        {errc::cli_not_executable, 126},
        {errc::cli_not_found, 127},
    };
    for (const auto& [cause, status] : table) {
        EXPECT_EQ(exit_status(cause), status) << message(cause);
    }
}

TEST(Failure, HasAHintOfOneLineAtMost) {
    for (const errc cause : all_causes()) {
        EXPECT_TRUE(is_one_line(hint(cause))) << message(cause);
    }
}

TEST(Failure, AdvisesALoginOnlyWhereALoginHelps) {
    const std::set<errc> others = {errc::expired_when_printed, errc::no_credential,
                                   errc::credential_refused};
    for (const errc cause : all_causes()) {
        const bool helps = exit_status(cause) == 77 && !others.contains(cause);
        EXPECT_EQ(hint(cause) == "log in with: ibmcloud login", helps) << message(cause);
    }
}

TEST(Failure, AdvisesToCheckTheClockIfTheCliPrintsAnExpiredToken) {
    EXPECT_EQ(hint(errc::expired_when_printed), "check this machine's clock");
}

TEST(Failure, IsTheErrorOfAResult) {
    const result<int> found = errc::no_token;
    ASSERT_TRUE(found.has_error());
    EXPECT_EQ(found.error().cause(), errc::no_token);
    EXPECT_THROW((void)found.value(), std::logic_error);
}

}  // namespace
}  // namespace ibmcloud_token
