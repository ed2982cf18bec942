#include "login/help.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "helpers/man_page.hpp"
#include "login/advice.hpp"

namespace ibmcloud_token::login {
namespace {

TEST(LoginHelp, ListsEveryExitStatusButThatOfOutputFiles) {
    const std::string help(help_text());
    for_each_cause([&](errc cause) {
        const int status = exit_status(cause);
        EXPECT_EQ(lists_status(help, status), cause != errc::cant_create_output)
            << status << " of " << message(cause);
    });
}

TEST(LoginManPage, ListsEveryAdvice) {
    std::set<std::string> all = {"see: ibmcloud-login --help"};
    for_each_cause([&](errc cause) {
        if (!advice(cause).empty()) {
            all.emplace(advice(cause));
        }
    });
    EXPECT_EQ(quoted_heads("DIAGNOSTICS"), all);
}

TEST(Advice, NeverSendsTheUserToTheLoginThatHasFailed) {
    for_each_cause([](errc cause) {
        EXPECT_EQ(advice(cause).find("ibmcloud login"), std::string_view::npos) << message(cause);
    });
}

}  // namespace
}  // namespace ibmcloud_token::login
