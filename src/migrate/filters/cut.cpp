#include <algorithm>
#include <limits>

#include "migrate/filters/filter.hpp"

namespace ibmcloud_token::migrate {
namespace {

struct span {
    std::size_t first;
    std::size_t last;
};

std::optional<std::vector<span>> parse_list(std::string_view list) {
    std::vector<span> spans;
    for (std::size_t begin = 0; begin <= list.size();) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        const std::string_view item = list.substr(begin, end - begin);
        const std::size_t dash = item.find('-');
        const std::string_view first = item.substr(0, dash);
        const std::string_view last =
            dash == std::string_view::npos ? first : item.substr(dash + 1);
        const auto from = first.empty() ? std::optional<std::size_t>(1) : parse_number(first);
        const auto to = last.empty() ? std::numeric_limits<std::size_t>::max() : parse_number(last);
        if (item.empty() || item == "-" || !from || !to || *from == 0 || *to < *from) {
            return std::nullopt;
        }
        spans.push_back({*from, *to});
        begin = end + 1;
    }
    return spans;
}

bool is_selected(const std::vector<span>& spans, std::size_t number) {
    return std::any_of(spans.begin(), spans.end(), [number](const span& each) {
        return each.first <= number && number <= each.last;
    });
}

struct cut_options {
    std::vector<span> spans;
    bool by_fields = false;
    char delimiter = '\t';
    bool only_delimited = false;
};

std::optional<cut_options> parse_cut_options(const arguments& options) {
    cut_options parsed;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string& option = options[i];
        std::optional<std::string> value;
        if (option == "-s" || option == "--only-delimited") {
            parsed.only_delimited = true;
            continue;
        }
        if (option.starts_with("-d") || option.starts_with("--delimiter=")) {
            value = option_value(options, i, option.starts_with("-d") ? "-d" : "--delimiter=");
            if (!value || value->size() != 1) {
                return std::nullopt;
            }
            parsed.delimiter = value->front();
            continue;
        }
        for (const std::string_view prefix : {"-f", "--fields=", "-c", "--characters=", "-b"}) {
            if (option.starts_with(prefix)) {
                value = option_value(options, i, prefix);
                parsed.by_fields = prefix.find('f') != std::string_view::npos;
                break;
            }
        }
        const auto spans = value ? parse_list(*value) : std::nullopt;
        if (!spans || !parsed.spans.empty()) {
            return std::nullopt;
        }
        parsed.spans = *spans;
    }
    return parsed.spans.empty() ? std::nullopt : std::optional(parsed);
}

std::string cut_fields(const std::string& line, const cut_options& options) {
    std::string kept;
    bool is_first = true;
    std::size_t number = 1;
    for (std::size_t begin = 0; begin <= line.size(); ++number) {
        const std::size_t end = std::min(line.find(options.delimiter, begin), line.size());
        if (is_selected(options.spans, number)) {
            kept += (is_first ? "" : std::string(1, options.delimiter)) +
                    line.substr(begin, end - begin);
            is_first = false;
        }
        begin = end + 1;
    }
    return kept;
}

}  // namespace

std::optional<filter_result> run_cut(const arguments& options, const std::string& input) {
    const auto parsed = parse_cut_options(options);
    if (!parsed) {
        return std::nullopt;
    }
    filter_result result;
    for (const std::string& line : split_lines(input)) {
        if (!parsed->by_fields) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                result.output += is_selected(parsed->spans, i + 1) ? line.substr(i, 1) : "";
            }
        } else if (line.find(parsed->delimiter) != std::string::npos) {
            result.output += cut_fields(line, *parsed);
        } else if (parsed->only_delimited) {
            continue;
        } else {
            result.output += line;
        }
        result.output += '\n';
    }
    return result;
}

}  // namespace ibmcloud_token::migrate
