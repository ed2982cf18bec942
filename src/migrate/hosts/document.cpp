#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/hosts/templates.hpp"
#include "migrate/words.hpp"

// Markdown and reStructuredText: blocks of code in text for people.
namespace ibmcloud_token::migrate {
namespace {

class document_cutter {
public:
    document_cutter(language host, const mapped_text& text, host_setting setting, fragments& found)
        : host_(host),
          source_(text),
          text_(text.text()),
          setting_(std::move(setting)),
          found_(found),
          lines_(lines_of(text_)) {
        setting_.is_document = true;
        setting_.leaves_by = way_out::none;
    }

    void cut_blocks() {
        while (next_ < lines_.size()) {
            host_ == language::markdown ? read_markdown() : read_restructured();
        }
    }

private:
    [[nodiscard]] std::string_view content(std::size_t number) const {
        return lines_[number].of(text_);
    }

    /// The line without the marks of quotations.
    [[nodiscard]] std::size_t margin_of(std::size_t number) const {
        const std::string_view line = content(number);
        std::size_t at = 0;
        while (at < line.size() && (is_blank(line[at]) || line[at] == '>')) {
            ++at;
        }
        return at;
    }

    void read_markdown() {
        const std::size_t margin = margin_of(next_);
        const std::string_view line = content(next_).substr(margin);
        if (line.starts_with("```") || line.starts_with("~~~")) {
            read_fence(margin, line);
        } else if (indentation_of(content(next_)) >= 4 || content(next_).starts_with('\t')) {
            read_indented();
        } else {
            ++next_;
        }
    }

    void read_fence(std::size_t margin, std::string_view line) {
        const char mark = line.front();
        const std::size_t length = std::min(line.find_first_not_of(mark), line.size());
        std::string_view info = trim(line.substr(length));
        info.remove_prefix(info.starts_with(':') ? 1 : 0);
        if (info.starts_with('{')) {
            info.remove_prefix(std::min(info.find_first_not_of("{. "), info.size()));
        }
        const std::string word(info.substr(0, info.find_first_of(" ,{}\t:")));
        const std::size_t first = ++next_;
        while (next_ < lines_.size()) {
            const std::string_view end = trim(content(next_).substr(margin_of(next_)));
            if (end.size() >= length && end.find_first_not_of(mark) == std::string_view::npos) {
                break;
            }
            ++next_;
        }
        // Other names, and none, stand on blocks of anything.
        constexpr std::string_view shells =
            "sh bash zsh ksh shell console terminal shell-session shellscript shell-script";
        const bool is_shell = is_one_of(word, shells);
        if (is_shell || language_called(word) != language::shell ||
            has_only_commands(first, next_)) {
            give(language_called(word), first, next_, margin);
        }
        next_ += next_ < lines_.size() ? 1U : 0U;
    }

    /// True if the commands with a call in these lines begin as commands do. Prose may hold one,
    /// too.
    [[nodiscard]] bool has_only_commands(std::size_t first, std::size_t last) const {
        for (std::size_t i = first; i < last; ++i) {
            if (content(i).find(subcommand) == std::string_view::npos) {
                continue;
            }
            std::size_t begin = i;
            while (begin > first && trim(content(begin - 1)).ends_with('\\')) {
                --begin;
            }
            if (!begins_command(content(begin).substr(margin_of(begin)))) {
                return false;
            }
        }
        return true;
    }

    static bool begins_command(std::string_view line) {
        constexpr std::array<std::string_view, 34> commands = {
            "export",  "local",  "readonly", "declare", "set",    "read",      "alias",
            "eval",    "if",     "while",    "until",   "then",   "do",        "else",
            "[",       "[[",     "!",        "curl",    "wget",   "docker",    "podman",
            "buildah", "skopeo", "helm",     "kubectl", "oc",     "terraform", "echo",
            "printf",  "sudo",   "command",  "python3", "source", "ssh"};
        line.remove_prefix(line.starts_with("$ ") || line.starts_with("% ") ? 2 : 0);
        const std::string_view word = line.substr(0, line.find_first_of(" \t"));
        return is_assignment(word) || is_cli_name(word) ||
               std::find(commands.begin(), commands.end(), word) != commands.end();
    }

