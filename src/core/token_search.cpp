#include "core/token_search.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "core/ascii.hpp"
#include "core/b64token.hpp"
#include "core/compact_jws.hpp"
#include "core/plain_words.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {
namespace {

bool is_broken(const result<access_token>& token) {
    return token.has_error() && (token.error().cause() == errc::malformed_token ||
                                 token.error().cause() == errc::token_cut_short);
}

/// True if a token was wrapped: the first `size` characters of `text`, of which `token` was parsed,
/// go on in the next line.
bool is_wrapped(std::string_view text, std::size_t size, const result<access_token>& token) {
    const std::size_t line_end = std::min(size, text.substr(0, size).find('\n'));
    const std::string_view candidate = trim(text.substr(0, line_end));
    const std::string_view rest = trim_left(text.substr(line_end));
    if (!candidate.starts_with('e') || !rest.starts_with('\n')) {
        return false;
    }
    const std::string_view next_line = trim_left(rest.substr(1));
    const std::string_view next = next_line.substr(0, b64token_length(next_line));
    if (next.empty()) {
        return false;
    }
    secret joined(candidate);
    joined.append(next);
    if (!joined.view().starts_with("eyJ")) {
        return false;
    }
    // In most cases, a broken candidate goes on with a random string, and a whole one is followed
    // by words. Otherwise the joined lines decide: the last characters of a token can look like a
    // word, and a signature can be wrapped where one of a shorter key would end.
    if (is_broken(token) != is_plain_words(next)) {
        return is_broken(token);
    }
    const std::string_view behind = trim_left(next_line.substr(next.size()));
    const bool fills_line = behind.empty() || behind.front() == '\n' || behind.front() == '"';
    return (is_broken(token) || fills_line) && access_token::parse(joined.view()).has_value();
}

/// Whose token a candidate is, by the place where it was found.
enum class origin { iam, any_service };

/// The candidates for the token of one kind.
class selection {
public:
    [[nodiscard]] bool has_token() const { return token_.has_value(); }

    /// Keeps the first `size` characters of `text` if they are a token.
    void offer(std::string_view text, std::size_t size, origin from) {
        const std::string_view candidate = text.substr(0, size);
        if ((token_ && token_->text() == candidate) ||
            (has_telling_error() && !may_have_whole_signature(candidate))) {
            return;
        }
        auto token = access_token::parse(candidate);
        if (is_wrapped(text, size, token)) {
            keep_error(errc::token_wrapped);
        } else if (from == origin::any_service && token.has_value() &&
                   !token->known_claims().iam_id) {
            return;
        } else if (token.has_error()) {
            keep_error(token.error());
        } else if (token_) {
            has_different_ = true;
        } else {
            token_ = std::move(*token);
        }
    }

    result<access_token> take() {
        if (has_different_) {
            return errc::different_tokens;
        }
        if (token_) {
            return *std::move(token_);
        }
        return error_;
    }

private:
    /// `malformed_token` says little: any word after `Bearer` causes it.
    [[nodiscard]] bool has_telling_error() const {
        return error_.cause() != errc::no_token && error_.cause() != errc::malformed_token;
    }

    void keep_error(const failure& error) {
        if (!has_telling_error()) {
            error_ = error;
        }
    }

    std::optional<access_token> token_;
    bool has_different_ = false;
    failure error_ = errc::no_token;
};

/// The b64token that follows the name of a scheme and blanks, and ends at a blank or at the end of
/// the line. Empty if there is none. The name of a scheme is not a token: in `Bearer Bearer eyJ…`
/// the second one counts.
std::string_view b64token_after_scheme(std::string_view after) {
    const std::string_view text = trim_left(after);
    if (text.size() == after.size()) {
        return {};
    }
    const std::string_view token = text.substr(0, b64token_length(text));
    const std::string_view behind = text.substr(token.size());
    const bool is_whole = behind.empty() || is_blank(behind.front());
    return is_whole && !equal_ignoring_case(token, scheme) ? token : std::string_view{};
}

/// The string in `after_name` behind white space and a colon. Nothing if there is another value, or
/// if the string has escapes.
std::optional<std::string_view> json_string_after(std::string_view after_name) {
    constexpr std::string_view white_space = " \t\n\r";
    for (const char wanted : {':', '"'}) {
        const std::size_t at = after_name.find_first_not_of(white_space);
        if (at == std::string_view::npos || after_name[at] != wanted) {
            return std::nullopt;
        }
        after_name.remove_prefix(at + 1);
    }
    const std::size_t end = after_name.find('"');
    const std::string_view value = after_name.substr(0, end);
    const bool is_string = end != std::string_view::npos && value.find('\\') == std::string::npos;
    return is_string ? std::optional(value) : std::nullopt;
}

class text_search {
public:
    explicit text_search(std::string_view text) : text_(text) {}

