// Any claims set can be parsed and formatted in every form.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/json/value.hpp>

#include "core/access_token.hpp"
#include "core/forms.hpp"
#include "core/shell_forms.hpp"
#include "core/tokens.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

namespace json = boost::json;

constexpr std::int64_t now = 1700000000;

/// The token in this form; empty if that fails.
std::string written(std::string_view form_name, const access_token& token) {
    const auto output = find_form(form_name)->write(token, now);
    return output.has_value() ? std::string(output->view()) : std::string{};
}

json::object written_object(std::string_view form_name, const access_token& token) {
    const std::string text = written(form_name, token);
    require(text.find('\n') == std::string::npos);
    boost::system::error_code error;
    json::parse_options options;
    // The claims set is one level deeper than in the token.
    options.max_depth = 64;
    const json::value value = json::parse(text, error, {}, options);
    require(!error.failed() && value.is_object());
    return value.get_object();
}

void check_json(const access_token& token) {
    const json::object members = written_object("json", token);
    require(members.size() == 10);
    require(members.at("schema") == 1);
    require(members.at("access_token").as_string() == token.text());
    const claims& known = token.known_claims();
    require(members.at("expires_at").is_null() == !known.exp.has_value());
    require(members.at("expires_in").is_null() == !known.exp.has_value());
    require(!known.exp || members.at("expires_in").as_int64() >= 0);
    require(!known.exp || members.at("expires_at").as_int64() == *known.exp);
    require(!known.account || members.at("account").as_string() == *known.account);
}

void check_claims(const access_token& token) {
    const json::object parts = written_object("claims", token);
    require(parts.size() == 2);
    require(parts.at("header").is_object());
    require(parts.at("claims").is_object());
}

/// Reads the assignment as sh does: `'\''` is a single quote.
void check_assignment(const access_token& token) {
    const std::string value = written("claims", token);
    const secret line = find_shell("sh")->write("A", value);
    std::string read(line.view());
    for (std::size_t at = read.find("'\\''"); at != std::string::npos;
         at = read.find("'\\''", at + 1)) {
        read.replace(at, 4, "'");
    }
    require(read == "export A='" + value + '\'');
}

void check_forms(const access_token& token) {
    const std::string text(token.text());
    require(written("bare", token) == text);
    require(written("bearer", token) == "Bearer " + text);
    require(written("header", token) == "Authorization: Bearer " + text);
    require(written("expiry", token).empty() == !token.known_claims().exp.has_value());
    check_json(token);
    check_claims(token);
    check_assignment(token);
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const auto claims_set = fuzz::as_text(data, size);
    const auto token = access_token::parse(make_token(claims_set));
    if (token.has_value()) {
        fuzz::check_forms(*token);
    } else {
        fuzz::require(token.error().cause() == errc::malformed_token);
    }
    return 0;
}
