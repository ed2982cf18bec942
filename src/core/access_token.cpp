#include "core/access_token.hpp"

#include <optional>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "core/base64url.hpp"
#include "core/compact_jws.hpp"

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

std::optional<json::object> decode_object(std::string_view segment) {
    const auto octets = decode_base64url(segment);
    if (!octets) {
        return std::nullopt;
    }
    json::error_code error;
    json::value value = json::parse(*octets, error);
    if (error.failed() || !value.is_object()) {
        return std::nullopt;
    }
    return std::move(value.get_object());
}

}  // namespace

access_token::access_token(std::string_view text, json::object header, json::object claims_set)
    : text_(text),
      header_(std::move(header)),
      claims_set_(std::move(claims_set)),
      known_claims_(read_claims(claims_set_)) {}

result<access_token> access_token::parse(std::string_view text) {
    const auto parts = split_compact_jws(text);
    if (!parts) {
        return errc::malformed_token;
    }
    auto header = decode_object(parts->protected_header);
    if (!header) {
        return errc::malformed_token;
    }
    const json::value* alg = header->if_contains("alg");
    if (alg == nullptr || !alg->is_string()) {
        return errc::malformed_token;
    }
    // IAM's refresh tokens are JWTs, too. Nothing but this tells them from access tokens.
    if (alg->get_string() == "rt") {
        return errc::refresh_token;
    }
    auto claims_set = decode_object(parts->payload);
    if (!claims_set) {
        return errc::malformed_token;
    }
    if (!has_whole_signature(alg->get_string(), parts->signature)) {
        return errc::token_cut_short;
    }
    return access_token(text, std::move(*header), std::move(*claims_set));
}

}  // namespace ibmcloud_token
