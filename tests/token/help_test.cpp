#include "token/help.hpp"

#include <cstddef>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/failure.hpp"
#include "token/options.hpp"

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

/// The options at the beginnings of lines of --help, which end before the first word without a
/// dash.
std::set<std::string> options_of_help() {
    std::istringstream help{std::string(help_text())};
    std::set<std::string> options;
    for (std::string line; std::getline(help, line);) {
        std::istringstream words(line.starts_with("  ") ? line : "");
        for (std::string word; words >> word && word.size() > 1 && word.front() == '-';) {
            options.insert(word.substr(0, word.find(',')));
        }
    }
    return options;
}

std::set<std::string> options_of_program() {
    std::set<std::string> options;
    for (const known_option& option : token_syntax.options) {
        const std::string names = option.names;
        const std::size_t comma = names.find(',');
        options.insert("--" + names.substr(0, comma));
        if (comma != std::string::npos) {
            options.insert('-' + names.substr(comma + 1));
        }
    }
    return options;
}

/// True if only ibmcloud-login reports `cause`.
bool belongs_to_login(errc cause) {
    return cause == errc::login_failed || cause == errc::no_credential ||
           cause == errc::credential_refused;
}

/// Calls `check` with every cause of a failure.
template <typename Check>
void for_each_cause(Check check) {
    for (int cause = 0; cause <= static_cast<int>(errc::cli_not_found); ++cause) {
        check(static_cast<errc>(cause));
    }
}

TEST(Help, ListsTheOptionsOfTheProgram) {
    EXPECT_EQ(options_of_help(), options_of_program());
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
        if (!hint(cause).empty() && !belongs_to_login(cause)) {
            hints.emplace(hint(cause));
        }
    });
    EXPECT_EQ(quoted_heads("DIAGNOSTICS"), hints);
}

}  // namespace
}  // namespace ibmcloud_token
