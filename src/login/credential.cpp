#include "login/credential.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>

#include "core/ascii.hpp"
#include "core/masking.hpp"
#include "core/plain_text.hpp"
#include "login/replace_secret.hpp"
#include "system/files.hpp"

namespace ibmcloud_token::login {
namespace {

/// JSON's white space (RFC 8259 §2) at both ends is removed.
std::string_view trim_lines(std::string_view text) {
    constexpr std::string_view white_space = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(white_space), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(white_space) + 1);
}

/// Removes `expected` and the white space behind it; false if `text` begins with something else.
bool skip(std::string_view& text, char expected) {
    if (!text.starts_with(expected)) {
        return false;
    }
    text = trim_lines(text.substr(1));
    return true;
}

/// The member `apikey` of a JSON object, in any case; empty if there is none. An API key has no
/// character that JSON escapes.
std::string_view find_api_key(std::string_view json) {
    constexpr std::string_view name = "\"apikey\"";
    const std::size_t found = find_ignoring_case(json, name);
    if (found == std::string_view::npos) {
        return {};
    }
    std::string_view rest = trim_lines(json.substr(found + name.size()));
    if (!skip(rest, ':') || !skip(rest, '"')) {
        return {};
    }
    const std::size_t end = rest.find('"');
    return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

/// The CLI takes `~/` in `@FILE` for the home directory; the shell leaves it as it is there.
std::string expand_home(const std::string& path) {
    return path.starts_with("~/") ? std::string(environment_value("HOME")) + path.substr(1) : path;
}

/// The secret that `text`, the content of a file, holds; the error says why it holds none.
result<secret> find_secret(std::string_view text, const with_secret& source) {
    const bool is_json =
        text.starts_with('{') && std::string_view(source.variable) == api_key_variable;
    const std::string_view found = is_json ? find_api_key(text) : text;
    if (text.empty()) {
        return failure(errc::unreadable_input, "it is empty");
    }
    if (found.empty()) {
        return failure(errc::unreadable_input, "it holds no member apikey");
    }
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (std::any_of(found.begin(), found.end(), is_control)) {
        return failure(errc::unreadable_input, "it holds more than one line");
    }
    return secret(found);
}

result<secret> read_secret(const with_secret& source) {
    constexpr std::size_t limit = std::size_t{64} * 1024;
    const std::string_view given = source.given.view();
    if (!given.starts_with('@')) {
        return secret(given);
    }
    const std::string path(given.substr(1));
    auto bytes = read_file(expand_home(path), limit);
    auto found = bytes.has_value()
                     ? find_secret(trim_lines(plain_text(bytes->view()).view()), source)
                     : bytes.error();
    if (found.has_value()) {
        return found;
    }
    const std::string why = found.error().cause() == errc::too_much_output
                                ? "it is larger than 64 KiB"
                                : found.error().detail();
    return failure(errc::unreadable_input,
                   std::string(source.origin) + " @" + masked_typed(path) + ": " + why);
}

}  // namespace

result<credential> credential::read(const login_method& method) {
    if (std::holds_alternative<no_method>(method)) {
        return errc::no_credential;
    }
    const auto* const source = std::get_if<with_secret>(&method);
    if (source == nullptr) {
        return credential({}, {});
    }
    auto value = read_secret(*source);
    if (value.has_error()) {
        return value.error();
    }
    return credential(source->variable, std::move(*value));
}

void credential::add_to(child_environment& environment) const {
    if (!variable_.empty()) {
        environment.set(variable_, value_.view());
    }
}

void credential::hide_in(cli_output& seen) const {
    const std::string_view name = variable_ == cr_token_variable ? "<CR token>" : "<API key>";
    replace_secret(seen.output, value_.view(), name);
    replace_secret(seen.errors, value_.view(), name);
}

void withhold_credentials() {
    for (const char* const name : {api_key_variable, old_api_key_variable, cr_token_variable}) {
        ::unsetenv(name);
    }
}

}  // namespace ibmcloud_token::login
