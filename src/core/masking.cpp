#include "core/masking.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/ascii.hpp"
#include "core/b64token.hpp"
#include "core/compact_jws.hpp"
#include "core/disfigured_token.hpp"
#include "core/plain_words.hpp"
#include "core/printable.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view rest_hidden = "<token in pieces: rest hidden>";

/// True for the characters of mail addresses and of URLs with a password.
bool is_address_character(char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '\x7f' &&
           std::string_view("\"<>()[]{}").find(c) == std::string_view::npos;
}

/// True if `word` has an `@`, also an escaped one of a URL or of JSON, or a full-width one.
bool has_at_sign(std::string_view word) {
    constexpr std::array<std::string_view, 4> signs = {"@", "%40", "\\u0040", "\xef\xbc\xa0"};
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
        return word.find(sign) != std::string_view::npos;
    });
}

bool has_long_number(std::string_view run) {
    constexpr std::size_t digits = 6;
    return std::search_n(run.begin(), run.end(), digits, true,
                         [](char c, bool /*wanted*/) { return is_digit(c); }) != run.end();
}

/// True if a token begins in `run` and does not end in it.
bool begins_wrapped_token(std::string_view run) {
    return run.find("eyJ") != std::string_view::npos &&
           !(split_compact_jws(run) && may_have_whole_signature(run));
}

class cli_text_masker {
public:
    explicit cli_text_masker(const run_replacement& replacement) : replacement_(&replacement) {}

    void add(std::string_view text) {
        while (!text.empty()) {
            const auto* const end =
                std::find_if_not(text.begin(), text.end(), is_address_character);
            const auto* const next = std::find_if(end, text.end(), is_address_character);
            add_word({text.begin(), end});
            add_other({end, next});
            text.remove_prefix(static_cast<std::size_t>(next - text.begin()));
        }
    }

    std::string take() { return std::move(shown_); }

private:
    void add_word(std::string_view word) {
        if (has_at_sign(word)) {
            shown_ += "<address>";
            word.remove_prefix(word.find_last_not_of(",;:.") + 1);
        }
        while (!word.empty()) {
            const auto* const run = std::find_if(word.begin(), word.end(), is_b64token_character);
            add_other({word.begin(), run});
            const std::string_view rest(run, word.end());
            add_run(rest.substr(0, b64token_length(rest)));
            word = rest.substr(b64token_length(rest));
        }
    }

    void add_run(std::string_view run) {
        const bool goes_on = is_in_token_ && run.size() >= shortest_secret;
        const bool is_hidden = goes_on || is_secret_run(run) || has_long_number(run);
        is_in_token_ = goes_on || begins_wrapped_token(run);
        shown_ += is_hidden ? (*replacement_)(run) : std::string(run);
    }

    void add_other(std::string_view text) {
        is_in_token_ = is_in_token_ && text.find_first_not_of(" \t\n") == std::string_view::npos;
        while (!text.empty()) {
            const std::string_view line = text.substr(0, text.find('\n'));
            shown_ += printable(line);
            shown_ += line.size() < text.size() ? "\n" : "";
            text.remove_prefix(std::min(line.size() + 1, text.size()));
        }
    }

    const run_replacement* replacement_;
    std::string shown_;
    /// True behind the first part of a wrapped token. The next part belongs to the token even if it
    /// looks like words.
    bool is_in_token_ = false;
};

/// A run in typed text: `/` and `=` come from paths and options, not from tokens.
bool is_typed_run_character(char c) {
    return c != '/' && is_b64token_character(c);
}

}  // namespace

std::string hidden(std::string_view text) {
    return '<' + std::to_string(text.size()) + " characters>";
}

std::string masked_text(std::string_view cli_text, const run_replacement& replacement) {
    const std::size_t end = find_disfigured_token(cli_text, is_b64token_character);
    cli_text_masker masker(replacement);
    masker.add(cli_text.substr(0, end));
    return masker.take().append(end == std::string_view::npos ? "" : rest_hidden);
}

std::string masked(std::string_view cli_text) {
    // Only the ends of lines are left to escape.
    return printable(masked_text(cli_text, hidden));
}

std::string masked_typed(std::string_view typed) {
    const std::size_t end = find_disfigured_token(typed, is_typed_run_character);
    std::string shown;
    for (std::string_view text = typed.substr(0, end); !text.empty();) {
        const auto* const run_end =
            std::find_if_not(text.begin(), text.end(), is_typed_run_character);
        const auto* const next = std::find_if(run_end, text.end(), is_typed_run_character);
        const std::string_view run(text.begin(), run_end);
        shown += is_secret_run(run) ? hidden(run) : std::string(run);
        shown += without_controls({run_end, next});
        text.remove_prefix(static_cast<std::size_t>(next - text.begin()));
    }
    return shown.append(end == std::string_view::npos ? "" : rest_hidden);
}

std::string quoted_typed(std::string_view typed) {
    return '\'' + masked_typed(typed) + '\'';
}

}  // namespace ibmcloud_token
