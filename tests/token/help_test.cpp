#include "token/help.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "helpers/man_page.hpp"

namespace ibmcloud_token {
namespace {

TEST(Help, ListsEveryExitStatus) {
    const std::string help(help_text());
    for_each_cause([&](errc cause) {
        const int status = exit_status(cause);
        EXPECT_TRUE(lists_status(help, status)) << status << " of " << message(cause);
    });
}

TEST(ManPage, ListsEveryHint) {
    std::set<std::string> hints = {"see: ibmcloud-token --help"};
    for_each_cause([&](errc cause) {
        if (!hint(cause).empty()) {
            hints.emplace(hint(cause));
        }
    });
    EXPECT_EQ(quoted_heads("DIAGNOSTICS"), hints);
}

}  // namespace
}  // namespace ibmcloud_token
