// The words that are reported are in the text and printable. More text never hides a reason that an
// earlier list gives, and more blanks or line ends change nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
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

/// The number of the list that has the cause.
int list_of(const std::optional<failure>& read) {
    if (!read) {
        return 4;
    }
    switch (read->cause()) {
    case errc::network_failure:
    case errc::servers_failed:
        return 1;
    case errc::login_refused:
        return 2;
    case errc::not_logged_in:
        return 3;
    default:
        std::abort();
    }
}

/// `text` in lower case and without blanks.
std::string compared(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
    lower.erase(std::remove_if(lower.begin(), lower.end(), is_blank), lower.end());
    return lower;
}

void check_detail(const failure& read, std::string_view text) {
    constexpr std::string_view status = "status code ";
    require(is_printable_ascii(read.detail()));
    require(read.detail().empty() == (read.cause() == errc::not_logged_in));
    const bool is_status = read.detail().starts_with(status);
    const std::string words = is_status ? read.detail().substr(status.size()) : read.detail();
    require(compared(text).find(compared(words)) != std::string::npos);
}

bool is_same(const std::optional<failure>& a, const std::optional<failure>& b) {
    return a.has_value() == b.has_value() &&
           (!a || (a->cause() == b->cause() && a->detail() == b->detail()));
}

void check(std::string_view text) {
    const auto read = read_failure(text);
    if (read) {
        check_detail(*read, text);
    }
    require(is_same(read, read_failure({}, text)));
    require(is_same(read, read_failure(with_each(text, '\n', " \t\n\n"))));
    require(is_same(read, read_failure(with_each(text, ' ', "\t "))));
    require(is_same(read, read_failure(with_each(text, ':', "\t :"))));
    require(is_same(read, read_failure(without_final_newline(text))));
    for (const std::string_view more :
         {"", "\n", "\nNot logged in", "\nBXNIM0408E", "\ndial tcp", "\nStatus code: 503"}) {
        const std::string longer = std::string(text).append(more);
        const int list = std::min(list_of(read), list_of(read_failure(more)));
        require(list_of(read_failure(longer)) <= list);
        require(list_of(read_failure(text, more)) == list);
        require(list_of(read_failure(more, text)) == list);
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
