#include "token/help.hpp"

#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/failure.hpp"

namespace ibmcloud_token {
namespace {

/// The arguments of the macros `.It Li "…"` in section `section` of the man page.
std::set<std::string> quoted_heads(const std::string& section) {
    std::ifstream page(MAN_PAGE);
    std::set<std::string> heads;
    bool is_inside = false;
    constexpr std::string_view head = ".It Li \"";
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with(".Sh ")) {
            is_inside = line == ".Sh " + section;
        } else if (is_inside && line.starts_with(head) && line.ends_with('"')) {
            heads.insert(line.substr(head.size(), line.size() - head.size() - 1));
        }
    }
    return heads;
}

/// Calls `check` with every cause of a failure.
template <typename Check>
void for_each_cause(Check check) {
    for (int cause = 0; cause <= static_cast<int>(errc::cli_not_found); ++cause) {
        check(static_cast<errc>(cause));
    }
}

TEST(Help, ListsEveryExitStatus) {
    const std::string help(help_text());
    for_each_cause([&](errc cause) {
        const std::string status = ' ' + std::to_string(exit_status(cause)) + ' ';
        const std::string at_line_start = '\n' + status.substr(1);
        EXPECT_TRUE(help.find(status) != std::string::npos ||
                    help.find(at_line_start) != std::string::npos)
            << status << "of cause " << static_cast<int>(cause);
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
