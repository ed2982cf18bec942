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

/// The name of the one authentication scheme there is here (RFC 6750 §2.1), in lower case.
constexpr std::string_view scheme = "bearer";

/// Finds a character from the text's beginning to its end, and looks at no byte twice.
class character_finder {
public:
    character_finder(std::string_view text, char wanted)
        : text_(text),
          wanted_(wanted),
          next_(text.find(wanted)) {}

    /// Where it next is, from `start` on, which never goes back; npos if it is not.
    std::size_t find_from(std::size_t start) {
        if (next_ < start) {
            next_ = text_.find(wanted_, start);
        }
        return next_;
    }

private:
    std::string_view text_;
    char wanted_;
    std::size_t next_;
};

/// Finds the scheme's name in the same way, whatever its case.
class scheme_finder {
public:
    explicit scheme_finder(std::string_view text)
        : text_(text),
          lower_(text, 'b'),
          upper_(text, 'B'),
          next_(find_anew(0)) {}

    std::size_t find_from(std::size_t start) {
        if (next_ < start) {
            next_ = find_anew(start);
        }
        return next_;
    }

private:
    std::size_t find_anew(std::size_t at) {
        for (;; ++at) {
            at = std::min(lower_.find_from(at), upper_.find_from(at));
            if (at == std::string_view::npos ||
                equal_ignoring_case(text_.substr(at, scheme.size()), scheme)) {
                return at;
            }
        }
    }

    std::string_view text_;
    character_finder lower_;
    character_finder upper_;
    std::size_t next_;
};

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
            pass_over(token.error());
        } else if (token_) {
            has_different_ = true;
        } else {
            token_ = std::move(*token);
        }
    }

    /// Any word after `Bearer` is a malformed token, so that says the least.
    void pass_over(failure error) {
        if (error.cause() != errc::malformed_token || error_.cause() == errc::no_token) {
            error_ = std::move(error);
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
    failure error_ = errc::no_token;
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
    const bool is_whole = behind.empty() || is_blank(behind.front()) || behind.front() == '\n';
    return is_whole && !equal_ignoring_case(token, scheme) ? token : std::string_view{};
}

bool begins_line(std::string_view text, std::size_t at) {
    while (at > 0 && is_blank(text[at - 1])) {
        --at;
    }
    return at == 0 || text[at - 1] == '\n';
}

bool ends_line(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at])) {
        ++at;
    }
    return at == text.size() || text[at] == '\n';
}

/// Goes from scheme to scheme, which credentials begin with, and from dot to dot, which a JWT on a
/// line of its own has. Whatever else the text is made of costs next to nothing.
class text_search {
public:
    text_search(std::string_view text, selection& found)
        : text_(text),
          schemes_(text),
          dots_(text, '.'),
          found_(&found) {}

    void run() {
        for (;;) {
            const std::size_t scheme_start = schemes_.find_from(schemes_start_);
            const std::size_t dot = dots_.find_from(dots_start_);
            if (dot < scheme_start) {
                take_line(dot);
            } else if (scheme_start != std::string_view::npos) {
                take_credentials(scheme_start);
            } else {
                return;
            }
        }
    }

private:
    void take_credentials(std::size_t start) {
        schemes_start_ = start + scheme.size();
        if (!is_word_at(text_, start, scheme.size())) {
            return;
        }
        const std::string_view token = b64token_after_scheme(text_.substr(schemes_start_));
        if (token.empty()) {
            return;
        }
        const auto token_end = static_cast<std::size_t>(token.end() - text_.begin());
        dots_start_ = token_end;
        if (!split_compact_jws(token)) {
            found_->pass_over(errc::malformed_token);
            return;
        }
        const std::string_view before = text_.substr(label_start_, start - label_start_);
        found_->offer(kind_of_label(before.substr(before.rfind('\n') + 1)), token);
        schemes_start_ = token_end;
        label_start_ = token_end;
    }

    /// The b64token that `dot` is the first dot of, if there is nothing else on its line but
    /// blanks.
    void take_line(std::size_t dot) {
        std::size_t start = dot;
        while (start > 0 && is_b64token_character(text_[start - 1])) {
            --start;
        }
        dots_start_ = dot + b64token_length(text_.substr(dot));
        const std::string_view token = text_.substr(start, dots_start_ - start);
        if (!begins_line(text_, start) || !ends_line(text_, dots_start_)) {
            return;
        }
        if (split_compact_jws(token)) {
            found_->offer(token_kind::iam, token);
        } else if (std::count(token.begin(), token.end(), '.') == 2) {
            found_->pass_over(errc::malformed_token);
        }
    }

    std::string_view text_;
    scheme_finder schemes_;
    character_finder dots_;
    selection* found_;
    std::size_t schemes_start_ = 0;
    std::size_t dots_start_ = 0;
    std::size_t label_start_ = 0;
};

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
    text_search(text, found).run();
    find_json_members(text, {"iam_token", "uaa_token"}, [&](const json_member& member) {
        found.offer(member.name == "uaa_token" ? token_kind::uaa : token_kind::iam,
                    without_scheme(member.value));
    });
    return found.take();
}

}  // namespace ibmcloud_token