    result<access_token> find(token_kind kind) {
        for (std::string_view rest = text_; !rest.empty();) {
            const std::string_view line = take_part(rest, '\n');
            search_credentials(line);
            search_jwt(line);
            const std::size_t empty_lines = rest.find_first_not_of('\n');
            rest.remove_prefix(std::min(empty_lines, rest.size()));
        }
        search_json();
        if (!iam_.has_token() && !uaa_.has_token()) {
            for (const std::string_view value : access_tokens_) {
                offer(iam_, value, origin::any_service);
            }
        }
        return kind == token_kind::iam ? iam_.take() : uaa_.take();
    }

private:
    void offer(selection& tokens, std::string_view candidate, origin from = origin::iam) {
        const auto start = static_cast<std::size_t>(candidate.begin() - text_.begin());
        tokens.offer(text_.substr(start), candidate.size(), from);
    }

    void search_credentials(std::string_view line) {
        std::string_view rest = line;
        std::string_view label = line;
        for (std::size_t at = find_ignoring_case(rest, scheme); at != std::string_view::npos;
             at = find_ignoring_case(rest, scheme)) {
            const auto* const start = rest.begin() + at;
            rest.remove_prefix(at + scheme.size());
            const std::string_view token = b64token_after_scheme(rest);
            if (token.empty() ||
                !is_word_start(line, static_cast<std::size_t>(start - line.begin()))) {
                continue;
            }
            if (!split_compact_jws(token)) {
                // The label is not read: a line can have very many such words.
                offer(iam_, token);
                offer(uaa_, token);
                continue;
            }
            const bool is_uaa = kind_of_label({label.begin(), start}) == token_kind::uaa;
            offer(is_uaa ? uaa_ : iam_, token);
            rest = label = {token.end(), line.end()};
        }
    }

    /// Finds a JWT that is alone on its line, or has only `IAM token:` before it.
    void search_jwt(std::string_view line) {
        const std::string_view text = trim(line);
        std::size_t start = text.size();
        while (start > 0 && !is_blank(text[start - 1]) && text[start - 1] != ':') {
            --start;
        }
        const std::string_view candidate = text.substr(start);
        if ((candidate.starts_with("eyJ") || split_compact_jws(candidate)) &&
            (start == 0 || ends_in_iam_label(text.substr(0, start)))) {
            offer(iam_, candidate);
        }
    }

    void search_json() {
        constexpr std::string_view end_of_name = "_token\"";
        for (std::size_t at = text_.find(end_of_name); at != std::string_view::npos;
             at = text_.find(end_of_name, at + 1)) {
            const std::string_view name = text_.substr(0, at);
            const auto value = json_string_after(text_.substr(at + end_of_name.size()));
            if (!value) {
                continue;
            }
            if (name.ends_with("\"iam")) {
                offer(iam_, without_scheme(*value));
            } else if (name.ends_with("\"uaa")) {
                offer(uaa_, without_scheme(*value));
            } else if (name.ends_with("\"access")) {
                access_tokens_.push_back(without_scheme(*value));
            }
        }
    }

    std::string_view text_;
    selection iam_;
    selection uaa_;
    std::vector<std::string_view> access_tokens_;
};

}  // namespace

result<access_token> find_access_token(std::string_view text, token_kind kind) {
    return text_search(text).find(kind);
}

}  // namespace ibmcloud_token
