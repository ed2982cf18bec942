// A failure's key can be shown, more text never takes a reason away, and how lines end changes
// nothing.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/ascii.hpp"
#include "core/cli_failure.hpp"
#include "core/failure.hpp"
#include "core/plain_text.hpp"
#include "core/secret.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

/// The place of a cause in the order in which they are looked for.
int rank(const std::optional<failure>& read) {
    if (!read) {
        return 3;
    }
    switch (read->cause()) {
    case errc::network_failure:
        return 0;
    case errc::login_refused:
        return 1;
    case errc::not_logged_in:
        return 2;
    default:
        std::abort();
    }
}

void check_key(const failure& read, std::string_view text) {
    require(is_printable_ascii(read.detail()));
    require(read.detail().empty() == (read.cause() == errc::not_logged_in));
    std::string lower(read.detail());
    for (char& c : lower) {
        c = to_lower(c);
    }
    require(find_ignoring_case(text, lower) != std::string_view::npos);
}

bool is_same(const std::optional<failure>& a, const std::optional<failure>& b) {
    return a.has_value() == b.has_value() &&
           (!a || (a->cause() == b->cause() && a->detail() == b->detail()));
}

void check(std::string_view text) {
    const auto read = read_failure(text);
    if (read) {
        check_key(*read, text);
    }
    require(is_same(read, read_failure(with_each(text, '\n', " \t\n\n"))));
    require(is_same(read, read_failure(without_final_newline(text))));
    for (const std::string_view more :
         {"", "\n", "\nNot logged in", "\nBXNIM0408E", "\ndial tcp"}) {
        const std::string longer = std::string(text).append(more);
        require(rank(read_failure(longer)) <= rank(read));
        require(rank(read_failure(longer)) <= rank(read_failure(more)));
    }
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const std::string_view bytes = fuzz::as_text(data, size);
    fuzz::check(bytes);
    fuzz::check(plain_text(bytes).view());
    return 0;
}
