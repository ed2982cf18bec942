#include "core/token_search.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "core/ascii.hpp"
#include "core/b64token.hpp"
#include "core/compact_jws.hpp"
#include "core/json_members.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view scheme = "bearer";

/// Takes all that may be a token, keeps the one that is.
class selection {
public:
    explicit selection(token_kind wanted) : wanted_(wanted) {}

    void offer(token_kind kind, std::string_view candidate) {
        if (kind != wanted_ || (token_ && token_->text() == candidate)) {
            return;
        }
        auto token = access_token::parse(candidate);
        if (token.has_error()) {
            pass_over(to_errc(token.error()));
        } else if (token_) {
            has_different_ = true;
        } else {
            token_ = std::move(*token);
        }
    }

    /// Any word after `Bearer` is a malformed token, so that says the least.
    void pass_over(errc error) {
        if (error != errc::malformed_token || error_ == errc::no_token) {
            error_ = error;
        }
    }

    result<access_token> take() {
        if (has_different_) {
            return errc::different_tokens;
        }
        if (token_) {
            return std::move(*token_);
        }
        return error_;
    }

private:
    token_kind wanted_;
    std::optional<access_token> token_;
    bool has_different_ = false;
    errc error_ = errc::no_token;
};

token_kind kind_of_label(std::string_view label) {
    constexpr std::string_view word = "uaa";
    std::size_t at = find_ignoring_case(label, word);
    while (at != std::string_view::npos && !is_word_at(label, at, word.size())) {
        at = find_ignoring_case(label, word, at + word.size());
    }
    return at == std::string_view::npos ? token_kind::iam : token_kind::uaa;
}

/// The b64token that follows a scheme's name: after blanks, and up to a blank or the line's end.
/// Empty if there is none. A second scheme's name is none either: of `Bearer Bearer eyJ…` the
/// second counts.
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

/// Finds the scheme's name from the text's beginning to its end, whatever its case, and looks at no
/// byte twice.
class scheme_finder {
public:
    explicit scheme_finder(std::string_view text)
        : text_(text),
          next_lower_(text.find(lower)),
          next_upper_(text.find(upper)) {}

    /// Where it next begins, from `start` on, which never goes back; npos if it does not.
    std::size_t find_from(std::size_t start) {
        for (;;) {
            advance(next_lower_, lower, start);
            advance(next_upper_, upper, start);
            const std::size_t at = std::min(next_lower_, next_upper_);
            if (at == std::string_view::npos ||
                equal_ignoring_case(text_.substr(at, scheme.size()), scheme)) {
                return at;
            }
            start = at + 1;
        }
    }

private:
    static constexpr char lower = 'b';
    static constexpr char upper = 'B';

    void advance(std::size_t& position, char letter, std::size_t start) const {
        if (position < start) {
            position = text_.find(letter, start);
        }
    }

    std::string_view text_;
    std::size_t next_lower_;
    std::size_t next_upper_;
};

/// The credentials of the line of `text` that begins at `start` and ends at `end`.
void search_credentials(std::string_view text, std::size_t start, std::size_t end,
                        scheme_finder& schemes, selection& found) {
    const std::string_view up_to_end = text.substr(0, end);
    std::size_t label_start = start;
    std::size_t at = schemes.find_from(start);
    while (at < end) {
        const std::size_t scheme_end = at + scheme.size();
        std::string_view token;
        if (is_word_at(up_to_end, at, scheme.size())) {
            token = b64token_after_scheme(up_to_end.substr(scheme_end));
        }
        if (split_compact_jws(token)) {
            found.offer(kind_of_label(text.substr(label_start, at - label_start)), token);
            label_start = static_cast<std::size_t>(token.end() - text.begin());
        } else if (!token.empty()) {
            found.pass_over(errc::malformed_token);
        }
        at = schemes.find_from(std::max(scheme_end, label_start));
    }
}

bool looks_like_compact_jws(std::string_view text) {
    return b64token_length(text) == text.size() && std::count(text.begin(), text.end(), '.') == 2;
}

void search_lines(std::string_view text, selection& found) {
    scheme_finder schemes(text);
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = trim(text.substr(start, end - start));
        if (!looks_like_compact_jws(line)) {
            search_credentials(text, start, end, schemes, found);
        } else if (split_compact_jws(line)) {
            found.offer(token_kind::iam, line);
        } else {
            found.pass_over(errc::malformed_token);
        }
        start = end + 1;
    }
}

std::string_view without_scheme(std::string_view value) {
    value = trim(value);
    if (!equal_ignoring_case(value.substr(0, scheme.size()), scheme)) {
        return value;
    }
    const std::string_view rest = value.substr(scheme.size());
    return trim_left(rest).size() < rest.size() ? trim_left(rest) : value;
}

}  // namespace

result<access_token> find_access_token(std::string_view text, token_kind kind) {
    selection found(kind);
    search_lines(text, found);
    find_json_members(text, {"iam_token", "uaa_token"}, [&](const json_member& member) {
        found.offer(member.name == "uaa_token" ? token_kind::uaa : token_kind::iam,
                    without_scheme(member.value));
    });
    return found.take();
}

}  // namespace ibmcloud_token
