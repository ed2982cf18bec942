#include "core/shell_forms.hpp"

#include <algorithm>
#include <array>

#include "core/ascii.hpp"

namespace ibmcloud_token {
namespace {

/// Appends `value` between two of `quote`, with `escape` before each of its `special` characters.
void append_escaped(secret& line, std::string_view value, char quote, std::string_view special,
                    std::string_view escape) {
    line.append(quote);
    for (const char c : value) {
        if (special.find(c) != std::string_view::npos) {
            line.append(escape);
        }
        line.append(c);
    }
    line.append(quote);
}

secret beginning(std::string_view before_name, std::string_view name, std::string_view after_name,
                 std::string_view value) {
    secret line;
    line.reserve(before_name.size() + name.size() + after_name.size() + 2 * value.size());
    line.append(before_name);
    line.append(name);
    line.append(after_name);
    return line;
}

/// In single quotes everything is literal; a single quote itself is written outside: '\''.
secret write_sh(std::string_view name, std::string_view value) {
    secret line = beginning("export ", name, "=", value);
    line.append('\'');
    for (const char c : value) {
        line.append(c == '\'' ? std::string_view("'\\''") : std::string_view(&c, 1));
    }
    line.append('\'');
    return line;
}

/// In single quotes, a backslash is special before itself and before a single quote.
secret write_fish(std::string_view name, std::string_view value) {
    secret line = beginning("set -gx ", name, " ", value);
    append_escaped(line, value, '\'', "\\'", "\\");
    return line;
}

/// As in sh, but `!` is special in quotes, too, unless a backslash precedes it.
secret write_csh(std::string_view name, std::string_view value) {
    secret line = beginning("setenv ", name, " ", value);
    line.append('\'');
    for (const char c : value) {
        if (c == '\'') {
            line.append("'\\''");
        } else {
            line.append(c == '!' ? std::string_view("\\!") : std::string_view(&c, 1));
        }
    }
    line.append("';");
    return line;
}

/// In single quotes everything is literal; a quote is written twice. PowerShell reads the
/// typographic quotes, U+2018 to U+201B, as the same quote.
secret write_powershell(std::string_view name, std::string_view value) {
    constexpr std::string_view before_last_byte = "\xe2\x80";
    secret line = beginning("$env:", name, " = ", value);
    line.append('\'');
    while (!value.empty()) {
        const bool is_typographic = value.starts_with(before_last_byte) && value.size() > 2 &&
                                    value[2] >= '\x98' && value[2] <= '\x9b';
        const std::string_view character = value.substr(0, is_typographic ? 3 : 1);
        line.append(character);
        if (is_typographic || character == "'") {
            line.append(character);
        }
        value.remove_prefix(character.size());
    }
    line.append('\'');
    return line;
}

bool is_plain_in_dotenv(char c) {
    return is_alphanumeric(c) || std::string_view("-._~+/:=@").find(c) != std::string_view::npos;
}

/// Readers of .env files disagree. All accept letters, digits and a few signs without quotes. All
/// but `docker run --env-file` accept everything but a single quote in single quotes.
secret write_dotenv(std::string_view name, std::string_view value) {
    secret line = beginning("", name, "=", value);
    if (std::all_of(value.begin(), value.end(), is_plain_in_dotenv)) {
        line.append(value);
    } else if (value.find('\'') == std::string_view::npos) {
        append_escaped(line, value, '\'', "", "");
    } else {
        append_escaped(line, value, '"', "\\\"$`", "\\");
    }
    return line;
}

constexpr auto shells = std::to_array<shell>({
    {"sh", write_sh},
    {"fish", write_fish},
    {"csh", write_csh},
    {"powershell", write_powershell},
    {"dotenv", write_dotenv},
});

}  // namespace

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
