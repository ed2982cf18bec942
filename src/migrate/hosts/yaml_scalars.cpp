#include "migrate/hosts/yaml_scalars.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/ascii.hpp"
#include "migrate/hosts/host.hpp"

namespace ibmcloud_token::migrate {
namespace {

constexpr std::array<escape, 2> double_quoted = {{{'"', "\\\""}, {'\\', "\\\\"}}};
constexpr std::array<escape, 1> single_quoted = {{{'\'', "''"}}};
constexpr backslash_letters yaml_letters = {"nt\"\\/ ", "\n\t\"\\/ "};

struct open_key {
    std::size_t column;
    std::string name;
};

class yaml_reader {
public:
    yaml_reader(const mapped_text& source, const std::function<void(yaml_scalar)>& take)
        : source_(source),
          text_(source.text()),
          take_(take),
          lines_(lines_of(text_)) {}

    void read() {
        while (next_ < lines_.size()) {
            read_line();
        }
    }

private:
    [[nodiscard]] std::size_t column_of(std::size_t at) const { return at - lines_[next_].begin; }
    [[nodiscard]] std::size_t skip_blanks(std::size_t at) const {
        while (at < lines_[next_].end && is_blank(text_[at])) {
            ++at;
        }
        return at;
    }

    /// Reads the line `next_`, and the lines that its value goes on in.
    void read_line() {
        std::size_t at = skip_blanks(lines_[next_].begin);
        const std::string_view content = text_.substr(at, lines_[next_].end - at);
        if (content.empty() || content.starts_with('#') || content.starts_with("---")) {
            ++next_;
            return;
        }
        std::size_t parent = column_of(at);
        while (text_.substr(at, 2) == "- " || text_.substr(at, lines_[next_].end - at) == "-") {
            parent = column_of(at);
            open(parent, "-");
            at = skip_blanks(at + 1);
        }
        if (const auto value = read_key(at)) {
            parent = column_of(at);
            at = *value;
        }
        read_value(at, parent);
    }

    void open(std::size_t column, std::string name) {
        while (!keys_.empty() &&
               (keys_.back().column > column ||
                (keys_.back().column == column && (keys_.back().name == "-" || name != "-")))) {
            keys_.pop_back();
        }
        keys_.push_back({column, std::move(name)});
    }

    /// Reads a key at `at`, and returns where its value begins.
    std::optional<std::size_t> read_key(std::size_t at) {
        const std::size_t end = lines_[next_].end;
        const char quote = at < end ? text_[at] : '\0';
        std::size_t colon = at;
        if (quote == '"' || quote == '\'') {
            colon = std::min(text_.find(quote, at + 1), end);
            colon += colon < end ? 1U : 0U;
            if (colon >= end || text_[colon] != ':') {
                return std::nullopt;
            }
        } else {
            constexpr std::string_view no_key = "[]{},|>&*!%@`#";
            if (no_key.find(quote) != std::string_view::npos) {
                return std::nullopt;
            }
            while (colon < end &&
                   !(text_[colon] == ':' && (colon + 1 == end || is_blank(text_[colon + 1])))) {
                ++colon;
            }
        }
        if (colon >= end || (colon + 1 < end && !is_blank(text_[colon + 1]))) {
            return std::nullopt;
        }
        std::string_view name = text_.substr(at, colon - at);
        // A command with a colon in it is no key: keys have few words.
        if (name.find_first_of("$|;()=") != std::string_view::npos) {
            return std::nullopt;
        }
        if (quote == '"' || quote == '\'') {
            name = name.substr(1, name.size() - 2);
        }
        open(column_of(at), std::string(trim(name)));
        return skip_blanks(colon + 1);
    }

    void read_value(std::size_t at, std::size_t parent) {
        const std::size_t end = lines_[next_].end;
        while (at < end && (text_[at] == '!' || text_[at] == '&')) {  // tags and anchors
            at = skip_blanks(std::min(text_.find(' ', at), end));
        }
        const char first = at < end ? text_[at] : '#';
        if (first == '|' || first == '>') {
            read_block(at, parent, first == '>');
        } else if (first == '"' || first == '\'') {
            read_quoted(at);
            ++next_;
        } else if (first == '[' || (first == '{' && text_.substr(at, 2) != "{{")) {
            is_in_flow_ = true;
            read_flow(at);
            is_in_flow_ = false;
            ++next_;
        } else if (first == '#') {
            ++next_;
        } else {
            read_plain(at, parent);
        }
    }

    void give(std::size_t line, std::size_t column, mapped_text text) {
        yaml_scalar scalar;
        for (const open_key& key : keys_) {
            scalar.path.push_back(key.name);
        }
        scalar.line = line;
        scalar.column = column;
        scalar.is_in_flow = is_in_flow_;
        scalar.text = std::move(text);
        take_(std::move(scalar));
    }

