#include "migrate/hosts/host.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/templates.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

struct named_language {
    language is;
    std::string_view names;
};

constexpr std::array<named_language, 16> extensions = {{
    {language::shell,
     "sh bash zsh ksh bats command envrc bashrc zshrc profile bash_profile bash_aliases zprofile "
     "zshenv aliases functions bash_functions"},
    {language::other_shell, "fish csh tcsh cshrc ps1 psm1 bat cmd"},
    {language::make, "mk mak make"},
    {language::dockerfile, "dockerfile containerfile"},
    {language::yaml, "yml yaml"},
    {language::markdown, "md markdown mdx rmd qmd mdown"},
    {language::restructured_text, "rst"},
    {language::notebook, "ipynb"},
    {language::json, "json jsonc"},
    {language::terraform, "tf hcl nomad tofu"},
    {language::python, "py pyw"},
    {language::javascript, "js ts mjs cjs jsx tsx"},
    {language::go, "go"},
    {language::ruby, "rb rake"},
    {language::groovy, "groovy gradle jenkinsfile"},
    {language::data, "csv tsv lock log svg"},
}};

constexpr std::array<named_language, 6> file_names = {{
    {language::shell, "bashrc profile zshrc"},
    {language::make, "makefile gnumakefile"},
    {language::dockerfile, "dockerfile containerfile"},
    {language::markdown, "readme"},
    {language::ruby, "rakefile"},
    {language::groovy, "jenkinsfile"},
}};

constexpr std::array<named_language, 9> block_names = {{
    {language::shell,
     "shell console terminal shell-session shellsession sh-session shellscript shell-script cli "
     "curl text txt plain plaintext pre codeblock screen"},
    {language::other_shell, "powershell pwsh"},
    {language::make, "makefile"},
    {language::dockerfile, "docker"},
    {language::terraform, "terraform"},
    {language::python, "python python3"},
    {language::javascript, "javascript typescript node"},
    {language::go, "golang"},
    {language::ruby, "ruby"},
}};

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), to_lower);
    return lowered;
}

language find_in(std::span<const named_language> table, std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const named_language& each) {
        return is_one_of(name, each.names);
    });
    return found == table.end() ? language::unknown : found->is;
}

bool is_template_name(std::string_view extension) {
    return is_one_of(extension, "tpl tftpl tmpl j2 jinja2 jinja gotmpl erb in");
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
    // The name of one can hold that of another: `csh` has `sh` in it.
    constexpr std::array<named_language, 10> interpreters = {{{language::python, "python"},
                                                              {language::javascript, "node"},
                                                              {language::ruby, "ruby"},
                                                              {language::groovy, "groovy"},
                                                              {language::make, "make"},
                                                              {language::other_shell, "fish"},
                                                              {language::other_shell, "pwsh"},
                                                              {language::other_shell, "csh"},
                                                              {language::shell, "bats"},
                                                              {language::shell, "sh"}}};
    const auto* const found =
        std::find_if(interpreters.begin(), interpreters.end(), [&](const named_language& each) {
            return line.find(each.names) != std::string_view::npos;
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
    const language by_block = name.empty() ? language::shell : find_in(block_names, name);
    return by_block == language::unknown ? find_in(extensions, name) : by_block;
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
