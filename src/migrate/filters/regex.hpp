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

}  // namespace ibmcloud_token::migrate