    void read_block(std::size_t at, std::size_t parent, bool is_folded) {
        const std::size_t first_line = next_;
        const std::string_view header = text_.substr(at, lines_[next_].end - at);
        std::size_t indentation = 0;
        for (const char c : header.substr(1, 2)) {
            indentation = is_digit(c) ? parent + static_cast<std::size_t>(c - '0') : indentation;
        }
        std::size_t last = ++next_;
        while (next_ < lines_.size()) {
            const std::string_view content = lines_[next_].of(text_);
            const std::size_t blanks = indentation_of(content);
            if (blanks < content.size()) {
                indentation = indentation == 0 ? blanks : indentation;
                if (blanks <= parent || blanks < indentation) {
                    break;
                }
                last = next_ + 1;
            }
            ++next_;
        }
        mapped_text text = mapped_text::inside(source_);
        if (is_folded) {
            text.set_line_margin(std::nullopt);
        } else {
            text.set_line_margin(std::string(indentation, ' '));
        }
        for (std::size_t i = first_line + 1; i < last; ++i) {
            append_block_line(text, lines_[i], indentation, is_folded && i + 1 < last);
        }
        give(first_line, parent, std::move(text));
    }

    void append_block_line(mapped_text& text, text_range line, std::size_t indentation,
                           bool is_joined) {
        line.begin += std::min(indentation, line.size());
        text.append(source_, line);
        if (line.end < text_.size()) {
            text.append(is_joined && line.size() > 0 ? ' ' : '\n', source_,
                        {line.end, line.end + 1});
        }
    }

    /// Reads a quoted scalar, which may go on in the next lines, and returns where it ends.
    std::size_t read_quoted(std::size_t at) {
        const std::size_t first_line = next_;
        const char quote = text_[at];
        mapped_text text = mapped_text::inside(source_);
        text.set_escapes(quote == '"' ? escape_table(double_quoted) : single_quoted);
        text.set_line_margin(std::nullopt);
        ++at;
        while (at < text_.size() &&
               (text_[at] != quote || (quote == '\'' && text_.substr(at, 2) == "''"))) {
            at = append_quoted(text, at, quote);
        }
        while (next_ + 1 < lines_.size() && lines_[next_].end < at) {
            ++next_;
        }
        give(first_line, keys_.empty() ? 0 : keys_.back().column, std::move(text));
        return std::min(at + 1, text_.size());
    }

    /// Appends the character at `at`, decoded, and returns where the next begins.
    std::size_t append_quoted(mapped_text& text, std::size_t at, char quote) {
        const char next = at + 1 < text_.size() ? text_[at + 1] : '\0';
        if (text_[at] == '\'' && quote == '\'') {
            text.append('\'', source_, {at, at + 2});
            return at + 2;
        }
        if (text_[at] == '\\' && quote == '"' && next != '\0') {
            text.append_escape(source_, {at, at + 2}, yaml_letters);
            return at + 2;
        }
        if (text_[at] == '\n') {  // folded: the indentation of the next line goes with it
            const std::size_t begin = at++;
            while (at < text_.size() && is_blank(text_[at])) {
                ++at;
            }
            text.append(' ', source_, {begin, at});
            return at;
        }
        text.append(source_, {at, at + 1});
        return at + 1;
    }

    /// Reads `[…]` or `{…}`: the strings in it, and its plain scalars.
    void read_flow(std::size_t at) {
        constexpr std::string_view indicators = "[]{},\n";
        int depth = 0;
        do {
            const char c = text_[at];
            if (c == '"' || c == '\'') {
                at = read_quoted(at);
            } else if (indicators.find(c) != std::string_view::npos) {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                next_ += c == '\n' && next_ + 1 < lines_.size() ? 1U : 0U;
                ++at;
            } else if (is_blank(c)) {
                ++at;
            } else {
                at = read_flow_plain(at);
            }
        } while (depth > 0 && at < text_.size());
    }

    /// Reads a plain scalar in a flow collection, or a key, and returns where it ends.
    std::size_t read_flow_plain(std::size_t at) {
        const std::size_t end = std::min(text_.find_first_of("[]{},\n", at), text_.size());
        const std::size_t colon = std::min(text_.find(": ", at), text_.find(":\t", at));
        if (colon < end) {
            return colon + 1;
        }
        mapped_text text = mapped_text::inside(source_);
        text.set_line_margin(std::nullopt);
        text.append(source_, {at, end});
        give(next_, keys_.empty() ? 0 : keys_.back().column, std::move(text));
        return end;
    }

    void read_plain(std::size_t at, std::size_t parent) {
        const std::size_t first_line = next_;
        mapped_text text = mapped_text::inside(source_);
        text.set_line_margin(std::nullopt);
        for (;;) {
            std::size_t end = lines_[next_].end;
            const std::size_t comment = text_.substr(0, end).find(" #", at);
            end = std::min(end, comment);
            while (end > at && is_blank(text_[end - 1])) {
                --end;
            }
            text.append(source_, {at, end});
            const bool ends = comment != std::string_view::npos || ++next_ >= lines_.size();
            const std::string_view content = ends ? std::string_view() : lines_[next_].of(text_);
            const std::size_t blanks = indentation_of(content);
            if (ends || blanks == content.size() || blanks <= parent) {
                next_ += comment != std::string_view::npos ? 1U : 0U;
                break;
            }
            text.append(' ', source_, {end, lines_[next_].begin + blanks});
            at = lines_[next_].begin + blanks;
        }
        give(first_line, parent, std::move(text));
    }

    const mapped_text& source_;
    std::string_view text_;
    const std::function<void(yaml_scalar)>& take_;
    std::vector<text_range> lines_;
    std::size_t next_ = 0;
    std::vector<open_key> keys_;
    bool is_in_flow_ = false;
};

}  // namespace

void for_each_scalar(const mapped_text& text, const std::function<void(yaml_scalar)>& take) {
    yaml_reader(text, take).read();
}

}  // namespace ibmcloud_token::migrate
