#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"

// Python can do anything, so only a few programs are known, whatever blanks and quotes they have.
namespace ibmcloud_token::migrate {
namespace {

/// `program` with double quotes for single ones, and without the blanks outside of quotes.
std::string squeezed(const std::string& program) {
    std::string text;
    bool is_quoted = false;
    for (const char c : program) {
        const char written = c == '\'' ? '"' : c;
        is_quoted = is_quoted != (written == '"');
        if (is_quoted || !(is_blank(c) || c == '\n')) {
            text += written;
        }
    }
    return text;
}

bool take(std::string_view& text, std::string_view wanted) {
    if (!text.starts_with(wanted)) {
        return false;
    }
    text.remove_prefix(wanted.size());
    return true;
}

bool take_one_of(std::string_view& text, const std::vector<std::string_view>& choices) {
    return std::any_of(choices.begin(), choices.end(),
                       [&](std::string_view choice) { return take(text, choice); });
}

}  // namespace

std::optional<filter_result> run_python(const arguments& options, const std::string& input) {
    if (options.size() != 2 || options[0] != "-c") {
        return std::nullopt;
    }
    const std::string program = squeezed(options[1]);
    std::string_view rest = program;
    const bool is_read = take_one_of(rest, {"importsys,json;", "importjson,sys;",
                                            "importsys;importjson;", "importjson;importsys;"}) &&
                         take(rest, "print(json.load(sys.stdin)") &&
                         take_one_of(rest, {R"(["iam_token"])", R"(.get("iam_token"))"});
    const bool is_cut =
        is_read && take_one_of(rest, {R"(.split(" ")[1])", ".split()[1]", R"(.split(" ")[-1])",
                                      ".split()[-1]", R"(.replace("Bearer ",""))", "[7:]"});
    if (!is_read || !(rest == ")" || rest == ");")) {
        return std::nullopt;
    }
    const auto whole = run_jq({"-r", ".iam_token"}, input);
    if (!whole || whole->output == "null\n" || !is_cut) {
        return whole && whole->output != "null\n" ? whole : std::nullopt;
    }
    constexpr std::string_view scheme = "Bearer ";
    const bool has_two_words = whole->output.starts_with(scheme) &&
                               whole->output.find(' ', scheme.size()) == std::string::npos;
    return has_two_words ? std::optional(filter_result{whole->output.substr(scheme.size())})
                         : std::nullopt;
}

}  // namespace ibmcloud_token::migrate
