#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "migrate/report.hpp"
#include "migrate/utf8.hpp"

namespace ibmcloud_token::migrate {
namespace {

namespace json = boost::json;
using findings_list = std::vector<reported_finding>;

struct named_format {
    std::string_view name;
    report_format format;
};

constexpr std::array<named_format, 5> formats = {{
    {"text", report_format::text},
    {"github", report_format::github},
    {"sarif", report_format::sarif},
    {"checkstyle", report_format::checkstyle},
    {"json", report_format::json},
}};

std::string place_of(const reported_finding& each) {
    return shown_path(each.path) + ':' + std::to_string(each.line) + ':' +
           std::to_string(each.column);
}

std::string text_report(const findings_list& findings, const run_summary& summary) {
    std::string text;
    for (const reported_finding& each : findings) {
        text += place_of(each) + ": " + std::string(text_of(each.id).name) + ": " + each.message +
                (each.can_be_rewritten ? " [--write]\n" : " [by hand]\n");
    }
    return text + summary_line(findings, summary);
}

/// Workflow commands of GitHub Actions.
std::string github_report(const findings_list& findings) {
    static constexpr std::array<escape, 5> property = {
        {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {':', "%3A"}, {',', "%2C"}}};
    constexpr escape_table data = escape_table(property).first(3);
    std::string text;
    for (const reported_finding& each : findings) {
        text += "::warning file=" + with_escapes(shown_path(each.path), property) +
                ",line=" + std::to_string(each.line) + ",endLine=" + std::to_string(each.end_line) +
                ",col=" + std::to_string(each.column) +
                ",title=" + with_escapes(text_of(each.id).name, property) +
                "::" + with_escapes(each.message, data) + "\n";
    }
    return text;
}

std::string checkstyle_report(const findings_list& findings) {
    static constexpr std::array<escape, 5> xml = {
        {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"}}};
    std::string text =
        R"(<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
)";
    std::string path;
    for (const reported_finding& each : findings) {
        if (each.path != path) {
            text += path.empty() ? "" : "</file>\n";
            path = each.path;
            text += "<file name=\"" + with_escapes(shown_path(path), xml) + "\">\n";
        }
        text += "<error line=\"" + std::to_string(each.line) + "\" column=\"" +
                std::to_string(each.column) + R"(" severity="warning" message=")" +
                with_escapes(each.message, xml) + R"(" source="ibmcloud-token-migrate.)" +
                std::string(text_of(each.id).name) + "\"/>\n";
    }
    return text + (path.empty() ? "" : "</file>\n") + "</checkstyle>\n";
}

std::string json_report(const findings_list& findings, const run_summary& summary) {
    json::array list;
    for (const reported_finding& each : findings) {
        list.push_back(json::object{{"path", shown_path(each.path)},
                                    {"line", each.line},
                                    {"column", each.column},
                                    {"end_line", each.end_line},
                                    {"end_column", each.end_column},
                                    {"rule", text_of(each.id).name},
                                    {"message", each.message},
                                    {"pipeline", each.pipeline},
                                    {"rewritable", each.can_be_rewritten}});
    }
    const json::object report = {{"schema", 1}, {"findings", list}, {"rewritten", summary.written}};
    return json::serialize(report) + "\n";
}

/// A path as a relative reference of RFC 3986.
std::string uri_of(const std::string& path) {
    constexpr std::string_view unreserved = "-._~/";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri;
    for (const char c : path.starts_with("./") ? path.substr(2) : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                              (c >= 'a' && c <= 'z') ||
                              unreserved.find(c) != std::string_view::npos;
        uri +=
            is_plain ? std::string(1, c) : std::string{'%', digits[byte / 16U], digits[byte % 16U]};
    }
    return uri;
}

json::object sarif_rule(const rule_text& each) {
    return {{"id", each.name},
            {"shortDescription", {{"text", each.summary}}},
            {"fullDescription", {{"text", each.why}}},
            {"help", {{"text", each.why}}},
            {"defaultConfiguration", {{"level", "warning"}}}};
}

json::object sarif_result(const reported_finding& each) {
    const json::object region = {{"startLine", each.line},
                                 {"startColumn", each.column},
                                 {"endLine", each.end_line},
                                 {"endColumn", each.end_column},
                                 {"snippet", {{"text", each.pipeline}}}};
    const json::object location = {
        {"physicalLocation",
         {{"artifactLocation", {{"uri", uri_of(each.path)}}}, {"region", region}}}};
    return {{"ruleId", text_of(each.id).name},
            {"ruleIndex", static_cast<std::size_t>(each.id)},
            {"level", "warning"},
            {"message", {{"text", each.message}}},
            {"locations", json::array{location}}};
}

std::string sarif_report(const findings_list& findings) {
    json::array rules;
    for (const rule_text& each : all_rules()) {
        rules.push_back(sarif_rule(each));
    }
    json::array results;
    for (const reported_finding& each : findings) {
        results.push_back(sarif_result(each));
    }
    const json::object driver = {{"name", "ibmcloud-token-migrate"},
                                 {"semanticVersion", IBMCLOUD_TOKEN_VERSION},
                                 {"rules", rules}};
    const json::object run = {
        {"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", results}};
    const json::object log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                              {"version", "2.1.0"},
                              {"runs", json::array{run}}};
    return json::serialize(log) + "\n";
}

}  // namespace

std::optional<report_format> find_report_format(std::string_view name) {
    const auto* const found =
        std::find_if(formats.begin(), formats.end(),
                     [&](const named_format& each) { return each.name == name; });
    return found == formats.end() ? std::nullopt : std::optional(found->format);
}

std::string report_format_names() {
    std::string names;
    for (const named_format& each : formats) {
        names += (names.empty() ? "" : ", ") + std::string(each.name);
    }
    return names;
}

std::string write_report(report_format format, const findings_list& findings,
                         const run_summary& summary) {
    switch (format) {
    case report_format::text:
        return text_report(findings, summary);
    case report_format::github:
        return github_report(findings);
    case report_format::sarif:
        return sarif_report(findings);
    case report_format::checkstyle:
        return checkstyle_report(findings);
    case report_format::json:
        return json_report(findings, summary);
    }
    return {};
}

}  // namespace ibmcloud_token::migrate
