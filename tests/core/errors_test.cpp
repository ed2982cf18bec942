#include "core/errors.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/system/errc.hpp>

namespace ibmcloud_token {
namespace {

std::vector<errc> all_errors() {
    std::vector<errc> all;
    for (int value = 1; value <= static_cast<int>(errc::cli_not_found); ++value) {
        all.push_back(static_cast<errc>(value));
    }
    return all;
}

bool is_one_line(std::string_view text) {
    return text.find_first_of("\r\n") == std::string_view::npos;
}

TEST(Errors, SayEachInOneLineWhatHappened) {
    std::set<std::string> messages;
    for (const errc error : all_errors()) {
        const std::string message = make_error_code(error).message();
        EXPECT_NE(message, "unknown error") << static_cast<int>(error);
        EXPECT_NE(message, "") << static_cast<int>(error);
        EXPECT_TRUE(is_one_line(message)) << message;
        EXPECT_TRUE(messages.insert(message).second) << message;
    }
}

TEST(Errors, EndWithTheLastOneKnown) {
    const int next = static_cast<int>(errc::cli_not_found) + 1;
    EXPECT_EQ(error_code(next, token_category()).message(), "unknown error");
    EXPECT_EQ(exit_status(static_cast<errc>(next)), 70);
    EXPECT_EQ(remedy(static_cast<errc>(next)), "");
    EXPECT_EQ(error_code(0, token_category()).message(), "unknown error");
}

TEST(Errors, HaveAStatusOfTheContract) {
    const std::set<int> statuses = {64, 65, 66, 69, 71, 73, 74, 75, 77, 78, 126, 127};
    std::set<int> used;
    for (const errc error : all_errors()) {
        const int status = exit_status(error);
        EXPECT_EQ(statuses.count(status), 1U) << make_error_code(error).message();
        used.insert(status);
    }
    EXPECT_EQ(used, statuses);
}

TEST(Errors, MapToTheStatusThatTellsWhatToDo) {
    struct row {
        errc error;
        int status;
    };
    const std::vector<row> table = {
        {errc::no_token, 65},          {errc::refresh_token, 65},
        {errc::too_much_output, 65},   {errc::unknown_account, 65},
        {errc::unreadable_input, 66},  {errc::cli_failed, 69},
        {errc::system_refused, 71},    {errc::cant_create_output, 73},
        {errc::write_failed, 74},      {errc::timed_out, 75},
        {errc::network_failure, 75},   {errc::not_logged_in, 77},
        {errc::login_refused, 77},     {errc::token_expired, 77},
        {errc::token_short_lived, 77}, {errc::other_account, 78},
        {errc::no_home, 78},           {errc::cli_not_executable, 126},
        {errc::cli_not_found, 127},
    };
    for (const auto& [error, status] : table) {
        EXPECT_EQ(exit_status(error), status) << make_error_code(error).message();
    }
}

TEST(Errors, HaveARemedyOfOneLineAtMost) {
    for (const errc error : all_errors()) {
        EXPECT_TRUE(is_one_line(remedy(error))) << make_error_code(error).message();
    }
}

TEST(Errors, SendToTheLoginWheneverAStatusSaysSo) {
    for (const errc error : all_errors()) {
        EXPECT_EQ(remedy(error) == "log in with: ibmcloud login", exit_status(error) == 77)
            << make_error_code(error).message();
    }
}

TEST(Errors, AreOfTheProgramsCategory) {
    EXPECT_STREQ(token_category().name(), "ibmcloud-token");
    EXPECT_EQ(&make_error_code(errc::no_token).category(), &token_category());
}

TEST(Errors, ComeBackFromTheirCode) {
    for (const errc error : all_errors()) {
        EXPECT_EQ(to_errc(make_error_code(error)), error) << make_error_code(error).message();
    }
}

TEST(Errors, OfTheSystemAreOneToTheUser) {
    const auto denied = make_error_code(boost::system::errc::permission_denied);
    EXPECT_EQ(to_errc(denied), errc::system_refused);
}

}  // namespace
}  // namespace ibmcloud_token
