#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"

// Paths, `//`, and the functions that take `Bearer ` off: as much of jq as such pipelines use.
namespace ibmcloud_token::migrate {
namespace {

namespace json = boost::json;

/// Thrown inside this file when a filter is not known, and caught in it.
struct unknown_filter {};

using values = std::vector<json::value>;

json::value text_value(const std::string& text) {
    json::value made(text);
    return made;
}

class jq_filter {
public:
    explicit jq_filter(std::string_view text) : text_(text) {}

    values apply(const json::value& input) {
        values results = pipe({input});
        skip_blanks();
        if (at_ < text_.size()) {
            throw unknown_filter();
        }
        return results;
    }

private:
    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_blanks() {
        while (is_blank(peek()) || peek() == '\n') {
            ++at_;
        }
    }

    bool take(std::string_view wanted) {
        skip_blanks();
        if (text_.substr(at_, wanted.size()) != wanted) {
            return false;
        }
        at_ += wanted.size();
        return true;
    }

    void require(std::string_view wanted) {
        if (!take(wanted)) {
            throw unknown_filter();
        }
    }

    values pipe(values input) {
        do {
            input = alternative(input);
        } while (take("|"));
        return input;
    }

    values alternative(const values& input) {
        values results = term(input);
        while (take("//")) {
            values fallback = term(input);
            std::erase_if(results, [](const json::value& each) {
                return each.is_null() || (each.is_bool() && !each.get_bool());
            });
            results = results.empty() ? fallback : results;
        }
        return results;
    }

    values term(const values& input) {
        skip_blanks();
        values results = primary(input);
        for (;;) {
            skip_blanks();
            if (peek() == '.' || peek() == '[') {
                results = suffix(results);
            } else if (peek() == '?') {
                throw unknown_filter();
            } else {
                return results;
            }
        }
    }

    values primary(const values& input) {
        const char c = peek();
        if (c == '(') {
            if (++depth_ > 20) {
                throw unknown_filter();
            }
            ++at_;
            values results = pipe(input);
            require(")");
            --depth_;
            return results;
        }
        if (c == '"') {
            json::value text = text_value(string());
            return each(input, [&](const json::value& /*value*/) { return text; });
        }
        if (c == '.') {
            const std::size_t before = at_++;
            const bool has_suffix = is_alpha(peek()) || peek() == '_' || peek() == '"';
            at_ = has_suffix ? before : at_;
            return input;
        }
        const std::string name = identifier();
        if (name == "empty") {
            return {};
        }
        return call(name, input);
    }

    values suffix(const values& input) {
        if (peek() == '.') {
            ++at_;
            if (peek() == '[') {
                return suffix(input);
            }
            const std::string key = peek() == '"' ? string() : identifier();
            return each(input, [&](const json::value& value) { return member(value, key); });
        }
        require("[");
        skip_blanks();
        if (peek() == '"') {
            const std::string key = string();
            require("]");
            return each(input, [&](const json::value& value) { return member(value, key); });
        }
        const auto first = number();
        const bool is_slice = take(":");
        const auto last = is_slice ? number() : std::nullopt;
        require("]");
        if (!first) {
            throw unknown_filter();
        }
        return each(input, [&](const json::value& value) {
            return is_slice ? slice(value, *first, last) : element(value, *first);
        });
    }

    template <typename Function>
    static values each(const values& input, const Function& function) {
        values results;
        for (const json::value& value : input) {
            results.push_back(function(value));
        }
        return results;
    }

    static json::value member(const json::value& value, const std::string& key) {
        if (value.is_null()) {
            return nullptr;
        }
        if (!value.is_object()) {
            throw unknown_filter();
        }
        const json::value* const found = value.get_object().if_contains(key);
        return found == nullptr ? json::value() : *found;
    }

    static json::value element(const json::value& value, std::size_t index) {
        if (!value.is_array()) {
            throw unknown_filter();
        }
        const json::array& array = value.get_array();
        return index < array.size() ? array[index] : json::value();
    }

    static json::value slice(const json::value& value, std::size_t first,
                             std::optional<std::size_t> last) {
        const std::string text = text_of(value);
        const std::size_t begin = std::min(first, text.size());
        const std::size_t end = std::min(last.value_or(text.size()), text.size());
        return text_value(text.substr(begin, end > begin ? end - begin : 0));
    }

    static std::string text_of(const json::value& value) {
        if (!value.is_string()) {
            throw unknown_filter();
        }
        return std::string(value.get_string());
    }

