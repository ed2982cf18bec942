#include "captured_output.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <sys/wait.h>

#include "core/ascii.hpp"
#include "core/plain_text.hpp"
#include "core/printable.hpp"
#include "system/file.hpp"

namespace ibmcloud_token {
namespace {

/// The first line that says more than `FAILED`, which is one or two words in all languages.
std::string first_telling_line(std::string_view text) {
    constexpr std::size_t longest = 200;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        if (std::count_if(line.begin(), line.end(), is_blank) >= 2) {
            // Cut first, half an address would not be known for one.
            return masked(line).substr(0, longest);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

/// In words of the CLI that are known, or else `otherwise`.
failure why_no_token(const captured_output& seen, failure otherwise) {
    for (const secret* text : {&seen.errors, &seen.output}) {
        if (auto known = read_failure(text->view())) {
            return *std::move(known);
        }
    }
    return otherwise;
}

}  // namespace

std::string describe_end(int wait_status) {
    return WIFSIGNALED(wait_status) ? "signal " + std::to_string(WTERMSIG(wait_status))
                                    : "exit status " + std::to_string(WEXITSTATUS(wait_status));
}

result<captured_output> read_captured(const std::string& path, const messages& say) {
    constexpr std::size_t most = std::size_t{1024} * 1024;
    const std::string name = path == "-" ? "standard input" : '\'' + masked_path(path) + '\'';
    say.note("reading " + name);
    const auto bytes = read_input(path, most);
    if (bytes.has_error() && bytes.error() == errc::too_much_output) {
        return say.error(errc::too_much_output);
    }
    if (bytes.has_error()) {
        return say.error(errc::unreadable_input, name + ": " + bytes.error().message());
    }
    return captured_output{plain_text(bytes->view()), secret{}, std::nullopt};
}

token_or_failure find_token(const captured_output& seen, token_kind kind) {
    if (seen.wait_status && *seen.wait_status != 0) {
        const std::string words = first_telling_line(seen.errors.view());
        return why_no_token(seen, {errc::cli_failed, describe_end(*seen.wait_status) +
                                                         (words.empty() ? "" : ", ") + words});
    }
    // Exit status 0 proves nothing: this CLI answers a wrong flag with its help text and 0.
    auto token = find_access_token(seen.output.view(), kind);
    if (token.has_value()) {
        return std::move(*token);
    }
    if (token.error() == errc::different_tokens) {
        return failure{errc::different_tokens, {}};
    }
    return why_no_token(seen, {to_errc(token.error()), {}});
}

}  // namespace ibmcloud_token
