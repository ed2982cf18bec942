#include "migrate/program.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include <sysexits.h>

#include "migrate/changes.hpp"
#include "migrate/help.hpp"
#include "migrate/options.hpp"
#include "migrate/report.hpp"
#include "system/files.hpp"
#include "system/messages.hpp"

namespace ibmcloud_token::migrate {
namespace {

constexpr std::string_view program_name = "ibmcloud-token-migrate";
constexpr int findings_left = 1;

/// Writes `text` and returns the exit status: `status`, unless it can't be written.
int write_output(std::string_view text, int status, const messages& log) {
    const result<void> written = write_standard_output(text);
    return written.has_error() ? log.report(written.error()) : status;
}

int go_through(const options& asked, const messages& log) {
    const auto done = go_through_files(asked, log);
    if (done.has_error()) {
        return log.report(done.error());
    }
    if (done->lacks_shfmt) {
        log.say("shfmt was not found on PATH: rewrites need it");
        log.say("hint: install shfmt, or list without --diff and --write");
        return EX_UNAVAILABLE;
    }
    const int status = std::max(done->status, done->findings.empty() ? EX_OK : findings_left);
    if (std::holds_alternative<print_diff>(asked.asked)) {
        const std::string summary = summary_line(done->findings, done->summary);
        if (!summary.empty()) {
            log.say(std::string_view(summary).substr(0, summary.size() - 1));
        }
        return write_output(done->diff, status, log);
    }
    const auto* const listed = std::get_if<list_findings>(&asked.asked);
    const report_format format =
        listed == nullptr ? std::get<write_files>(asked.asked).format : listed->format;
    return write_output(write_report(format, done->findings, done->summary), status, log);
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const caller_state& /*caller*/) {
    const messages log(program_name, false, false);
    const auto asked = parse_options(arguments);
    if (asked.has_error()) {
        return log.report(asked.error());
    }
    if (std::holds_alternative<show_help>(*asked)) {
        return write_output(help_text(), EX_OK, log);
    }
    if (std::holds_alternative<show_version>(*asked)) {
        return write_output(version_text(), EX_OK, log);
    }
    if (const auto* const named = std::get_if<explain_rule>(&*asked)) {
        return write_output(explanation(named->id), EX_OK, log);
    }
    return go_through(std::get<options>(*asked), log);
}

}  // namespace ibmcloud_token::migrate