    values call(const std::string& name, const values& input) {
        if (name == "last" || name == "first") {
            return each(input, [&](const json::value& value) {
                const bool is_empty = !value.is_array() || value.get_array().empty();
                if (is_empty) {
                    throw unknown_filter();
                }
                return name == "last" ? value.get_array().back() : value.get_array().front();
            });
        }
        if (name == "tostring") {
            return each(input,
                        [&](const json::value& value) { return text_value(text_of(value)); });
        }
        require("(");
        skip_blanks();
        const std::string wanted = string();
        std::string with;
        if (name == "sub" || name == "gsub") {
            require(";");
            skip_blanks();
            with = string();
        }
        require(")");
        return each(input, [&](const json::value& value) {
            return text_function(name, text_of(value), wanted, with);
        });
    }

    static json::value text_function(const std::string& name, const std::string& text,
                                     const std::string& wanted, const std::string& with) {
        if (name == "ltrimstr") {
            return text_value(text.starts_with(wanted) ? text.substr(wanted.size()) : text);
        }
        if (name == "rtrimstr") {
            return text_value(text.ends_with(wanted) ? text.substr(0, text.size() - wanted.size())
                                                     : text);
        }
        if (name == "split" && !wanted.empty()) {
            return split(text, wanted);
        }
        // Only words, at the beginning if so anchored: that is the same in any syntax.
        const bool is_anchored = wanted.starts_with("^");
        const std::string word = wanted.substr(is_anchored ? 1 : 0);
        const bool is_plain = !word.empty() && with.find('\\') == std::string::npos &&
                              std::all_of(word.begin(), word.end(), [](char c) {
                                  return is_alphanumeric(c) || c == ' ' || c == '_' || c == '"';
                              });
        const std::size_t at = text.find(word);
        const bool is_once =
            at == std::string::npos || text.find(word, at + 1) == std::string::npos;
        if ((name != "sub" && name != "gsub") || !is_plain || !is_once) {
            throw unknown_filter();
        }
        if (at == std::string::npos || (is_anchored && at != 0)) {
            return text_value(text);
        }
        return text_value(text.substr(0, at) + with + text.substr(at + word.size()));
    }

    static json::value split(const std::string& text, const std::string& separator) {
        json::array parts;
        for (std::size_t begin = 0;;) {
            const std::size_t end = text.find(separator, begin);
            parts.emplace_back(text.substr(begin, end - begin));
            if (end == std::string::npos) {
                return parts;
            }
            begin = end + separator.size();
        }
    }

    std::string identifier() {
        std::string name;
        while (is_alphanumeric(peek()) || peek() == '_') {
            name += text_[at_++];
        }
        if (name.empty() || is_digit(name.front())) {
            throw unknown_filter();
        }
        return name;
    }

    std::string string() {
        std::string read;
        require("\"");
        for (; peek() != '"'; ++at_) {
            if (at_ >= text_.size() || peek() == '\\') {
                throw unknown_filter();
            }
            read += peek();
        }
        ++at_;
        return read;
    }

    std::optional<std::size_t> number() {
        skip_blanks();
        std::string digits;
        while (is_digit(peek())) {
            digits += text_[at_++];
        }
        return parse_number(digits);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

struct jq_options {
    std::string filter;
    bool is_raw = false;
    bool joins = false;
    bool sets_status = false;
};

std::optional<jq_options> parse(const arguments& options) {
    jq_options parsed;
    bool has_filter = false;
    for (const std::string& option : options) {
        if (option == "--raw-output") {
            parsed.is_raw = true;
        } else if (option == "--join-output") {
            parsed.joins = true;
        } else if (option == "--exit-status") {
            parsed.sets_status = true;
        } else if (option.starts_with("-") && !option.starts_with("--") && option.size() > 1) {
            for (const char letter : option.substr(1)) {
                parsed.is_raw = parsed.is_raw || letter == 'r';
                parsed.joins = parsed.joins || letter == 'j';
                parsed.sets_status = parsed.sets_status || letter == 'e';
                if (std::string_view("rjeMc").find(letter) == std::string_view::npos) {
                    return std::nullopt;
                }
            }
        } else if (!has_filter && !option.starts_with("-")) {
            parsed.filter = option;
            has_filter = true;
        } else {
            return std::nullopt;
        }
    }
    return has_filter ? std::optional(parsed) : std::nullopt;
}

}  // namespace

std::optional<filter_result> run_jq(const arguments& options, const std::string& input) {
    const auto parsed = parse(options);
    boost::system::error_code error;
    const json::value document = json::parse(input, error);
    if (!parsed || error) {
        return std::nullopt;
    }
    filter_result result;
    try {
        for (const json::value& value : jq_filter(parsed->filter).apply(document)) {
            if (value.is_array() || value.is_object()) {
                return std::nullopt;
            }
            const bool is_raw = (parsed->is_raw || parsed->joins) && value.is_string();
            result.output += is_raw ? std::string(value.get_string()) : json::serialize(value);
            result.output += parsed->joins ? "" : "\n";
            result.status = parsed->sets_status && value.is_null() ? 1 : 0;
        }
    } catch (const unknown_filter&) {
        return std::nullopt;
    }
    return result;
}

}  // namespace ibmcloud_token::migrate
