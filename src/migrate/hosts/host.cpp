#include "migrate/hosts/host.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/templates.hpp"

namespace ibmcloud_token::migrate {
namespace {

struct named_language {
    std::string_view name;
    language is;
};

constexpr std::array<named_language, 78> extensions = {{
    {"sh", language::shell},
    {"bash", language::shell},
    {"zsh", language::shell},
    {"ksh", language::shell},
    {"bats", language::shell},
    {"command", language::shell},
    {"envrc", language::shell},
    {"bashrc", language::shell},
    {"zshrc", language::shell},
    {"profile", language::shell},
    {"bash_profile", language::shell},
    {"bash_aliases", language::shell},
    {"zprofile", language::shell},
    {"zshenv", language::shell},
    {"aliases", language::shell},
    {"functions", language::shell},
    {"bash_functions", language::shell},
    {"fish", language::other_shell},
    {"csh", language::other_shell},
    {"tcsh", language::other_shell},
    {"ps1", language::other_shell},
    {"psm1", language::other_shell},
    {"cshrc", language::other_shell},
    {"bat", language::other_shell},
    {"cmd", language::other_shell},
    {"mk", language::make},
    {"mak", language::make},
    {"make", language::make},
    {"dockerfile", language::dockerfile},
    {"containerfile", language::dockerfile},
    {"yml", language::yaml},
    {"yaml", language::yaml},
    {"md", language::markdown},
    {"markdown", language::markdown},
    {"mdx", language::markdown},
    {"rmd", language::markdown},
    {"qmd", language::markdown},
    {"mdown", language::markdown},
    {"rst", language::restructured_text},
    {"adoc", language::asciidoc},
    {"asciidoc", language::asciidoc},
    {"org", language::org},
    {"ipynb", language::notebook},
    {"json", language::json},
    {"jsonc", language::json},
    {"tf", language::terraform},
    {"hcl", language::terraform},
    {"nomad", language::terraform},
    {"tofu", language::terraform},
    {"py", language::python},
    {"pyw", language::python},
    {"js", language::javascript},
    {"ts", language::javascript},
    {"mjs", language::javascript},
    {"cjs", language::javascript},
    {"jsx", language::javascript},
    {"tsx", language::javascript},
    {"go", language::go},
    {"rb", language::ruby},
    {"rake", language::ruby},
    {"groovy", language::groovy},
    {"gradle", language::groovy},
    {"jenkinsfile", language::groovy},
    {"java", language::c_like},
    {"kt", language::c_like},
    {"kts", language::c_like},
    {"scala", language::c_like},
    {"cs", language::c_like},
    {"rs", language::c_like},
    {"php", language::c_like},
    {"swift", language::c_like},
    {"c", language::c_like},
    {"cpp", language::c_like},
    {"csv", language::data},
    {"tsv", language::data},
    {"lock", language::data},
    {"log", language::data},
    {"svg", language::data},
}};

constexpr std::array<named_language, 12> file_names = {{
    {"makefile", language::make},
    {"gnumakefile", language::make},
    {"dockerfile", language::dockerfile},
    {"containerfile", language::dockerfile},
    {"jenkinsfile", language::groovy},
    {"rakefile", language::ruby},
    {"vagrantfile", language::ruby},
    {"gemfile", language::ruby},
    {"bashrc", language::shell},
    {"profile", language::shell},
    {"zshrc", language::shell},
    {"readme", language::markdown},
}};

constexpr std::array<named_language, 38> block_names = {{
    {"", language::shell},
    {"sh", language::shell},
    {"bash", language::shell},
    {"zsh", language::shell},
    {"shell", language::shell},
    {"console", language::shell},
    {"terminal", language::shell},
    {"shell-session", language::shell},
    {"shellsession", language::shell},
    {"sh-session", language::shell},
    {"ksh", language::shell},
    {"text", language::shell},
    {"powershell", language::other_shell},
    {"fish", language::other_shell},
    {"pwsh", language::other_shell},
    {"jenkinsfile", language::groovy},
    {"makefile", language::make},
    {"docker", language::dockerfile},
    {"hcl", language::terraform},
    {"terraform", language::terraform},
    {"typescript", language::javascript},
    {"golang", language::go},
    {"python", language::python},
    {"python3", language::python},
    {"ruby", language::ruby},
    {"javascript", language::javascript},
    {"node", language::javascript},
    {"make", language::make},
    {"txt", language::shell},
    {"plain", language::shell},
    {"plaintext", language::shell},
    {"pre", language::shell},
    {"codeblock", language::shell},
    {"screen", language::shell},
    {"cli", language::shell},
    {"curl", language::shell},
    {"shellscript", language::shell},
    {"shell-script", language::shell},
}};

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), to_lower);
    return lowered;
}

