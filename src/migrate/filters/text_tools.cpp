#include <algorithm>
#include <array>
#include <bitset>
#include <climits>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"

// tr, head, tail, rev and xargs: as much of them as such pipelines use.
namespace ibmcloud_token::migrate {
namespace {

using byte = unsigned char;

/// The characters of a set of tr, in their order.
std::optional<std::string> expand_set(std::string_view set) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> classes = {
        {{"[:space:]", " \t\n\v\f\r"},
         {"[:blank:]", " \t"},
         {"[:digit:]", "0123456789"},
         {"[:punct:]", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}}};
    std::string expanded;
    while (!set.empty()) {
        const auto* const named =
            std::find_if(classes.begin(), classes.end(),
                         [&](const auto& each) { return set.starts_with(each.first); });
        if (named != classes.end()) {
            expanded += named->second;
            set.remove_prefix(named->first.size());
        } else if (set.starts_with("[:") || set.starts_with("[=")) {
            return std::nullopt;
        } else if (set.size() > 1 && set[0] == '\\') {
            constexpr std::string_view letters = "nrt\\-\"'";
            constexpr std::string_view meanings = "\n\r\t\\-\"'";
            const std::size_t known = letters.find(set[1]);
            if (known == std::string_view::npos) {
                return std::nullopt;
            }
            expanded += meanings[known];
            set.remove_prefix(2);
        } else if (set.size() > 2 && set[1] == '-') {
            for (int c = static_cast<byte>(set[0]); c <= static_cast<byte>(set[2]); ++c) {
                expanded += static_cast<char>(c);
            }
            set.remove_prefix(3);
        } else {
            expanded += set.front();
            set.remove_prefix(1);
        }
    }
    return expanded;
}

struct tr_options {
    bool deletes = false;
    bool squeezes = false;
    bool complements = false;
    std::string from;
    std::string to;  ///< empty if nothing is translated
};

/// The options and sets of tr; nothing if they are not known, or not known together.
std::optional<tr_options> parse_tr_options(const arguments& options) {
    tr_options parsed;
    std::size_t at = 0;
    for (; at < options.size() && options[at].starts_with('-') && options[at].size() > 1; ++at) {
        const std::string letters = options[at].substr(1);
        if (letters.find_first_not_of("dscC") != std::string::npos) {
            return std::nullopt;
        }
        parsed.deletes = parsed.deletes || letters.find('d') != std::string::npos;
        parsed.squeezes = parsed.squeezes || letters.find('s') != std::string::npos;
        parsed.complements = parsed.complements || letters.find_first_of("cC") != std::string::npos;
    }
    const std::size_t count = options.size() - at;
    const auto from = count > 0 ? expand_set(options[at]) : std::nullopt;
    const auto to = count > 1 ? expand_set(options[at + 1]) : std::string();
    if (!from || from->empty() || !to || (count > 1 && to->empty())) {
        return std::nullopt;
    }
    parsed.from = *from;
    parsed.to = *to;
    const bool is_known = (count == 1 && parsed.deletes != parsed.squeezes) ||
                          (count == 2 && !parsed.deletes && !parsed.complements);
    return is_known ? std::optional(parsed) : std::nullopt;
}

struct count_option {
    std::size_t count = 10;
    bool by_bytes = false;
    bool from_start = false;  ///< `tail -n +2`
    bool all_but = false;     ///< `head -n -1`
};

/// The options of head and tail.
std::optional<count_option> parse_count(const arguments& options) {
    count_option parsed;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string& option = options[i];
        std::optional<std::string> value;
        if (option.starts_with("-n") || option.starts_with("-c")) {
            parsed.by_bytes = option[1] == 'c';
            value = option_value(options, i, option.substr(0, 2));
        } else if (option.starts_with("--lines=") || option.starts_with("--bytes=")) {
            parsed.by_bytes = option[2] == 'b';
            value = option.substr(option.find('=') + 1);
        } else if (option.starts_with("-")) {
            value = option.substr(1);
        }
        if (!value || value->empty()) {
            return std::nullopt;
        }
        parsed.from_start = value->front() == '+';
        parsed.all_but = value->front() == '-';
        const auto count = parse_number(value->substr(parsed.from_start || parsed.all_but ? 1 : 0));
        if (!count) {
            return std::nullopt;
        }
        parsed.count = *count;
    }
    return parsed;
}

