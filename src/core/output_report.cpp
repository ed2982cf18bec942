#include "core/output_report.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

#include "core/access_token.hpp"
#include "core/ascii.hpp"
#include "core/b64token.hpp"
#include "core/duration.hpp"
#include "core/masking.hpp"

namespace ibmcloud_token {
namespace {

std::string describe_lifetime(const claims& known, std::int64_t now) {
    if (!known.exp) {
        return {};
    }
    if (*known.exp <= now) {
        return ", expired";
    }
    // Both fit into a double's whole numbers, so their difference fits into 64 bits.
    return ", " + to_string(std::chrono::seconds{*known.exp - now}) + " left";
}

/// What `word` is if it is, or was, a JWS; empty if it is anything else.
std::string describe_jws(std::string_view word, std::int64_t now) {
    const auto token = access_token::parse(word);
    const std::string size = ", " + std::to_string(word.size()) + " bytes";
    if (token.has_value()) {
        return "<JWS " + token->alg() + size + describe_lifetime(token->known_claims(), now) + '>';
    }
    if (token.error().cause() == errc::token_cut_short) {
        return "<JWS cut short" + size + '>';
    }
    if (token.error().cause() == errc::refresh_token) {
        return "<refresh token" + size + '>';
    }
    return {};
}

/// The parts of a line: quoted text, and what stands for other things. A comma between them tells
/// of a blank, a plus sign of none.
class parts {
public:
    void add_text(std::string_view text) { text_ += text; }

    void add_thing(std::string_view thing) {
        flush();
        add(thing);
        touches_next_ = true;
    }

    void add_blanks(std::size_t count) {
        flush();
        touches_next_ = false;
        add(std::to_string(count) + " blanks");
    }

    std::string take() {
        flush();
        return std::move(line_);
    }

private:
    void flush() {
        if (text_.empty()) {
            return;
        }
        touches_next_ = touches_next_ && text_.front() != ' ';
        if (const std::string_view text = trim(text_); !text.empty()) {
            add('"' + std::string(text) + '"');
        }
        touches_next_ = text_.back() != ' ';
        text_.clear();
    }

    void add(std::string_view part) {
        if (!line_.empty()) {
            line_ += touches_next_ ? " + " : ", ";
        }
        line_ += part;
    }

    std::string text_;
    std::string line_;
    bool touches_next_ = false;
};

void describe_word(std::string_view word, std::int64_t now, parts& line) {
    if (equal_ignoring_case(word, "bearer")) {
        line.add_thing('"' + std::string(word) + '"');
        return;
    }
    const auto* text = word.begin();
    const auto* run = text;
    while (run != word.end()) {
        run = std::find_if(run, word.end(), is_b64token_character);
        const auto* const end = run + b64token_length({run, word.end()});
        if (const std::string jws = describe_jws({run, end}, now); !jws.empty()) {
            line.add_text(masked({text, run}));
            line.add_thing(jws);
            text = end;
        }
        run = end;
    }
    line.add_text(masked({text, word.end()}));
}

std::string describe_line(std::string_view text, std::int64_t now) {
    parts line;
    while (!text.empty()) {
        const auto* const blanks_end = std::find_if_not(text.begin(), text.end(), is_blank);
        const auto* const word_end = std::find_if(blanks_end, text.end(), is_blank);
        const auto blanks = blanks_end - text.begin();
        if (blanks > 1) {
            line.add_blanks(static_cast<std::size_t>(blanks));
        } else if (blanks == 1) {
            line.add_text(" ");
        }
        describe_word({blanks_end, word_end}, now, line);
        text.remove_prefix(static_cast<std::size_t>(word_end - text.begin()));
    }
    return line.take();
}

/// True if `line` ends in what may be the beginning of a token, with the rest in the next lines.
bool breaks_off(std::string_view line) {
    const std::string_view text = trim(line);
    const auto start = std::find_if_not(text.rbegin(), text.rend(), is_b64token_character).base();
    const std::string_view last(start, text.end());
    return last.starts_with("eyJ") && access_token::parse(last).has_error();
}

}  // namespace

std::vector<std::string> describe_output(std::string_view text, std::int64_t now) {
    constexpr std::size_t most_lines = 40;
    std::vector<std::string> lines;
    bool is_in_token = false;
    for (std::size_t number = 1; !text.empty(); ++number) {
        if (number > most_lines) {
            lines.emplace_back("and more lines");
            break;
        }
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        const std::string_view word = trim(line);
        const bool is_rest = is_in_token && !word.empty() && b64token_length(word) == word.size();
        lines.push_back("line " + std::to_string(number) + ": " +
                        (is_rest ? hidden(word) : describe_line(line, now)));
        is_in_token = is_rest || breaks_off(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace ibmcloud_token
