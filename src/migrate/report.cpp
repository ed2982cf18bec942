#include "migrate/report.hpp"

#include <algorithm>
#include <set>

#include "core/masking.hpp"
#include "migrate/utf8.hpp"

namespace ibmcloud_token::migrate {
namespace {

struct position {
    std::size_t line;
    std::size_t column;
};

/// Where the lines of `text` begin.
std::vector<std::size_t> line_begins(std::string_view text) {
    std::vector<std::size_t> begins = {0};
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
        begins.push_back(at + 1);
    }
    return begins;
}

position position_of(std::string_view text, const std::vector<std::size_t>& begins,
                     std::size_t at) {
    const auto next = std::upper_bound(begins.begin(), begins.end(), at);
    const std::size_t begin = *(next - 1);
    return {static_cast<std::size_t>(next - begins.begin()),
            count_characters(text.substr(begin, at - begin)) + 1};
}

std::string message_of(const finding& each) {
    std::string text(text_of(each.id).fault);
    text += each.can_be_rewritten() ? "; write " : "; ";
    return text + each.advice;
}

std::string counted(std::size_t number, std::string_view thing) {
    return std::to_string(number) + " " + std::string(thing) + (number == 1 ? "" : "s");
}

}  // namespace

std::vector<reported_finding> describe_findings(const std::string& path, std::string_view text,
                                                const std::vector<finding>& found) {
    const std::vector<std::size_t> begins = line_begins(text);
    std::vector<reported_finding> described;
    for (const finding& each : found) {
        const position begin = position_of(text, begins, each.at);
        const position end = position_of(text, begins, each.range.end);
        described.push_back({path, begin.line, begin.column, end.line, end.column, each.id,
                             message_of(each), masked_typed(each.range.of(text)),
                             each.can_be_rewritten()});
    }
    return described;
}

std::string summary_line(const std::vector<reported_finding>& findings,
                         const run_summary& summary) {
    std::set<std::string> files;
    std::size_t rewritable = 0;
    for (const reported_finding& each : findings) {
        files.insert(each.path);
        rewritable += each.can_be_rewritten ? 1 : 0;
    }
    std::string line;
    if (summary.written > 0) {
        line = "rewrote " + counted(summary.written, "place") + " in " +
               counted(summary.files_written, "file");
    }
    if (!findings.empty()) {
        line += (line.empty() ? "" : "; ") + counted(findings.size(), "finding") + " in " +
                counted(files.size(), "file");
        line += summary.written > 0 ? " left" : "";
        line += ": " + std::to_string(rewritable) + " can be rewritten with --write";
    }
    return line.empty() ? "" : line + "\n";
}

}  // namespace ibmcloud_token::migrate
