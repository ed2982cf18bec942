#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token::migrate {

/// A half-open range of bytes.
struct text_range {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
    [[nodiscard]] bool contains(std::size_t at) const { return begin <= at && at < end; }
    [[nodiscard]] bool contains(text_range other) const {
        return begin <= other.begin && other.end <= end;
    }
    [[nodiscard]] bool overlaps(text_range other) const {
        return begin < other.end && other.begin < end;
    }
    [[nodiscard]] std::string_view of(std::string_view text) const {
        return text.substr(begin, end - begin);
    }
    friend bool operator==(text_range, text_range) = default;
};

/// Replaces `range` by `text`. An empty range is a place to insert at.
struct edit {
    text_range range;
    std::string text;
};

/// How a character is written in a host language.
struct escape {
    char character;
    std::string_view written;
};

/// The escapes of a language: a table that lives as long as the program.
using escape_table = std::span<const escape>;

/// `text` with what `table` says in the place of its characters.
std::string with_escapes(std::string_view text, escape_table table);

/// The letters behind a backslash, and what each of them means, in the same order.
struct backslash_letters {
    std::string_view letters;
    std::string_view meanings;
};

/// Text that was cut out of a file and decoded: the shell in a YAML scalar, a JSON string, the
/// recipe of a makefile. Each of its bytes knows which bytes of the file it was decoded from, and
/// the text knows how to write other text in its place.
class mapped_text {
public:
    /// All of a file. CR LF is one newline, and written as that.
    static mapped_text whole(std::string_view file);

    /// An empty text inside `outer`: what is encoded for it is encoded for `outer` as well.
    static mapped_text inside(const mapped_text& outer);

    /// Appends one byte, decoded from the bytes `source` of `outer`.
    void append(char c, const mapped_text& outer, text_range source);

    /// Appends the bytes of `outer` in `source` as they are.
    void append(const mapped_text& outer, text_range source);

    /// Appends what the escape sequence `source`, a backslash and a letter, means; a variable of
    /// the shell if `known` does not have the letter.
    void append_escape(const mapped_text& outer, text_range source, const backslash_letters& known);

    /// Appends a variable of the shell in place of what another language will fill in.
    void append_opaque(const mapped_text& outer, text_range source);

    /// Sets how characters are written here; empty for as they are.
    void set_escapes(escape_table table) { escapes_.front() = table; }

    /// Sets what each line of the host begins with, or that a line can't be added here.
    void set_line_margin(std::optional<std::string> margin) { line_margin_ = std::move(margin); }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] text_range all() const { return {0, text_.size()}; }

    /// True if a line can be inserted.
    [[nodiscard]] bool takes_lines() const {
        return outer_margin_.has_value() && line_margin_.has_value();
    }

    /// True if some of `range` is filled in by another language.
    [[nodiscard]] bool is_opaque(text_range range) const;

    /// The bytes of the file that `range`, which is not empty, was decoded from.
    [[nodiscard]] text_range origin(text_range range) const;

    /// `change` of this text, as a change of the file.
    [[nodiscard]] edit in_file(const edit& change) const;

private:
    [[nodiscard]] std::string encoded(std::string_view text) const;

    std::string text_;
    std::vector<text_range> origins_;    ///< one for each byte
    std::vector<text_range> opaque_;     ///< in their order
    std::vector<escape_table> escapes_;  ///< innermost first
    std::string_view newline_ = "\n";
    std::optional<std::string> outer_margin_ = "";
    std::optional<std::string> line_margin_ = "";
};

}  // namespace ibmcloud_token::migrate