/// `text` in pieces of a line, or of a byte.
std::vector<std::string> pieces_of(const std::string& text, bool by_bytes) {
    std::vector<std::string> pieces;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end =
            by_bytes ? begin + 1 : std::min(text.find('\n', begin), text.size() - 1) + 1;
        pieces.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return pieces;
}

filter_result joined(const std::vector<std::string>& pieces, std::size_t begin, std::size_t end) {
    filter_result result;
    for (std::size_t i = begin; i < end && i < pieces.size(); ++i) {
        result.output += pieces[i];
    }
    return result;
}

/// The words that xargs makes of `input`.
std::optional<std::vector<std::string>> split_words(const std::string& input) {
    std::vector<std::string> words;
    std::string word;
    bool is_inside = false;
    char quote = '\0';
    for (const char c : input) {
        if (quote != '\0') {
            if (c == '\n') {
                return std::nullopt;
            }
            c == quote ? void(quote = '\0') : void(word += c);
        } else if (c == '"' || c == '\'') {
            quote = c;
            is_inside = true;
        } else if (c == '\\') {
            return std::nullopt;
        } else if (c == '\n' || is_blank(c)) {
            if (is_inside) {
                words.push_back(std::move(word));
            }
            word.clear();
            is_inside = false;
        } else {
            word += c;
            is_inside = true;
        }
    }
    if (is_inside) {
        words.push_back(word);
    }
    return quote == '\0' ? std::optional(words) : std::nullopt;
}

}  // namespace

std::optional<filter_result> run_tr(const arguments& options, const std::string& input) {
    const auto parsed = parse_tr_options(options);
    if (!parsed) {
        return std::nullopt;
    }
    std::bitset<UCHAR_MAX + 1> set;
    for (const char c : parsed->from) {
        set.set(static_cast<byte>(c));
    }
    if (parsed->complements) {
        set.flip();
    }
    const bool translates = !parsed->to.empty();
    filter_result result;
    for (char c : input) {
        const bool is_in_set = set.test(static_cast<byte>(c));
        if (translates && is_in_set) {
            c = parsed->to[std::min(parsed->from.rfind(c), parsed->to.size() - 1)];
        }
        const bool is_squeezable = translates ? parsed->to.find(c) != std::string::npos : is_in_set;
        const bool is_repeated = parsed->squeezes && is_squeezable && result.output.ends_with(c);
        if (!(parsed->deletes && is_in_set) && !is_repeated) {
            result.output += c;
        }
    }
    return result;
}

std::optional<filter_result> run_head(const arguments& options, const std::string& input) {
    const auto parsed = parse_count(options);
    if (!parsed || parsed->from_start) {
        return std::nullopt;
    }
    const std::vector<std::string> pieces = pieces_of(input, parsed->by_bytes);
    const std::size_t rest = pieces.size() - std::min(pieces.size(), parsed->count);
    return joined(pieces, 0, parsed->all_but ? rest : parsed->count);
}

std::optional<filter_result> run_tail(const arguments& options, const std::string& input) {
    const auto parsed = parse_count(options);
    if (!parsed || parsed->all_but) {
        return std::nullopt;
    }
    const std::vector<std::string> pieces = pieces_of(input, parsed->by_bytes);
    const std::size_t begin = parsed->from_start
                                  ? std::max<std::size_t>(parsed->count, 1) - 1
                                  : pieces.size() - std::min(pieces.size(), parsed->count);
    return joined(pieces, begin, pieces.size());
}

std::optional<filter_result> run_rev(const arguments& options, const std::string& input) {
    // In the locale C, rev refuses other bytes than those of US-ASCII.
    const bool is_ascii = std::all_of(input.begin(), input.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!options.empty() || !is_ascii) {
        return std::nullopt;
    }
    filter_result result;
    for (std::string piece : pieces_of(input, false)) {
        std::reverse(piece.begin(), piece.end() - (piece.ends_with('\n') ? 1 : 0));
        result.output += piece;
    }
    return result;
}

std::optional<filter_result> run_xargs(const arguments& options, const std::string& input) {
    const bool only_words = options.empty() || options == arguments{"echo"};
    const bool without_newline = options == arguments{"echo", "-n"};
    const auto words = split_words(input);
    if (!(only_words || without_newline) || !words || words->empty() ||
        words->front().starts_with("-")) {
        return std::nullopt;
    }
    filter_result result;
    for (const std::string& word : *words) {
        result.output += (result.output.empty() ? "" : " ") + word;
    }
    result.output += without_newline ? "" : "\n";
    return result;
}

}  // namespace ibmcloud_token::migrate
