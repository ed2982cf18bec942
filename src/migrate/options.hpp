#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/failure.hpp"
#include "migrate/report.hpp"
#include "migrate/rules.hpp"
#include "migrate/walk.hpp"
#include "program/common_options.hpp"

namespace ibmcloud_token::migrate {

/// What to do with the files.
struct list_findings {
    report_format format = report_format::text;
};
struct print_diff {};
struct write_files {
    report_format format = report_format::text;
};

using task = std::variant<list_findings, print_diff, write_files>;

struct options {
    task asked;
    std::vector<std::string> paths;         ///< `.` if none were given
    std::optional<std::string> stdin_name;  ///< Standard input is read as if it were this file.
    path_filter files;
    std::vector<rule> rules;  ///< those that are looked for
};

/// --explain
struct explain_rule {
    rule id;
};

using request = std::variant<options, explain_rule, show_help, show_version>;

/// What `arguments` ask for. Error: `usage`.
result<request> parse_options(const std::vector<std::string>& arguments);

}  // namespace ibmcloud_token::migrate
