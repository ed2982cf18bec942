#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"

// Paths, `//`, `empty`, `split` and `ltrimstr`: as much of jq as such pipelines use.
namespace ibmcloud_token::migrate {
namespace {

namespace json = boost::json;

/// Thrown inside this file when a filter is not known, and caught in it.
struct unknown_filter {};

void require(bool is_known) {
    if (!is_known) {
        throw unknown_filter();
    }
}

/// One value, or nothing behind `empty`.
using value = std::optional<json::value>;

value text_value(std::string_view text) {
    return json::value(json::string(text));
}

std::string_view text_of(const json::value& text) {
    require(text.is_string());
    return text.get_string();
}

value member(const json::value& object, const std::string& key) {
    require(object.is_object() || object.is_null());
    const json::value* const found =
        object.is_null() ? nullptr : object.get_object().if_contains(key);
    return found == nullptr ? json::value() : *found;
}

value split(std::string_view text, const std::string& separator) {
    require(!separator.empty());
    json::array parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + separator.size();
    }
    return parts;
}

/// Applies a filter while it reads it.
class jq_filter {
public:
    explicit jq_filter(std::string_view text) : text_(text) {}

    value apply(const json::value& input) {
        value result = pipe(input);
        skip_blanks();
        require(at_ == text_.size());
        return result;
    }

private:
    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\n", at_), text_.size()); }

    bool take(std::string_view wanted) {
        skip_blanks();
        const bool is_next = text_.substr(at_).starts_with(wanted);
        at_ += is_next ? wanted.size() : 0;
        return is_next;
    }

    value pipe(value input) {
        do {
            input = alternative(input);
        } while (take("|"));
        return input;
    }

    value alternative(const value& input) {
        value result = term(input);
        while (take("//")) {
            value fallback = term(input);
            const bool is_set =
                result && !result->is_null() && !(result->is_bool() && !result->get_bool());
            result = is_set ? std::move(result) : std::move(fallback);
        }
        return result;
    }

    value term(const value& input) {
        value result = primary(input);
        for (skip_blanks(); peek() == '.' || peek() == '['; skip_blanks()) {
            result = suffix(result);
        }
        return result;
    }

    value primary(const value& input) {
        if (take("(")) {
            constexpr int deepest = 20;
            require(++depth_ < deepest);
            value result = pipe(input);
            require(take(")"));
            --depth_;
            return result;
        }
        if (peek() == '"') {
            const std::string text = string();
            return input ? text_value(text) : input;
        }
        if (take(".")) {
            const bool has_suffix = is_alpha(peek()) || peek() == '_' || peek() == '"';
            at_ -= has_suffix ? 1 : 0;
            return input;
        }
        const std::string name = identifier();
        return name == "empty" ? std::nullopt : call(name, input);
    }

    value suffix(const value& input) {
        if (take(".") && peek() != '[') {
            const std::string key = peek() == '"' ? string() : identifier();
            return input ? member(*input, key) : input;
        }
        require(take("["));
        skip_blanks();
        if (peek() == '"') {
            const std::string key = string();
            require(take("]"));
            return input ? member(*input, key) : input;
        }
        const std::size_t first = number();
        const bool is_slice = take(":");
        require(take("]"));
        if (!input) {
            return input;
        }
        if (is_slice) {
            const std::string_view text = text_of(*input);
            return text_value(text.substr(std::min(first, text.size())));
        }
        require(input->is_array());
        const json::array& array = input->get_array();
        return first < array.size() ? array[first] : json::value();
    }

    value call(const std::string& name, const value& input) {
        require((name == "split" || name == "ltrimstr") && take("("));
        const std::string wanted = string();
        require(take(")"));
        if (!input) {
            return input;
        }
        const std::string_view text = text_of(*input);
        if (name == "split") {
            return split(text, wanted);
        }
        return text_value(text.substr(text.starts_with(wanted) ? wanted.size() : 0));
    }

    std::string identifier() {
        const std::size_t begin = at_;
        while (is_alphanumeric(peek()) || peek() == '_') {
            ++at_;
        }
        require(at_ > begin && !is_digit(text_[begin]));
        return std::string(text_.substr(begin, at_ - begin));
    }

    std::string string() {
        require(take("\""));
        const std::size_t end = text_.find_first_of("\"\\", at_);
        require(end != std::string_view::npos && text_[end] == '"');
        const std::size_t begin = std::exchange(at_, end + 1);
        return std::string(text_.substr(begin, end - begin));
    }

    std::size_t number() {
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_not_of("0123456789", at_), text_.size());
        const auto read = parse_number(text_.substr(begin, at_ - begin));
        require(read.has_value());
        return *read;
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
        } else if (option.size() > 1 && option.starts_with('-') &&
                   option.find_first_not_of("rjeMc", 1) == std::string::npos) {
            parsed.is_raw = parsed.is_raw || option.find('r') != std::string::npos;
            parsed.joins = parsed.joins || option.find('j') != std::string::npos;
            parsed.sets_status = parsed.sets_status || option.find('e') != std::string::npos;
        } else if (!has_filter && !option.starts_with("-")) {
            parsed.filter = option;
            has_filter = true;
        } else {
            return std::nullopt;
        }
    }
    return has_filter ? std::optional(parsed) : std::nullopt;
}

/// What jq writes for `result`.
filter_result written(const value& result, const jq_options& options) {
    if (!result) {
        require(!options.sets_status);
        return {};
    }
    require(result->is_string() || result->is_null());
    const bool is_raw = (options.is_raw || options.joins) && result->is_string();
    const std::string text = is_raw ? std::string(result->get_string()) : json::serialize(*result);
    return {text + (options.joins ? "" : "\n"), options.sets_status && result->is_null() ? 1 : 0};
}

}  // namespace

std::optional<filter_result> run_jq(const arguments& options, const std::string& input) {
    const auto parsed = parse(options);
    boost::system::error_code error;
    const json::value document = json::parse(input, error);
    if (!parsed || error) {
        return std::nullopt;
    }
    try {
        return written(jq_filter(parsed->filter).apply(document), *parsed);
    } catch (const unknown_filter&) {
        return std::nullopt;
    }
}

}  // namespace ibmcloud_token::migrate
