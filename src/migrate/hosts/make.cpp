#include <array>

#include "core/ascii.hpp"
#include "migrate/hosts/host.hpp"

namespace ibmcloud_token::migrate {
namespace {

constexpr std::string_view function = "$(shell ";

constexpr std::array<escape, 1> make_escapes = {{{'$', "$$"}}};

/// Where the reference to a variable or function that begins at `at` ends: `$(NAME)`, `${NAME}`,
/// `$@`.
std::size_t end_of_reference(std::string_view text, std::size_t at) {
    const char open = at + 1 < text.size() ? text[at + 1] : '\0';
    if (open != '(' && open != '{') {
        return std::min(at + 2, text.size());
    }
    const char close = open == '(' ? ')' : '}';
    int depth = 0;
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        depth += text[i] == open ? 1 : text[i] == close ? -1 : 0;
        if (depth == 0) {
            return i + 1;
        }
    }
    return text.size();
}

/// The text of a recipe or of `$(shell …)` as the shell gets it.
mapped_text expanded(const mapped_text& outer, text_range range, bool is_recipe) {
    const std::string_view text = outer.text();
    mapped_text shell = mapped_text::inside(outer);
    shell.set_escapes(make_escapes);
    shell.set_line_margin(std::nullopt);
    for (std::size_t at = range.begin; at < range.end;) {
        if (text.substr(at, 2) == "$$") {
            shell.append('$', outer, {at, at + 2});
            at += 2;
        } else if (text[at] == '$') {
            const std::size_t end = std::min(end_of_reference(text, at), range.end);
            shell.append_opaque(outer, {at, end});
            at = end;
        } else if (is_recipe && text.substr(at, 3) == "\\\n\t") {
            shell.append(outer, {at, at + 1});
            shell.append('\n', outer, {at + 1, at + 3});
            at += 3;
        } else {
            shell.append(outer, {at, at + 1});
            ++at;
        }
    }
    return shell;
}

/// Lines that end in a backslash go on in the next.
std::vector<text_range> logical_lines(std::string_view text) {
    std::vector<text_range> lines;
    for (const text_range line : lines_of(text)) {
        const bool goes_on = !lines.empty() && text.substr(0, lines.back().end).ends_with('\\');
        if (goes_on) {
            lines.back().end = line.end;
        } else {
            lines.push_back(line);
        }
    }
    return lines;
}

/// Where the recipe in `line` begins, behind a tab or `target: prerequisites;`; npos if there is
/// none.
std::size_t find_recipe(std::string_view line, bool in_define) {
    if (line.find(function) != std::string_view::npos) {
        return std::string_view::npos;
    }
    if (in_define || line.starts_with('\t')) {
        return 0;
    }
    const std::size_t semicolon = line.find("; ");
    const bool is_rule = semicolon != std::string_view::npos && line.find(':') < semicolon;
    return is_rule ? semicolon + 2 : std::string_view::npos;
}

void cut_recipe(const mapped_text& text, text_range line, const host_setting& setting,
                fragments& found) {
    while (line.begin < line.end &&
           std::string_view("\t @-+").find(text.text()[line.begin]) != std::string_view::npos) {
        ++line.begin;
    }
    add_fragment(expanded(text, line, true), setting, found);
}

/// `$(shell …)` and `NAME != …`: make does not look at their status.
void cut_functions(const mapped_text& text, text_range line, host_setting setting,
                   fragments& found) {
    setting.by_hand =
        "make does not see its status: include ibmcloud-token.mk and use $(IBMCLOUD_TOKEN)";
    const std::string_view all = text.text();
    for (std::size_t at = all.find(function, line.begin); at < line.end;
         at = all.find(function, at + 1)) {
        const std::size_t end = end_of_reference(all, at);
        add_fragment(
            expanded(text, {at + function.size(), std::max(end - 1, at + function.size())}, false),
            setting, found);
    }
    const std::string_view content = line.of(all);
    const std::size_t assignment = content.find("!=");
    if (assignment != std::string_view::npos && content.find(function) == std::string_view::npos) {
        add_fragment(expanded(text, {line.begin + assignment + 2, line.end}, false), setting,
                     found);
    }
    // VARIABLE = `…` is run where the variable is used.
    const std::size_t backtick = content.find('`');
    if (backtick != std::string_view::npos) {
        add_fragment(expanded(text, {line.begin + backtick, line.end}, false), setting, found);
    }
}

}  // namespace

void cut_make(const mapped_text& text, const host_setting& setting, fragments& found) {
    const std::string_view all = text.text();
    bool in_define = false;
    for (const text_range line : logical_lines(all)) {
        const std::string_view content = line.of(all);
        const std::size_t recipe = find_recipe(content, in_define);
        if (content.starts_with("define ") || content.starts_with("endef")) {
            in_define = content.starts_with("define ");
        } else if (trim_left(content).starts_with('#')) {
            continue;
        } else if (recipe == std::string_view::npos) {
            cut_functions(text, line, setting, found);
        } else {
            cut_recipe(text, {line.begin + recipe, line.end}, setting, found);
        }
    }
}

}  // namespace ibmcloud_token::migrate
