#include "token/help.hpp"

#include <cstddef>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "helpers/man_page.hpp"
#include "token/options.hpp"

namespace ibmcloud_token {
namespace {

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

TEST(Help, ListsTheOptionsOfTheProgram) {
    const auto of_help = options_of_help();
    const auto of_program = options_of_program();
    for (const std::string& option : of_program) {
        EXPECT_TRUE(of_help.contains(option)) << "src/token/help.cpp lacks " << option;
    }
    for (const std::string& option : of_help) {
        EXPECT_TRUE(of_program.contains(option)) << "known_options lacks " << option;
    }
}

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
        if (!hint(cause).empty() && !belongs_to_login(cause)) {
            hints.emplace(hint(cause));
        }
    });
    EXPECT_EQ(quoted_heads("DIAGNOSTICS"), hints);
}

}  // namespace
}  // namespace ibmcloud_token
