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
            error_ = more_telling(error_, token.error());
        } else if (token_) {
            has_different_ = true;
        } else {
            token_ = std::move(*token);
        }
    }

    void pass_over_malformed() { error_ = more_telling(error_, errc::malformed_token); }

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
    /// Any word after `Bearer` is a malformed token, so that says the least.
    static error_code more_telling(error_code a, error_code b) {
        return b == errc::malformed_token && a != errc::no_token ? a : b;
    }

    token_kind wanted_;
    std::optional<access_token> token_;
    bool has_different_ = false;
    error_code error_ = errc::no_token;
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

void search_credentials(std::string_view line, selection& found) {
    std::size_t label_start = 0;
    std::size_t at = find_ignoring_case(line, scheme);
    while (at != std::string_view::npos) {
        const std::size_t scheme_end = at + scheme.size();
        std::string_view token;
        if (is_word_at(line, at, scheme.size())) {
            token = b64token_after_scheme(line.substr(scheme_end));
        }
        if (split_compact_jws(token)) {
            found.offer(kind_of_label(line.substr(label_start, at - label_start)), token);
            label_start = static_cast<std::size_t>(token.end() - line.begin());
        } else if (!token.empty()) {
            found.pass_over_malformed();
        }
        at = find_ignoring_case(line, scheme, std::max(scheme_end, label_start));
    }
}

bool looks_like_compact_jws(std::string_view text) {
    return std::count(text.begin(), text.end(), '.') == 2 && b64token_length(text) == text.size();
}

void search_line(std::string_view line, selection& found) {
    const std::string_view trimmed = trim(line);
    if (looks_like_compact_jws(trimmed)) {
        found.offer(token_kind::iam, trimmed);
    } else {
        search_credentials(line, found);
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
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        search_line(rest.substr(0, end), found);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const json_member& member : find_json_members(text, {"iam_token", "uaa_token"})) {
        found.offer(member.name == "uaa_token" ? token_kind::uaa : token_kind::iam,
                    without_scheme(member.value.view()));
    }
    return found.take();
}

}  // namespace ibmcloud_token
