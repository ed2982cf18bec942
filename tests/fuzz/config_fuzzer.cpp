// A stored token comes from a whole configuration and is in it. A configuration that goes on is not
// whole.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/access_token.hpp"
#include "core/cli_config.hpp"
#include "core/tokens.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

void check(std::string_view bytes) {
    const bool is_whole = is_whole_config(bytes);
    const auto token = stored_token(bytes);
    if (token) {
        require(is_whole);
        require(access_token::parse(token->text()).has_value());
        const bool has_escapes = bytes.find('\\') != std::string_view::npos;
        require(has_escapes || bytes.find(token->text()) != std::string_view::npos);
    }
    const std::string text(bytes);
    require(is_whole_config(text + " \n") == is_whole);
    require(is_whole_config(' ' + text) == is_whole);
    require(!is_whole || !is_whole_config(text + '{'));
    require(!is_whole || !is_whole_config('{' + text));
    require(!stored_token('[' + text + ']').has_value());
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const std::string text(fuzz::as_text(data, size));
    fuzz::check(text);
    // A mutated token is no longer a token, so a whole one is inserted.
    fuzz::check(fuzz::with_each(text, '$', make_token()));
    return 0;
}
