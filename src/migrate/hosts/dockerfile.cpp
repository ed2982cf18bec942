#include <algorithm>

#include "core/ascii.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// Takes the word at the beginning of `text`.
std::string_view take_word(std::string_view& text) {
    text = trim_left(text);
    const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

class dockerfile_cutter {
public:
    dockerfile_cutter(const mapped_text& text, host_setting setting, fragments& found)
        : text_(text),
          setting_(std::move(setting)),
          found_(found),
          lines_(lines_of(text.text())) {}

    void cut() {
        while (next_ < lines_.size()) {
            const std::string_view line = trim(content(next_));
            if (line.empty() || line.starts_with('#')) {
                ++next_;
            } else {
                cut_instruction();
            }
        }
    }

private:
    [[nodiscard]] std::string_view content(std::size_t number) const {
        return lines_[number].of(text_.text());
    }

    /// An instruction with the lines that it goes on in. Comments between them are no part of it.
    void cut_instruction() {
        std::string_view rest = content(next_);
        std::string word(take_word(rest));
        std::transform(word.begin(), word.end(), word.begin(), to_lower);
        if (word == "onbuild") {
            word = take_word(rest);
            std::transform(word.begin(), word.end(), word.begin(), to_lower);
        }
        if (word == "healthcheck") {
            const std::size_t command = rest.find("CMD");
            rest.remove_prefix(command == std::string_view::npos ? 0 : command + 3);
            word = "cmd";
        }
        constexpr std::string_view run = "run cmd entrypoint";
        const bool is_run = is_one_of(word, run);
        while (is_run && trim_left(rest).starts_with("--")) {
            take_word(rest);
        }
        if (word == "shell") {
            setting_.is_strict = rest.find("\"-e") != std::string_view::npos;
        }
        const std::size_t first = next_;
        const auto begin = static_cast<std::size_t>(rest.data() - text_.text().data());
        mapped_text shell = mapped_text::inside(text_);
        shell.set_line_margin(std::nullopt);
        append_lines(shell, begin);
        if (!is_run) {
            return;
        }
        const std::string_view marker = trim_left(rest);
        if (marker.starts_with("<<")) {
            cut_heredoc(first, marker);
        } else if (marker.starts_with('[')) {
            cut_program(language::javascript, shell, setting_, found_);
        } else {
            add_fragment(std::move(shell), setting_, found_);
        }
    }

    void append_lines(mapped_text& shell, std::size_t begin) {
        for (;; begin = next_ < lines_.size() ? lines_[next_].begin : 0) {
            const text_range line = lines_[next_++];
            const bool is_comment = trim_left(line.of(text_.text())).starts_with('#');
            const bool goes_on = is_comment || trim(line.of(text_.text())).ends_with('\\');
            if (!is_comment) {
                shell.append(text_, {begin, std::min(line.end + 1, text_.text().size())});
            }
            if (!goes_on || next_ == lines_.size()) {
                return;
            }
        }
    }

    /// `RUN <<EOF`: a script of its own.
    void cut_heredoc(std::size_t first, std::string_view marker) {
        marker.remove_prefix(2);
        marker.remove_prefix(marker.starts_with('-') ? 1 : 0);
        std::string_view delimiter = take_word(marker);
        if (delimiter.size() > 2 && (delimiter.front() == '"' || delimiter.front() == '\'')) {
            delimiter = delimiter.substr(1, delimiter.size() - 2);
        }
        next_ = first + 1;
        const std::size_t begin = next_;
        while (next_ < lines_.size() && trim(content(next_)) != delimiter) {
            ++next_;
        }
        if (begin < next_) {
            add_fragment(slice(text_, {lines_[begin].begin, lines_[next_ - 1].end}), setting_,
                         found_);
        }
        next_ += next_ < lines_.size() ? 1U : 0U;
    }

    const mapped_text& text_;
    host_setting setting_;
    fragments& found_;
    std::vector<text_range> lines_;
    std::size_t next_ = 0;
};

}  // namespace

void cut_dockerfile(const mapped_text& text, const host_setting& setting, fragments& found) {
    dockerfile_cutter(text, setting, found).cut();
}

}  // namespace ibmcloud_token::migrate
