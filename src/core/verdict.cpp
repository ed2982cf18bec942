#include "core/verdict.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <sys/wait.h>

#include "core/ascii.hpp"
#include "core/cli_failure.hpp"
#include "core/masking.hpp"

namespace ibmcloud_token {
namespace {

/// The first line of `text` that says more than `FAILED`, which is one or two words in all
/// languages. The whole text is masked, because a token can be spread over lines.
std::string first_telling_line(std::string_view text) {
    constexpr std::size_t longest = 200;
    const std::string shown = masked_text(text, hidden);
    std::string_view rest = shown;
    while (!rest.empty()) {
        const std::string_view words = trim(take_part(rest, '\n'));
        if (std::count_if(words.begin(), words.end(), is_blank) >= 2) {
            return std::string(words.substr(0, longest));
        }
    }
    return {};
}

/// Why a run failed for which the CLI gives no known reason. A wrapper that calls this program is
/// known by the message of that inner run.
failure explain_end(const cli_output& seen) {
    const std::string end = describe_end(*seen.wait_status);
    const std::string inner = message(errc::called_by_cli);
    const std::size_t npos = std::string_view::npos;
    if (seen.errors.view().find(inner) != npos || seen.output.view().find(inner) != npos) {
        return {errc::cli_calls_this_program, end};
    }
    const std::string words = first_telling_line(seen.errors.view());
    return {errc::cli_failed, end + (words.empty() ? "" : ", ") + words};
}

}  // namespace

std::string describe_end(int wait_status) {
    return WIFSIGNALED(wait_status) ? "signal " + std::to_string(WTERMSIG(wait_status))
                                    : "exit status " + std::to_string(WEXITSTATUS(wait_status));
}

result<access_token> find_token(const cli_output& seen, token_kind kind) {
    failure otherwise;
    if (seen.wait_status.value_or(0) != 0) {
        otherwise = explain_end(seen);
    } else {
        auto token = find_access_token(seen.output.view(), kind);
        if (token.has_value() || token.error().cause() == errc::different_tokens) {
            return token;
        }
        otherwise = token.error();
    }
    return read_failure(seen.errors.view(), seen.output.view()).value_or(std::move(otherwise));
}

}  // namespace ibmcloud_token
