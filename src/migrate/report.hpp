#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/finding.hpp"

namespace ibmcloud_token::migrate {

enum class report_format { text, github, sarif, checkstyle, json };

/// The format called `name`; nothing if there is none.
std::optional<report_format> find_report_format(std::string_view name);

/// The names of all formats, as a message lists them.
std::string report_format_names();

/// A finding as people see it.
struct reported_finding {
    std::string path;
    std::size_t line = 0;  ///< from 1
    std::size_t column = 0;
    std::size_t end_line = 0;
    std::size_t end_column = 0;  ///< of the first character behind the place
    rule id = rule::cut_text;
    std::string message;
    std::string pipeline;  ///< Nothing of its lines but this may be shown.
    bool can_be_rewritten = false;
};

/// `found`, in the file `path` with this text.
std::vector<reported_finding> describe_findings(const std::string& path, std::string_view text,
                                                const std::vector<finding>& found);

/// What happened in all files.
struct run_summary {
    std::size_t written = 0;  ///< rewrites that were made
    std::size_t files_written = 0;
};

/// The report on all findings, with a newline at its end.
std::string write_report(report_format format, const std::vector<reported_finding>& findings,
                         const run_summary& summary);

/// The last line of the list.
std::string summary_line(const std::vector<reported_finding>& findings, const run_summary& summary);

}  // namespace ibmcloud_token::migrate
