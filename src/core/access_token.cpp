#include "core/access_token.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "core/base64url.hpp"
#include "core/compact_jws.hpp"
#include "core/masking.hpp"

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

/// `342, 512 or 683`
std::string listed(signature_lengths lengths) {
    std::string list;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        list += i == 0 ? "" : i + 1 == lengths.size() ? " or " : ", ";
        list += std::to_string(lengths[i]);
    }
    return list;
}

/// Explains why `text` is not three segments. A text that begins like a header and has no signature
/// was truncated, and so was one that ends in three dots.
failure explain_segments(std::string_view text) {
    const auto is_part = [](char c) { return c == '.' || is_base64url_character(c); };
    const auto dots = std::count(text.begin(), text.end(), '.');
    const bool lacks_signature = dots < 2 || (dots == 2 && text.ends_with('.'));
    if ((lacks_signature || text.ends_with("...")) && text.starts_with("eyJ") &&
        std::all_of(text.begin(), text.end(), is_part)) {
        return {errc::token_cut_short, "its signature is missing"};
    }
    return errc::malformed_token;
}

/// Checks that a signature by `alg` can have `length` characters.
std::optional<failure> check_signature(std::string_view alg, std::size_t length) {
    const auto lengths = find_signature_lengths(alg);
    if (!lengths) {
        constexpr std::size_t longest_name = 40;
        return failure(errc::unknown_algorithm, '\'' + masked(alg).substr(0, longest_name) + '\'');
    }
    if (lengths->empty() || std::find(lengths->begin(), lengths->end(), length) != lengths->end()) {
        return std::nullopt;
    }
    return failure(errc::token_cut_short, "its " + std::string(alg) + " signature has " +
                                              std::to_string(length) + " characters, expected " +
                                              listed(*lengths));
}

}  // namespace

result<access_token> access_token::parse(std::string_view text) {
    const auto parts = split_compact_jws(text);
    if (!parts) {
        return explain_segments(text);
    }
    auto header = decode_object(parts->protected_header);
    if (!header) {
        return errc::malformed_token;
    }
    const json::value* alg = header->members.if_contains("alg");
    if (alg == nullptr || !alg->is_string()) {
        return errc::malformed_token;
    }
    // IAM's refresh tokens are JWTs, too. Only their algorithm is different.
    if (alg->get_string() == "rt") {
        return errc::refresh_token;
    }
    if (auto wrong = check_signature(alg->get_string(), parts->signature.size())) {
        return *std::move(wrong);
    }
    // The length of an HS* signature says nothing, so its encoding is checked.
    if (!is_base64url(parts->signature)) {
        return errc::malformed_token;
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
