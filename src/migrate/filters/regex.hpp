#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <regex.h>

#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// Which program's regular expressions: they differ in what a backslash means.
enum class regex_syntax { grep_basic, grep_extended, grep_perl, sed_basic, sed_extended, awk };

/// A regular expression, run by regcomp(3) as a POSIX extended one.
class regex {
public:
    /// Nothing if the expression is wrong, or uses what is not translated here.
    static std::optional<regex> compile(std::string_view pattern, regex_syntax syntax,
                                        bool ignores_case = false);

    /// The first match in `line` at `from` or later: the whole of it, and its groups.
    [[nodiscard]] std::optional<std::vector<text_range>> search(const std::string& line,
                                                                std::size_t from = 0) const;

private:
    /// Owns what regcomp(3) allocates.
    struct compiled {
        compiled(const std::string& pattern, int flags);
        compiled(const compiled&) = delete;
        compiled& operator=(const compiled&) = delete;
        ~compiled();

        regex_t expression{};
        int status;  ///< of regcomp
    };

    explicit regex(std::unique_ptr<const compiled> made) : compiled_(std::move(made)) {}

    std::unique_ptr<const compiled> compiled_;
};

/// `line` with the matches of `pattern` replaced by what `replacement` makes of each: all of them,
/// or the one with the number `only`, counted from 1. Nothing if there was none.
template <typename Replacement>
std::optional<std::string> replace_matches(const std::string& line, const regex& pattern,
                                           std::size_t only, const Replacement& replacement) {
    std::string replaced;
    std::size_t at = 0;
    std::size_t count = 0;
    std::size_t last_end = std::string::npos;
    bool any = false;
    while (at <= line.size()) {
        const auto match = pattern.search(line, at);
        if (!match) {
            break;
        }
        const text_range all = match->front();
        replaced += line.substr(at, all.begin - at);
        // An empty match right behind another is none.
        const bool counts = all.size() > 0 || all.begin != last_end;
        if (counts && (only == 0 || ++count == only)) {
            replaced += replacement(*match);
            any = true;
        } else {
            replaced += all.of(line);
        }
        last_end = all.end;
        at = all.end;
        if (all.size() == 0) {
            replaced += line.substr(at, 1);
            ++at;
        }
        if (any && only != 0) {
            break;
        }
    }
    if (!any) {
        return std::nullopt;
    }
    return replaced + (at < line.size() ? line.substr(at) : "");
}

}  // namespace ibmcloud_token::migrate
