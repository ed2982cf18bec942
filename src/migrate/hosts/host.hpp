#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrate/fragment.hpp"

// Languages in which shell is embedded. Each function cuts the shell out of a text, which may be a
// file or a part of one.
namespace ibmcloud_token::migrate {

enum class language {
    unknown,  ///< only named
    shell,
    other_shell,  ///< fish, csh, PowerShell: only named
    make,
    dockerfile,
    yaml,
    markdown,
    restructured_text,
    notebook,
    json,
    terraform,
    python,
    javascript,
    go,
    ruby,
    groovy,
    data,  ///< nothing that is run
};

/// What is known of a text from the file that it is in.
struct host_setting {
    std::string path;
    way_out leaves_by = way_out::exit;
    bool is_strict = false;
    bool is_document = false;
    bool is_template = false;  ///< `{{ … }}` and the like are filled in before it is used.
    std::string by_hand;
};

/// The language of the file at `path`, by its name, else by its first line.
language language_of(std::string_view path, std::string_view text);

/// The language of a fenced block with this word, such as `bash`.
language language_called(std::string_view word);

/// Cuts the shell out of `text`.
void cut(language host, const mapped_text& text, const host_setting& setting, fragments& found);

void cut_shell(const mapped_text& text, host_setting setting, fragments& found);
void cut_make(const mapped_text& text, const host_setting& setting, fragments& found);
void cut_dockerfile(const mapped_text& text, const host_setting& setting, fragments& found);
void cut_yaml(const mapped_text& text, const host_setting& setting, fragments& found);
void cut_document(language host, const mapped_text& text, const host_setting& setting,
                  fragments& found);
void cut_notebook(const mapped_text& text, const host_setting& setting, fragments& found);
void cut_json(const mapped_text& text, const host_setting& setting, fragments& found);
void cut_terraform(const mapped_text& text, const host_setting& setting, fragments& found);
void cut_program(language host, const mapped_text& text, const host_setting& setting,
                 fragments& found);
void cut_lines(const mapped_text& text, const host_setting& setting, fragments& found);

/// Adds `shell` to `found`, if it has anything to do with tokens.
void add_fragment(mapped_text shell, const host_setting& setting, fragments& found);

/// The lines of `text`, without their ends.
std::vector<text_range> lines_of(std::string_view text);

/// How many blanks `line` begins with.
std::size_t indentation_of(std::string_view line);

/// The part of `text` in `range`, as it is.
mapped_text slice(const mapped_text& text, text_range range);

}  // namespace ibmcloud_token::migrate
