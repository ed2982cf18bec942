#pragma once

#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// The arguments of the macros `.It Li "…"` in section `section` of the man page MAN_PAGE.
inline std::set<std::string> quoted_heads(const std::string& section) {
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

/// True if the number `status` stands in `help`, with a blank behind it.
inline bool lists_status(const std::string& help, int status) {
    const std::string number = std::to_string(status) + ' ';
    return help.find(' ' + number) != std::string::npos ||
           help.find('\n' + number) != std::string::npos;
}

}  // namespace ibmcloud_token
