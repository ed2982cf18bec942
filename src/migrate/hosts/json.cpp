#include <algorithm>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/hosts/json_strings.hpp"

// JSON files with commands in them, and notebooks.
namespace ibmcloud_token::migrate {
namespace {

/// A cell of a notebook, as its strings are found.
class notebook_cutter {
public:
    notebook_cutter(const mapped_text& source, const host_setting& setting, fragments& found)
        : source_(source),
          setting_(setting),
          found_(found),
          cell_(mapped_text::inside(source)) {}

    void take(const std::vector<std::string>& path, std::size_t at) {
        // `cells`, `-`, then `source` or `cell_type`, and `-` in a list of lines.
        const auto cells = std::find(path.begin(), path.end(), "cells");
        const std::size_t depth = static_cast<std::size_t>(path.end() - cells);
        if (depth < 3) {
            return;
        }
        const std::string& member = *(cells + 2);
        if (member == "cell_type") {
            finish();
            mapped_text type = mapped_text::inside(source_);
            append_json_string(source_, at, type);
            type_ = type.text();
        } else if (member == "source" && (depth == 3 || depth == 4)) {
            has_source_ = true;
            append_json_string(source_, at, cell_);
        }
    }

    /// Cuts the cell that was read last.
    void finish() {
        if (has_source_) {
            cell_.set_escapes(json_escapes);
            cell_.set_line_margin(std::nullopt);
            type_ == "markdown" ? cut_document(language::markdown, cell_, setting_, found_)
                                : cut_code();
        }
        cell_ = mapped_text::inside(source_);
        has_source_ = false;
    }

private:
    void cut_code() {
        const std::string_view text = cell_.text();
        const std::string_view line = text.substr(0, text.find('\n'));
        for (const std::string_view magic :
             {"%%bash", "%%sh", "%%script bash", "%%script sh", "%sh"}) {
            if (line.starts_with(magic) && line.size() < text.size()) {
                mapped_text shell = slice(cell_, {line.size() + 1, text.size()});
                shell.set_line_margin(std::nullopt);
                return add_fragment(std::move(shell), setting_, found_);
            }
        }
        // `!command`, `value = !command`
        bool has_command = false;
        for (const text_range each : lines_of(text)) {
            const std::string_view content = each.of(text);
            const std::size_t mark = content.find('!');
            const std::string_view before = trim(content.substr(0, std::min(mark, content.size())));
            if (mark == std::string_view::npos || !(before.empty() || before.ends_with('='))) {
                continue;
            }
            has_command = true;
            host_setting setting = setting_;
            setting.is_document = true;
            setting.leaves_by = way_out::none;
            mapped_text shell = slice(cell_, {each.begin + mark + 1, each.end});
            shell.set_line_margin(std::nullopt);
            add_fragment(std::move(shell), setting, found_);
        }
        if (!has_command) {
            cut_program(language::python, cell_, setting_, found_);
        }
    }

    const mapped_text& source_;
    const host_setting& setting_;
    fragments& found_;
    mapped_text cell_;
    std::string type_;
    bool has_source_ = false;
};

}  // namespace

void cut_notebook(const mapped_text& text, const host_setting& setting, fragments& found) {
    notebook_cutter cutter(text, setting, found);
    for_each_json_string(text, [&](const auto& path, std::size_t at) { cutter.take(path, at); });
    cutter.finish();
}

void cut_json(const mapped_text& text, const host_setting& setting, fragments& found) {
    for_each_json_string(text, [&](const std::vector<std::string>& path, std::size_t at) {
        mapped_text value = mapped_text::inside(text);
        append_json_string(text, at, value);
        if (value.text().find(subcommand) == std::string::npos &&
            value.text().find("ibmcloud-token") == std::string::npos) {
            return;
        }
        value.set_escapes(json_escapes);
        value.set_line_margin(std::nullopt);
        host_setting inner = setting;
        // npm runs each script with sh and looks at its status.
        const bool is_script =
            path.size() == 3 && path[1] == "scripts" && base_name(setting.path) == "package.json";
        const bool is_command = path.back() == "command" || path.back().ends_with("Command");
        if (!is_script && !is_command) {
            inner.by_hand = "what `" + path.back() + "` is used for is not known";
        }
        add_fragment(std::move(value), inner, found);
    });
}

}  // namespace ibmcloud_token::migrate