template <std::size_t Size>
language find_in(const std::array<named_language, Size>& table, std::string_view name) {
    const auto* const found = std::find_if(
        table.begin(), table.end(), [&](const named_language& each) { return each.name == name; });
    return found == table.end() ? language::unknown : found->is;
}

constexpr std::array<std::string_view, 9> template_extensions = {
    "tpl", "tftpl", "tmpl", "j2", "jinja2", "jinja", "gotmpl", "erb", "in"};

bool is_template_name(std::string_view extension) {
    return std::find(template_extensions.begin(), template_extensions.end(), extension) !=
           template_extensions.end();
}

language language_of_name(std::string name) {
    std::size_t dot = name.rfind('.');
    std::string extension = dot == std::string::npos ? "" : name.substr(dot + 1);
    if (is_template_name(extension)) {
        name = name.substr(0, dot);
        dot = name.rfind('.');
        extension = dot == std::string::npos ? "" : name.substr(dot + 1);
    }
    if (const language by_extension = find_in(extensions, extension);
        by_extension != language::unknown) {
        return by_extension;
    }
    const language by_name = find_in(file_names, name.substr(0, name.find('.')));
    return by_name != language::unknown && !name.starts_with("readme.") ? by_name
                                                                        : language::unknown;
}

language language_of_shebang(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with("#cloud-config")) {
        return language::yaml;
    }
    if (!line.starts_with("#!")) {
        return language::unknown;
    }
    constexpr std::array<named_language, 11> interpreters = {{{"python", language::python},
                                                              {"node", language::javascript},
                                                              {"ruby", language::ruby},
                                                              {"groovy", language::groovy},
                                                              {"make", language::make},
                                                              {"fish", language::other_shell},
                                                              {"pwsh", language::other_shell},
                                                              {"csh", language::other_shell},
                                                              {"perl", language::unknown},
                                                              {"bats", language::shell},
                                                              {"sh", language::shell}}};
    const auto* const found =
        std::find_if(interpreters.begin(), interpreters.end(), [&](const named_language& each) {
            return line.find(each.name) != std::string_view::npos;
        });
    return found == interpreters.end() ? language::unknown : found->is;
}

bool has_call_or_replacement(std::string_view text) {
    return text.find(subcommand) != std::string_view::npos ||
           text.find("ibmcloud-token") != std::string_view::npos;
}

}  // namespace

language language_of(std::string_view path, std::string_view text) {
    const language by_name = language_of_name(lower(base_name(path)));
    const language by_shebang = language_of_shebang(text);
    // What a program that runs the file would see goes before what it is called.
    const bool is_shell_by_name = by_name == language::shell || by_name == language::unknown;
    return is_shell_by_name && by_shebang != language::unknown ? by_shebang : by_name;
}

language language_called(std::string_view word) {
    const std::string name = lower(word);
    const language by_block = find_in(block_names, name);
    return by_block != language::unknown                    ? by_block
           : find_in(extensions, name) != language::unknown ? find_in(extensions, name)
                                                            : find_in(file_names, name);
}

void cut(language host, const mapped_text& text, const host_setting& setting, fragments& found) {
    switch (host) {
    case language::shell:
        return cut_shell(text, setting, found);
    case language::make:
        return cut_make(text, setting, found);
    case language::dockerfile:
        return cut_dockerfile(text, setting, found);
    case language::yaml:
        return cut_yaml(text, setting, found);
    case language::markdown:
    case language::restructured_text:
    case language::asciidoc:
    case language::org:
        return cut_document(host, text, setting, found);
    case language::notebook:
        return cut_notebook(text, setting, found);
    case language::json:
        return cut_json(text, setting, found);
    case language::terraform:
        return cut_terraform(text, setting, found);
    case language::python:
    case language::javascript:
    case language::go:
    case language::ruby:
    case language::groovy:
    case language::c_like:
        return cut_program(host, text, setting, found);
    case language::other_shell:
    case language::unknown:
        return cut_lines(text, setting, found);
    case language::data:
        return;
    }
}

void add_fragment(mapped_text shell, const host_setting& setting, fragments& found) {
    if (!has_call_or_replacement(shell.text())) {
        return;
    }
    fragment added;
    added.shell = setting.is_template ? without_templates(shell) : std::move(shell);
    added.leaves_by = setting.leaves_by;
    added.is_strict = setting.is_strict;
    added.is_document = setting.is_document;
    added.by_hand = setting.by_hand;
    found.push_back(std::move(added));
}

std::vector<text_range> lines_of(std::string_view text) {
    std::vector<text_range> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back({begin, end});
        begin = end + 1;
    }
    return lines;
}

std::size_t indentation_of(std::string_view line) {
    return std::min(line.find_first_not_of(" \t"), line.size());
}

mapped_text slice(const mapped_text& text, text_range range) {
    mapped_text part = mapped_text::inside(text);
    part.append(text, range);
    return part;
}

}  // namespace ibmcloud_token::migrate
