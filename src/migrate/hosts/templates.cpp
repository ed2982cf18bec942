#include "migrate/hosts/templates.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/ascii.hpp"

namespace ibmcloud_token::migrate {
namespace {

struct delimiters {
    std::string_view open;
    std::string_view close;
};

constexpr std::array<delimiters, 4> template_marks = {
    {{"${{", "}}"}, {"{{", "}}"}, {"{%", "%}"}, {"<%", "%>"}}};

/// Where the interpolation that begins at `at` ends: braces and strings inside of it are skipped.
std::size_t end_of_interpolation(std::string_view text, std::size_t at) {
    int open = 0;
    bool is_quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\') {
            ++at;
        } else if (c == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && c == '{') {
            ++open;
        } else if (!is_quoted && c == '}' && --open == 0) {
            return at + 1;
        } else if (c == '\n' && open == 1 && is_quoted) {
            return at;
        }
    }
    return text.size();
}

}  // namespace

mapped_text without_templates(const mapped_text& outer) {
    const std::string_view text = outer.text();
    mapped_text masked = mapped_text::inside(outer);
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const auto* const mark =
            std::find_if(template_marks.begin(), template_marks.end(),
                         [&](const delimiters& each) { return rest.starts_with(each.open); });
        const std::size_t close =
            mark == template_marks.end() ? std::string_view::npos : rest.find(mark->close);
        if (close == std::string_view::npos) {
            masked.append(outer, {at, at + 1});
            ++at;
            continue;
        }
        const std::size_t end = at + close + mark->close.size();
        masked.append_opaque(outer, {at, end});
        at = end;
    }
    return masked;
}

mapped_text without_terraform(const mapped_text& outer) {
    const std::string_view text = outer.text();
    mapped_text masked = mapped_text::inside(outer);
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("$${") || rest.starts_with("%%{")) {
            masked.append(text[at], outer, {at, at + 2});
            masked.append('{', outer, {at + 2, at + 3});
            at += 3;
        } else if (rest.starts_with("${") || rest.starts_with("%{")) {
            const std::size_t end = end_of_interpolation(text, at + 1);
            masked.append_opaque(outer, {at, end});
            at = end;
        } else {
            masked.append(outer, {at, at + 1});
            ++at;
        }
    }
    return masked;
}

mapped_text without_placeholders(const mapped_text& outer) {
    const std::string_view text = outer.text();
    mapped_text masked = mapped_text::inside(outer);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find_first_of("<>|&'\"`\n", at + 1);
        const bool is_placeholder = text[at] == '<' && end != std::string_view::npos &&
                                    text[end] == '>' && is_alpha(text[at + 1]) &&
                                    !is_blank(text[end - 1]);
        if (is_placeholder) {
            masked.append_opaque(outer, {at, end + 1});
            at = end + 1;
        } else {
            masked.append(outer, {at, at + 1});
            ++at;
        }
    }
    return masked;
}

}  // namespace ibmcloud_token::migrate
