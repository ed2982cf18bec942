#include "migrate/mapped_text.hpp"

#include <algorithm>
#include <utility>

namespace ibmcloud_token::migrate {
namespace {

/// What stands for text that is not known yet: an expansion, whatever stands around it.
constexpr std::string_view opaque_variable = "${filled_in}";

}  // namespace

std::string with_escapes(std::string_view text, escape_table table) {
    std::string written;
    for (const char c : text) {
        const auto found = std::find_if(table.begin(), table.end(),
                                        [c](const escape& known) { return known.character == c; });
        if (found == table.end()) {
            written += c;
        } else {
            written += found->written;
        }
    }
    return written;
}

mapped_text mapped_text::whole(std::string_view file) {
    mapped_text mapped;
    mapped.text_.reserve(file.size());
    mapped.origins_.reserve(file.size());
    for (std::size_t i = 0; i < file.size(); ++i) {
        const std::size_t begin = i;
        if (file.substr(i, 2) == "\r\n") {
            mapped.newline_ = "\r\n";
            ++i;
        }
        mapped.text_ += file[i];
        mapped.origins_.push_back({begin, i + 1});
    }
    return mapped;
}

mapped_text mapped_text::inside(const mapped_text& outer) {
    mapped_text mapped;
    mapped.escapes_ = outer.escapes_;
    mapped.escapes_.insert(mapped.escapes_.begin(), escape_table());
    mapped.outer_margin_ = outer.line_margin_;
    mapped.newline_ = outer.newline_;
    mapped.outer_margin_.reset();
    if (outer.takes_lines()) {
        mapped.outer_margin_ = *outer.outer_margin_ + *outer.line_margin_;
    }
    return mapped;
}

void mapped_text::append(char c, const mapped_text& outer, text_range source) {
    text_ += c;
    origins_.push_back(outer.origin(source));
    if (outer.is_opaque(source)) {
        opaque_.push_back({text_.size() - 1, text_.size()});
    }
}

void mapped_text::append(const mapped_text& outer, text_range source) {
    for (std::size_t i = source.begin; i < source.end; ++i) {
        append(outer.text_[i], outer, {i, i + 1});
    }
}

void mapped_text::append_escape(const mapped_text& outer, text_range source,
                                const backslash_letters& known) {
    const std::size_t index = known.letters.find(outer.text_[source.begin + 1]);
    if (index == std::string_view::npos) {
        append_opaque(outer, source);
    } else {
        append(known.meanings[index], outer, source);
    }
}

void mapped_text::append_opaque(const mapped_text& outer, text_range source) {
    const std::size_t begin = text_.size();
    text_ += opaque_variable;
    origins_.resize(text_.size(), outer.origin(source));
    opaque_.push_back({begin, text_.size()});
}

bool mapped_text::is_opaque(text_range range) const {
    const auto next =
        std::lower_bound(opaque_.begin(), opaque_.end(), range.begin,
                         [](text_range part, std::size_t begin) { return part.end <= begin; });
    return next != opaque_.end() && next->overlaps(range);
}

text_range mapped_text::origin(text_range range) const {
    return {origins_[range.begin].begin, origins_[range.end - 1].end};
}

edit mapped_text::in_file(const edit& change) const {
    const auto [begin, end] = change.range;
    text_range range;
    if (begin < end) {
        range = origin(change.range);
    } else if (begin < text_.size() && (begin == 0 || text_[begin - 1] == '\n')) {
        // What is inserted before a line stands behind the host's margin.
        range.begin = origins_[begin].begin;
        range.end = range.begin;
    } else if (begin > 0) {
        range.begin = origins_[begin - 1].end;
        range.end = range.begin;
    }
    return {range, encoded(change.text)};
}

std::string mapped_text::encoded(std::string_view text) const {
    std::string written(text);
    for (const escape_table table : escapes_) {
        written = with_escapes(written, table);
    }
    const std::string newline =
        std::string(newline_) + outer_margin_.value_or("") + line_margin_.value_or("");
    std::string with_margins;
    for (const char c : written) {
        if (c == '\n') {
            with_margins += newline;
        } else {
            with_margins += c;
        }
    }
    return with_margins;
}

}  // namespace ibmcloud_token::migrate