    /// Lines that are code by their indentation alone, if they look like it: a command with the
    /// lines that it goes on in.
    void read_indented() {
        const std::size_t first = next_;
        while (next_ + 1 < lines_.size() && content(next_).ends_with('\\')) {
            ++next_;
        }
        ++next_;
        if (has_only_commands(first, next_)) {
            give(language::shell, first, next_, indentation_of(content(first)));
        }
    }

    /// `.. code-block:: bash`, or a paragraph that ends in `::`.
    void read_restructured() {
        const std::string_view line = trim(content(next_));
        const std::size_t outer = indentation_of(content(next_));
        ++next_;
        language inner = language::unknown;
        for (const std::string_view directive :
             {".. code-block::", ".. code::", ".. sourcecode::"}) {
            if (line.starts_with(directive)) {
                inner = language_called(trim(line.substr(directive.size())));
            }
        }
        if (inner == language::unknown && line.ends_with("::") && !line.starts_with("..")) {
            inner = language::shell;
        }
        if (inner == language::unknown) {
            return;
        }
        while (next_ < lines_.size() &&
               (trim(content(next_)).empty() || trim(content(next_)).starts_with(':'))) {
            ++next_;
        }
        const std::size_t first = next_;
        const std::size_t margin = next_ < lines_.size() ? indentation_of(content(next_)) : 0;
        while (margin > outer && next_ < lines_.size() &&
               (indentation_of(content(next_)) >= margin || trim(content(next_)).empty())) {
            ++next_;
        }
        give(inner, first, next_, margin);
    }

    void give(language inner, std::size_t first, std::size_t last, std::size_t margin) {
        if (inner == language::unknown || first >= last) {
            return;
        }
        const text_range range = {lines_[first].begin, lines_[last - 1].end};
        if (range.of(text_).find(subcommand) == std::string_view::npos &&
            range.of(text_).find("ibmcloud-token") == std::string_view::npos) {
            return;
        }
        if (inner == language::shell && has_prompts(first, last)) {
            return give_commands(first, last);
        }
        mapped_text block = mapped_text::inside(source_);
        block.set_line_margin(
            std::string(content(first).substr(0, std::min(margin, content(first).size()))));
        for (std::size_t i = first; i < last; ++i) {
            const std::size_t skipped = std::min(margin, margin_of(i));
            block.append(source_,
                         {lines_[i].begin + skipped, std::min(lines_[i].end + 1, text_.size())});
        }
        if (inner == language::shell) {
            return add_fragment(without_placeholders(block), setting_, found_);
        }
        cut(inner, block, setting_, found_);
    }

    [[nodiscard]] std::size_t prompt_of(std::size_t number) const {
        const std::string_view line = content(number);
        const std::size_t at = indentation_of(line);
        return line.substr(at).starts_with("$ ") || line.substr(at).starts_with("% ") ? at + 2 : 0;
    }

    [[nodiscard]] bool has_prompts(std::size_t first, std::size_t last) const {
        for (std::size_t i = first; i < last; ++i) {
            if (prompt_of(i) > 0) {
                return true;
            }
        }
        return false;
    }

    /// Behind a prompt stands a command, everything else is what was printed.
    void give_commands(std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const std::size_t prompt = prompt_of(i);
            if (prompt == 0) {
                continue;
            }
            const std::size_t begin = lines_[i].begin + prompt;
            while (i + 1 < last && content(i).ends_with('\\')) {
                ++i;
            }
            mapped_text command = slice(source_, {begin, lines_[i].end});
            command.set_line_margin(std::nullopt);
            add_fragment(without_placeholders(command), setting_, found_);
        }
    }

    language host_;
    const mapped_text& source_;
    std::string_view text_;
    host_setting setting_;
    fragments& found_;
    std::vector<text_range> lines_;
    std::size_t next_ = 0;
};

}  // namespace

void cut_document(language host, const mapped_text& text, const host_setting& setting,
                  fragments& found) {
    document_cutter(host, text, setting, found).cut_blocks();
}

}  // namespace ibmcloud_token::migrate
