#include "core/shell_forms.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

/// Text in a value that has to be written in another way.
struct special_text {
    std::string_view text;
    std::string_view written;
};

/// An assignment: the parts around the name and the value, quotes included.
struct notation {
    std::string_view before_name;
    std::string_view before_value;
    std::string_view after_value;
    std::span<const special_text> escapes;
};

secret write(const notation& in, std::string_view name, std::string_view value) {
    secret line;
    line.append(in.before_name);
    line.append(name);
    line.append(in.before_value);
    while (!value.empty()) {
        const auto found =
            std::find_if(in.escapes.begin(), in.escapes.end(), [&](const special_text& special) {
                return value.starts_with(special.text);
            });
        const bool is_special = found != in.escapes.end();
        line.append(is_special ? found->written : value.substr(0, 1));
        value.remove_prefix(is_special ? found->text.size() : 1);
    }
    line.append(in.after_value);
    return line;
}

/// In single quotes everything is literal; a single quote itself is written outside.
secret write_sh(std::string_view name, std::string_view value) {
    static constexpr std::array<special_text, 1> escapes = {{{"'", "'\\''"}}};
    return write({"export ", "='", "'", escapes}, name, value);
}

/// In single quotes, a backslash is special before itself and before a single quote.
secret write_fish(std::string_view name, std::string_view value) {
    static constexpr std::array<special_text, 2> escapes = {{{"'", "\\'"}, {"\\", "\\\\"}}};
    return write({"set -gx ", " '", "'", escapes}, name, value);
}

/// As in sh, but `!` is special in quotes, too, unless a backslash precedes it.
secret write_csh(std::string_view name, std::string_view value) {
    static constexpr std::array<special_text, 2> escapes = {{{"'", "'\\''"}, {"!", "\\!"}}};
    return write({"setenv ", " '", "';", escapes}, name, value);
}

/// In single quotes everything is literal; a quote is written twice. PowerShell reads the
/// typographic quotes, U+2018 to U+201B, as the same quote.
secret write_powershell(std::string_view name, std::string_view value) {
    static constexpr std::array<special_text, 5> escapes = {{
        {"'", "''"},
        {"\u2018", "\u2018\u2018"},
        {"\u2019", "\u2019\u2019"},
        {"\u201a", "\u201a\u201a"},
        {"\u201b", "\u201b\u201b"},
    }};
    return write({"$env:", " = '", "'", escapes}, name, value);
}

bool is_plain_in_dotenv(char c) {
    return is_alphanumeric(c) || std::string_view("-._~+/:=@").find(c) != std::string_view::npos;
}

/// Readers of .env files disagree. All accept letters, digits and a few signs without quotes. All
/// but `docker run --env-file` accept everything but a single quote in single quotes.
secret write_dotenv(std::string_view name, std::string_view value) {
    static constexpr std::array<special_text, 4> escapes = {
        {{"\\", "\\\\"}, {"\"", "\\\""}, {"$", "\\$"}, {"`", "\\`"}}};
    if (std::all_of(value.begin(), value.end(), is_plain_in_dotenv)) {
        return write_plain_assignment(name, value);
    }
    if (value.find('\'') == std::string_view::npos) {
        return write({"", "='", "'", {}}, name, value);
    }
    return write({"", "=\"", "\"", escapes}, name, value);
}

constexpr auto shells = std::to_array<shell>({
    {"sh", write_sh},
    {"fish", write_fish},
    {"csh", write_csh},
    {"powershell", write_powershell},
    {"dotenv", write_dotenv},
});

}  // namespace

secret write_plain_assignment(std::string_view name, std::string_view value) {
    return write({"", "=", "", {}}, name, value);
}

const shell* find_shell(std::string_view name) {
    const auto* const found =
        std::find_if(shells.begin(), shells.end(), [&](const shell& s) { return s.name == name; });
    return found == shells.end() ? nullptr : found;
}

std::string shell_names() {
    std::string names;
    for (const shell& shell : shells) {
        names += names.empty() ? "" : ", ";
        names += shell.name;
    }
    return names;
}

bool is_variable_name(std::string_view name) {
    return !name.empty() && !is_digit(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return is_alphanumeric(c) || c == '_'; });
}

}  // namespace ibmcloud_token
