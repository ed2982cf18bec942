#include "migrate/filters/filter.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "migrate/cli_call.hpp"

namespace ibmcloud_token::migrate {
namespace {

std::optional<filter_result> run_cat(const arguments& options, const std::string& input) {
    if (!options.empty()) {
        return std::nullopt;
    }
    return filter_result{input};
}

using filter = std::optional<filter_result> (*)(const arguments& options, const std::string& input);

struct known_filter {
    std::string_view name;
    filter run;  ///< null if nothing of it is known here
};

constexpr std::array<known_filter, 28> known_filters = {{
    {"awk", run_awk},        {"gawk", run_awk},  {"mawk", run_awk},    {"nawk", run_awk},
    {"cat", run_cat},        {"cut", run_cut},   {"grep", run_grep},   {"egrep", run_egrep},
    {"fgrep", nullptr},      {"head", run_head}, {"jq", run_jq},       {"python", run_python},
    {"python3", run_python}, {"rev", run_rev},   {"sed", run_sed},     {"gsed", run_sed},
    {"tail", run_tail},      {"tr", run_tr},     {"xargs", run_xargs}, {"perl", nullptr},
    {"ruby", nullptr},       {"node", nullptr},  {"ggrep", nullptr},   {"yq", nullptr},
    {"gojq", nullptr},       {"sort", nullptr},  {"uniq", nullptr},    {"paste", nullptr},
}};

const known_filter* find_known(std::string_view name) {
    const auto* const found =
        std::find_if(known_filters.begin(), known_filters.end(),
                     [&](const known_filter& known) { return known.name == base_name(name); });
    return found == known_filters.end() ? nullptr : found;
}

}  // namespace

std::optional<filter_result> apply_filter(const std::vector<std::string>& words,
                                          const std::string& input) {
    const known_filter* const known = words.empty() ? nullptr : find_known(words.front());
    // Programs differ in what they do with NUL.
    if (known == nullptr || known->run == nullptr || input.find('\0') != std::string::npos) {
        return std::nullopt;
    }
    return known->run({words.begin() + 1, words.end()}, input);
}

bool is_filter_name(std::string_view name) {
    return find_known(name) != nullptr;
}

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::optional<std::size_t> parse_number(std::string_view text) {
    std::size_t number = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != end) {
        return std::nullopt;
    }
    return number;
}

std::optional<std::string> option_value(const arguments& options, std::size_t& i,
                                        std::string_view prefix) {
    if (options[i].size() > prefix.size()) {
        return options[i].substr(prefix.size());
    }
    if (i + 1 == options.size()) {
        return std::nullopt;
    }
    return options[++i];
}

}  // namespace ibmcloud_token::migrate
