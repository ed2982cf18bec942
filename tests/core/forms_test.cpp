#include "core/forms.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/parse.hpp>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::int64_t now = 1700000000;

result<secret> write(std::string_view form_name, std::string_view text) {
    const auto token = access_token::parse(text);
    const form* const found = find_form(form_name);
    if (token.has_error() || found == nullptr) {
        return errc::no_token;
    }
    return found->write(*token, now);
}

/// The form of a token with these claims, with TOKEN in place of the token.
std::string written(std::string_view form_name, std::string_view claims_set) {
    const std::string token = make_token(claims_set);
    const auto output = write(form_name, token);
    if (output.has_error()) {
        return message(output.error());
    }
    std::string text(output->view());
    if (const std::size_t at = text.find(token); at != std::string::npos) {
        text.replace(at, token.size(), "TOKEN");
    }
    return text;
}

TEST(Forms, AreFoundByName) {
    for (const std::string_view name : {"bare", "bearer", "header", "json", "claims", "expiry"}) {
        const form* const found = find_form(name);
        ASSERT_NE(found, nullptr) << name;
        EXPECT_EQ(found->name, name);
    }
    for (const std::string_view name : {"", "Bare", "bar", "bare ", "xml"}) {
        EXPECT_EQ(find_form(name), nullptr) << name;
    }
}

TEST(Forms, AreListed) {
    EXPECT_EQ(form_names(), "bare, bearer, header, json, claims, expiry");
}

TEST(Forms, WriteTheToken) {
    EXPECT_EQ(written("bare", "{}"), "TOKEN");
    EXPECT_EQ(written("bearer", "{}"), "Bearer TOKEN");
    EXPECT_EQ(written("header", "{}"), "Authorization: Bearer TOKEN");
}

TEST(Forms, WriteNoNewline) {
    constexpr std::string_view claims_set = R"({"synthetic":"a\nb","iam_id":"a\nb","exp":1})";
    for (const std::string_view name : {"bare", "bearer", "header", "json", "claims", "expiry"}) {
        EXPECT_EQ(written(name, claims_set).find('\n'), std::string::npos) << name;
    }
}

TEST(Forms, JsonHasTheClaimsOfTheToken) {
    EXPECT_EQ(written("json", R"({"exp":1700000600,"iat":1699999900,"account":{"bss":"synthetic"},)"
                              R"("iam_id":"IBMid-synthetic","sub_type":"ServiceId"})"),
              R"({"schema":1,"token_type":"Bearer","access_token":"TOKEN","expires_in":600,)"
              R"("expires_at":1700000600,"expires_at_utc":"2023-11-14T22:23:20Z",)"
              R"("issued_at":1699999900,"account":"synthetic","iam_id":"IBMid-synthetic",)"
              R"("subject_type":"ServiceId"})");
}

TEST(Forms, JsonHasNullForMissingClaims) {
    EXPECT_EQ(written("json", R"({"synthetic":true})"),
              R"({"schema":1,"token_type":"Bearer","access_token":"TOKEN","expires_in":null,)"
              R"("expires_at":null,"expires_at_utc":null,"issued_at":null,"account":null,)"
              R"("iam_id":null,"subject_type":null})");
}

/// The three members that are made from `exp`.
std::string written_expiry(std::string_view exp) {
    const std::string text = written("json", "{\"exp\":" + std::string(exp) + "}");
    const std::size_t start = text.find("\"expires_in\"");
    return text.substr(start, text.find(",\"issued_at\"") - start);
}

TEST(Forms, JsonHasNoTimeLeftOnceTheTokenHasExpired) {
    EXPECT_EQ(written_expiry("1700000000"),
              R"("expires_in":0,"expires_at":1700000000,"expires_at_utc":"2023-11-14T22:13:20Z")");
    EXPECT_EQ(written_expiry("-1"),
              R"("expires_in":0,"expires_at":-1,"expires_at_utc":"1969-12-31T23:59:59Z")");
}

TEST(Forms, JsonDropsFractionsOfASecond) {
    EXPECT_EQ(written_expiry("1700000001.999"),
              R"("expires_in":1,"expires_at":1700000001,"expires_at_utc":"2023-11-14T22:13:21Z")");
}

TEST(Forms, JsonHasADateForYearsOfFourDigitsOnly) {
    EXPECT_EQ(written_expiry("253402300799"), R"("expires_in":251702300799,"expires_at":)"
                                              R"(253402300799,"expires_at_utc":)"
                                              R"("9999-12-31T23:59:59Z")");
    EXPECT_EQ(written_expiry("253402300800"), R"("expires_in":251702300800,"expires_at":)"
                                              R"(253402300800,"expires_at_utc":null)");
    EXPECT_EQ(written_expiry("-62167219200"), R"("expires_in":0,"expires_at":-62167219200,)"
                                              R"("expires_at_utc":"0000-01-01T00:00:00Z")");
    EXPECT_EQ(written_expiry("-62167219201"), R"("expires_in":0,"expires_at":-62167219201,)"
                                              R"("expires_at_utc":null)");
}

TEST(Forms, JsonHasNullForAnInvalidExp) {
    for (const std::string_view exp : {"\"soon\"", "1e300", "9007199254740992", "null"}) {
        EXPECT_EQ(written_expiry(exp), R"("expires_in":null,"expires_at":null,)"
                                       R"("expires_at_utc":null)")
            << exp;
    }
}

TEST(Forms, JsonEscapesClaims) {
    EXPECT_NE(written("json", R"({"iam_id":"a\"b\\c\u0007"})").find(R"("iam_id":"a\"b\\c\u0007")"),
              std::string::npos);
}

TEST(Forms, ClaimsHasTheHeaderAndTheClaimsWithoutTheSignature) {
    EXPECT_EQ(written("claims", R"({ "synthetic": true, "exp": 1.5, "list": [1, null] })"),
              R"({"header":{"alg":"RS256"},"claims":{"synthetic":true,"exp":1.5,)"
              R"("list":[1,null]}})");
}

TEST(Forms, ClaimsIsJsonWithAnyNumbers) {
    for (const std::string_view number : {"1e999", "-1e999", "0e999"}) {
        const std::string text = written("claims", "{\"synthetic\":" + std::string(number) + "}");
        boost::system::error_code error;
        boost::json::parse(text, error);
        EXPECT_FALSE(error.failed()) << text;
    }
}

TEST(Forms, ExpiryIsExp) {
    EXPECT_EQ(written("expiry", R"({"exp":1700000600})"), "1700000600");
    EXPECT_EQ(written("expiry", R"({"exp":1700000600.9})"), "1700000600");
    EXPECT_EQ(written("expiry", R"({"exp":-1})"), "-1");
}

TEST(Forms, ExpiryNeedsExp) {
    const errc unknown = errc::unknown_lifetime;
    EXPECT_EQ(write("expiry", make_token("{}")).error().cause(), unknown);
    EXPECT_EQ(write("expiry", make_token(R"({"exp":"soon"})")).error().cause(), unknown);
    EXPECT_EQ(write("expiry", make_token(R"({"exp":9007199254740992})")).error().cause(), unknown);
}

}  // namespace
}  // namespace ibmcloud_token
