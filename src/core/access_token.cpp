#include "core/access_token.hpp"

#include <cstddef>
#include <optional>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "core/base64url.hpp"
#include "core/compact_jws.hpp"

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

constexpr std::size_t max_depth = 256;

/// A segment of a JWT.
struct decoded_object {
    std::string text;
    json::object members;
};

std::optional<decoded_object> decode_object(std::string_view segment) {
    auto text = decode_base64url(segment);
    if (!text) {
        return std::nullopt;
    }
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = max_depth;
    json::value value = json::parse(*text, error, {}, options);
    if (error.failed() || !value.is_object()) {
        return std::nullopt;
    }
    return decoded_object{std::move(*text), std::move(value.get_object())};
}

}  // namespace

result<access_token> access_token::parse(std::string_view text) {
    const auto parts = split_compact_jws(text);
    if (!parts) {
        return errc::malformed_token;
    }
    auto header = decode_object(parts->protected_header);
    if (!header) {
        return errc::malformed_token;
    }
    const json::value* alg = header->members.if_contains("alg");
    if (alg == nullptr || !alg->is_string()) {
        return errc::malformed_token;
    }
    // IAM's refresh tokens are JWTs, too. Nothing but this tells them from access tokens.
    if (alg->get_string() == "rt") {
        return errc::refresh_token;
    }
    if (!has_whole_signature(alg->get_string(), parts->signature)) {
        return errc::token_cut_short;
    }
    auto claims_set = decode_object(parts->payload);
    if (!claims_set) {
        return errc::malformed_token;
    }
    access_token token;
    token.text_ = secret(text);
    token.alg_ = alg->get_string();
    token.header_ = std::move(header->text);
    token.claims_set_ = std::move(claims_set->text);
    token.known_claims_ = read_claims(claims_set->members);
    return token;
}

}  // namespace ibmcloud_token
