#include "core/token_search.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/failure.hpp"
#include "core/plain_text.hpp"
#include "core/secret.hpp"
#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

const std::string& iam() {
    static const std::string token = make_token(R"({"synthetic":"iam"})");
    return token;
}

const std::string& uaa() {
    static const std::string token = make_token(R"({"synthetic":"uaa"})");
    return token;
}

const std::string& other() {
    static const std::string token = make_token(R"({"synthetic":"other"})");
    return token;
}

/// `text` with each `<iam>`, `<uaa>` and `<other>` replaced by that token.
std::string filled(std::string text) {
    struct place {
        std::string_view name;
        const std::string& token;
    };
    for (const auto& [name, token] :
         {place{"<iam>", iam()}, {"<uaa>", uaa()}, {"<other>", other()}}) {
        for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
            text.replace(at, name.size(), token);
        }
    }
    return text;
}

/// The place of the token that is found in `filled(text)`, or the error.
std::string found(const std::string& text, token_kind kind) {
    const auto token = find_access_token(filled(text), kind);
    if (token.has_error()) {
        return message(token.error().cause());
    }
    if (token->text() == iam()) {
        return "<iam>";
    }
    return token->text() == uaa() ? "<uaa>" : "<other>";
}

struct search {
    std::string text;
    std::string iam;
    std::string uaa;
};

void expect_all(const std::vector<search>& table) {
    for (const auto& [text, expected_iam, expected_uaa] : table) {
        EXPECT_EQ(found(text, token_kind::iam), expected_iam) << text;
        EXPECT_EQ(found(text, token_kind::uaa), expected_uaa) << text;
    }
}

const std::string& none() {
    static const std::string text = message(errc::no_token);
    return text;
}

void expect_no_token(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        EXPECT_EQ(found(text, token_kind::iam), none()) << text;
        EXPECT_EQ(found(text, token_kind::uaa), none()) << text;
    }
}

TEST(TokenSearch, FindsCredentialsBehindALabel) {
    expect_all({
        {"IAM token:  Bearer <iam>\n", "<iam>", none()},
        {"IAM token:  Bearer <iam>\nUAA token:  Bearer <uaa>\n", "<iam>", "<uaa>"},
        {"UAA token:  Bearer <uaa>\nIAM token:  Bearer <iam>", "<iam>", "<uaa>"},
        {"UAA token:  Bearer <uaa>\n", none(), "<uaa>"},
        {"Jeton IAM :\tBearer\t<iam>", "<iam>", none()},
        {"Bearer <iam>", "<iam>", none()},
        {"Authorization: Bearer <iam>", "<iam>", none()},
    });
}

TEST(TokenSearch, AcceptsTheSchemeInAnyCase) {
    expect_all({
        {"IAM token: bearer <iam>", "<iam>", none()},
        {"IAM token: BEARER <iam>", "<iam>", none()},
        {"IAM token: bEaReR <iam>", "<iam>", none()},
    });
}

TEST(TokenSearch, AcceptsAnyNumberOfBlanks) {
    expect_all({
        {" \tIAM token: Bearer   <iam> \t ", "<iam>", none()},
        {"IAM token:Bearer\t\t<iam> behind it", "<iam>", none()},
    });
}

TEST(TokenSearch, ReadsALabelWithTheWordUaaAsUaa) {
    expect_all({
        {"uaa: Bearer <uaa>", none(), "<uaa>"},
        {"The (Uaa) token Bearer <uaa>", none(), "<uaa>"},
        {"UAA-Token:Bearer <uaa>", none(), "<uaa>"},
        {"UAA_token: Bearer <uaa>", none(), "<uaa>"},
        {"UAAX UAA Bearer <uaa>", none(), "<uaa>"},
        {"UAAX: Bearer <iam>", "<iam>", none()},
        {"xUAA: Bearer <iam>", "<iam>", none()},
        {"UAA1: Bearer <iam>", "<iam>", none()},
        {"UAAUAA: Bearer <iam>", "<iam>", none()},
        {"U A A: Bearer <iam>", "<iam>", none()},
    });
}

TEST(TokenSearch, ReadsTheLastPartOfALabelFirst) {
    expect_all({
        {"uaa-1  | IAM token:  Bearer <iam>", "<iam>", none()},
        {"iam-1  | UAA token:  Bearer <uaa>", none(), "<uaa>"},
        {"[uaa] IAM token: Bearer <iam>", "<iam>", none()},
        {"uaa> IAM token: Bearer <iam>", "<iam>", none()},
        {"uaa: IAM token: Bearer <iam>", "<iam>", none()},
        {"uaa: IAM token Bearer <iam>", "<iam>", none()},
        {"UAA | x: IAM token : Bearer <iam>", "<iam>", none()},
        {"10:00:00 UAA token: Bearer <uaa>", none(), "<uaa>"},
        {"IAM: UAA token (from IAM): Bearer <uaa>", none(), "<uaa>"},
        {"UAA token (from IAM): Bearer <uaa>", none(), "<uaa>"},
        {"uaa:IAM token: Bearer <uaa>", none(), "<uaa>"},
    });
}

TEST(TokenSearch, ReadsTheWholeLabelIfItsLastPartNamesNoKind) {
    expect_all({
        {"UAA | token: Bearer <uaa>", none(), "<uaa>"},
        {"[UAA]: Bearer <uaa>", none(), "<uaa>"},
        {"UAA token => Bearer <uaa>", none(), "<uaa>"},
        {"app | token: Bearer <iam>", "<iam>", none()},
        {"> Authorization: Bearer <iam>", "<iam>", none()},
    });
}

TEST(TokenSearch, FindsTwoTokensOnOneLine) {
    expect_all({
        {"IAM: Bearer <iam> UAA: Bearer <uaa>", "<iam>", "<uaa>"},
        {"UAA: Bearer <uaa> IAM: Bearer <iam>", "<iam>", "<uaa>"},
        {"UAA: Bearer <uaa>  Bearer <iam>", "<iam>", "<uaa>"},
        {"Bearer <iam> UAA Bearer <uaa>", "<iam>", "<uaa>"},
    });
}

TEST(TokenSearch, ReadsAJwtAloneOnItsLineAsIam) {
    expect_all({
        {"<iam>", "<iam>", none()},
        {"\n \t<iam>\t \n", "<iam>", none()},
        {"UAA:\n<iam>\n", "<iam>", none()},
    });
}

TEST(TokenSearch, IgnoresAJwtThatSharesItsLine) {
    expect_no_token({"x <iam>", ". <iam>", "=<iam>", "<iam> x", "<iam> .", "x.y\t<iam>"});
}

TEST(TokenSearch, ReadsAJwtBehindIamTokenWithoutAScheme) {
    expect_all({
        {"IAM token: <iam>", "<iam>", none()},
        {"iam TOKEN :\t<iam> \t", "<iam>", none()},
        {"IAM  token:<iam>", "<iam>", none()},
        {"12:00:00 uaa-1 | The IAM token: <iam>\n", "<iam>", none()},
    });
    expect_no_token({
        "IAM token <iam>",
        "IAM tokens: <iam>",
        "IAMtoken: <iam>",
        "xIAM token: <iam>",
        "IAM token: x <iam>",
        "IAM token: <iam> x",
        "IAM token (new): <iam>",
        "IAM session, id_token: <iam>",
        "CR token for IAM login: <iam>",
        "UAA token: <uaa>",
        "token: <iam>",
        "IAM: <iam>",
    });
}

TEST(TokenSearch, RefusesAJwtWithOtherCharactersBehindIt) {
    for (const std::string_view behind : {",", "\"", ".", "=", "\xc2\xad", "\x1b"}) {
        const std::string text = "<iam>" + std::string(behind);
        EXPECT_EQ(found(text, token_kind::iam), message(errc::malformed_token)) << behind;
        EXPECT_EQ(found("IAM token: " + text, token_kind::iam), message(errc::malformed_token))
            << behind;
    }
}

TEST(TokenSearch, FindsJsonStringsByTheirNames) {
    expect_all({
        {R"({"iam_token":"Bearer <iam>","uaa_token":"Bearer <uaa>"})", "<iam>", "<uaa>"},
        {"{\"uaa_token\":\"bearer \t<uaa>\",\"iam_token\":\" <iam> \"}", "<iam>", "<uaa>"},
        {R"({"iam_token":"Bearer <iam>"})", "<iam>", none()},
        {R"({"uaa_token":"<uaa>"})", none(), "<uaa>"},
        {"chatter\n[{\n\"iam_token\" \t\n:\n\n \"<iam>\"\n}]\nmore", "<iam>", none()},
    });
}

TEST(TokenSearch, FindsJsonStringsInTextThatIsNotJson) {
    expect_all({
        {R"({"iam_token":"<iam>")", "<iam>", none()},
        {R"("iam_token":"<iam>")", "<iam>", none()},
        {R"(log: "{"iam_token":"<iam>"}")", "<iam>", none()},
        {R"({"a":[}, "iam_token":"<iam>" "uaa_token":"<uaa>")", "<iam>", "<uaa>"},
    });
}

TEST(TokenSearch, IgnoresJsonUnderOtherNamesOrOfOtherTypes) {
    expect_no_token({
        R"({"IAM_TOKEN":"<iam>"})",
        R"({"my_iam_token":"<iam>"})",
        R"({"iam_token":["<iam>"]})",
        R"({"iam_token":{"a":"<iam>"}})",
        R"({"iam_token":null,"other":"<iam>"})",
        R"({"iam_token","<iam>"})",
        R"({'iam_token':'<iam>'})",
        R"({"iam_token":"<iam>)",
        R"({"refresh_token":"<iam>"})",
        R"({"id_token":"<iam>"})",
    });
}

TEST(TokenSearch, IgnoresJsonStringsWithEscapes) {
    expect_no_token({
        R"({"iam\u005ftoken":"<iam>"})",
        R"({"iam_token":"Bearer\u0020<iam>"})",
        R"({"iam_token":"<iam>\n"})",
        R"({\"iam_token\":\"<iam>\"})",
    });
}

/// A token with the claim that all tokens of IAM have.
std::string make_iam_token(std::string_view iam_id) {
    return make_token(R"({"synthetic":true,"iam_id":")" + std::string(iam_id) + "\"}");
}

TEST(TokenSearch, ReadsAnAccessTokenOfIam) {
    const std::string token = make_iam_token("IBMid-synthetic");
    for (const std::string_view scheme : {"", "Bearer "}) {
        const std::string text =
            R"({"access_token":")" + std::string(scheme) + token + R"(","expires_in":3600})";
        const auto found = find_access_token(text, token_kind::iam);
        ASSERT_TRUE(found.has_value()) << scheme;
        EXPECT_TRUE(found->text() == token) << scheme;
        EXPECT_TRUE(find_access_token(text, token_kind::uaa).has_error()) << scheme;
    }
}

TEST(TokenSearch, IgnoresAnAccessTokenOfAnotherService) {
    expect_no_token({R"({"access_token":"<iam>"})", R"({"access_token":"Bearer <uaa>"})"});
}

TEST(TokenSearch, ReadsAnAccessTokenOnlyIfNothingElseIsAToken) {
    const std::string json = R"({"access_token":")" + make_iam_token("IBMid-synthetic") + "\"}\n";
    expect_all({
        {json + "IAM token: Bearer <iam>", "<iam>", none()},
        {json + "UAA token: Bearer <uaa>", none(), "<uaa>"},
        {json + R"({"uaa_token":"<uaa>"})", none(), "<uaa>"},
        {json + "<iam>", "<iam>", none()},
    });
    const std::string cut = filled("IAM token: Bearer <iam>").substr(0, 100) + '\n';
    EXPECT_TRUE(find_access_token(cut + json, token_kind::iam).has_value());
}

TEST(TokenSearch, RefusesDifferentAccessTokens) {
    const std::string text = R"({"access_token":")" + make_iam_token("IBMid-synthetic-1") +
                             R"(","access_token":")" + make_iam_token("IBMid-synthetic-2") + "\"}";
    EXPECT_EQ(found(text, token_kind::iam), message(errc::different_tokens));
}

TEST(TokenSearch, FindsNoTokenWithoutAScheme) {
    expect_no_token({
        "",
        "\n\n",
        "FAILED\nNot logged in.\n",
        "NotBearer <iam>",
        "Bearers <iam>",
        "2Bearer <iam>",
        "Bearer: <iam>",
        "Bearer",
        "Bearer ",
        "Bearer\n<",
        "IAM: Bearer<iam>",
        "Basic <iam>",
    });
}

TEST(TokenSearch, ReadsTheTokenBehindTheLastOfSeveralSchemes) {
    expect_all({
        {"IAM token: Bearer Bearer <iam>", "<iam>", none()},
        {"UAA token: bearer BEARER Bearer <uaa>", none(), "<uaa>"},
    });
    expect_no_token({"IAM token: Bearer Bearer", "Bearer Bearer Bearer "});
}

TEST(TokenSearch, AcceptsOneSchemeOnlyInAJsonString) {
    EXPECT_EQ(found(R"({"iam_token":"Bearer Bearer <iam>"})", token_kind::iam),
              message(errc::malformed_token));
}

TEST(TokenSearch, NeedsABlankOrTheEndOfTheLineBehindAToken) {
    for (const std::string_view behind : {",", "\"", "'", "...", "\xe2\x80\xa6", ";", "\r", "*"}) {
        const auto token =
            find_access_token(filled("Bearer <iam>") + std::string(behind), token_kind::iam);
        EXPECT_TRUE(token.has_error()) << behind;
    }
}

TEST(TokenSearch, IgnoresPlaceholders) {
    const std::vector<std::string> table = {
        "IAM token:  Bearer [PRIVATE DATA HIDDEN]",
        "IAM token:  Bearer <token>",
        "IAM token:  Bearer ********",
        "IAM token:  Bearer ${TOKEN}",
    };
    expect_no_token(table);
}

TEST(TokenSearch, ReportsWhatIsWrongWithACandidate) {
    const std::string header = R"({"alg":"RS256"})";
    EXPECT_EQ(found("Bearer synthetic", token_kind::iam), message(errc::malformed_token));
    EXPECT_EQ(found("Bearer " + make_jws(header, "{}", 300), token_kind::iam),
              message(errc::token_cut_short));
    EXPECT_EQ(found("Bearer eyJhbGciOiJSUzI1NiJ9.e30", token_kind::iam),
              message(errc::token_cut_short));
    EXPECT_EQ(found("Bearer " + make_jws(R"({"alg":"rt"})", "{}"), token_kind::iam),
              message(errc::refresh_token));
    EXPECT_EQ(found("Bearer " + make_jws(R"({"alg":"ES256K"})", "{}"), token_kind::iam),
              message(errc::unknown_algorithm));
}

TEST(TokenSearch, ReportsATokenThatGoesOnInTheNextLine) {
    const std::string token = filled("<iam>");
    const std::string wrapped = message(errc::token_wrapped);
    for (std::size_t width = 3; width < token.size(); ++width) {
        std::string folded = token;
        folded.insert(width, "\n");
        EXPECT_EQ(found("IAM token:  Bearer " + folded, token_kind::iam), wrapped) << width;
        EXPECT_EQ(found(folded, token_kind::iam), wrapped) << width;
        EXPECT_EQ(found("IAM token: " + folded + '\n', token_kind::iam), wrapped) << width;
        EXPECT_EQ(found(R"({"iam_token":")" + folded + "\"}", token_kind::iam), wrapped) << width;
    }
}

TEST(TokenSearch, ReportsATokenWrappedAtAnyWidth) {
    for (const std::size_t width : {20U, 21U, 22U, 40U, 72U, 76U, 80U, 132U}) {
        std::string text = filled("UAA token:  Bearer <uaa>");
        for (std::size_t at = width; at < text.size(); at += width + 2) {
            text.insert(at, " \n");
        }
        EXPECT_EQ(found(text, token_kind::uaa), message(errc::token_wrapped)) << width;
    }
}

TEST(TokenSearch, ReportsALongSignatureWrappedWhereAShorterOneEnds) {
    const std::string token = make_jws(R"({"alg":"RS256"})", "{}", 683);
    const std::string wrapped =
        token.substr(0, token.size() - 341) + '\n' + token.substr(token.size() - 341);
    EXPECT_EQ(found("Bearer " + wrapped, token_kind::iam), message(errc::token_wrapped));
}

TEST(TokenSearch, TellsATruncatedTokenFromAWrappedOne) {
    const std::string cut = filled("IAM token: Bearer <iam>").substr(0, 200);
    for (const std::string_view next :
         {"", "\n", "\nOK\n", "\n\nUAA token: none", "\nAuthenticating...\n", "\n{}", "\n<html>"}) {
        EXPECT_EQ(found(cut + std::string(next), token_kind::iam), message(errc::token_cut_short))
            << next;
    }
}

TEST(TokenSearch, AcceptsAnHmacTokenAboveWords) {
    const std::string token = make_jws(R"({"alg":"HS256"})", "{}", 43);
    EXPECT_TRUE(find_access_token(token + "\nUAA token: none", token_kind::iam).has_value());
    EXPECT_TRUE(find_access_token(token + "\nBXNIM0408E is a code", token_kind::iam).has_value());
}

TEST(TokenSearch, ReportsTheMostTellingError) {
    const std::string cut_short = make_jws(R"({"alg":"RS256"})", "{}", 300);
    const std::string expected = message(errc::token_cut_short);
    EXPECT_EQ(found("Bearer synthetic\nBearer " + cut_short, token_kind::iam), expected);
    EXPECT_EQ(found("Bearer " + cut_short + "\nBearer synthetic", token_kind::iam), expected);
}

TEST(TokenSearch, EndsALabelAtAJwtOnly) {
    expect_all({
        {"UAA bearer token: Bearer <uaa>", none(), "<uaa>"},
        {"UAA bearer token : Bearer <uaa>", message(errc::malformed_token), "<uaa>"},
        {"UAA token (Bearer here): Bearer <uaa> IAM token: Bearer <iam>", "<iam>", "<uaa>"},
    });
}

TEST(TokenSearch, SkipsCandidatesThatAreNotTokens) {
    expect_all({
        {"Bearer token below\nIAM token: Bearer <iam>\nBearer of news", "<iam>",
         message(errc::malformed_token)},
        {"UAA token: Bearer opaque\nIAM token: Bearer <iam>", "<iam>",
         message(errc::malformed_token)},
        {"www.example.com\nIAM token: Bearer <iam>", "<iam>", none()},
    });
}

TEST(TokenSearch, AcceptsTheSameTokenTwice) {
    expect_all({
        {"Bearer <iam>\nIAM token: bearer <iam>\n<iam>\n{\"iam_token\":\"<iam>\"}", "<iam>",
         none()},
        {R"({"uaa_token":"<uaa>","uaa_token":"Bearer <uaa>"})", none(), "<uaa>"},
    });
}

TEST(TokenSearch, RefusesDifferentTokensOfOneKind) {
    const std::string different = message(errc::different_tokens);
    expect_all({
        {"Bearer <iam>\nBearer <other>", different, none()},
        {"Bearer <iam> Bearer <other>", different, none()},
        {"<iam>\n<other>", different, none()},
        {"Bearer <iam>\nBearer <other>\nBearer <iam>", different, none()},
        {R"({"iam_token":"<iam>","iam_token":"<other>"})", different, none()},
        {R"([{"uaa_token":"<uaa>"},{"uaa_token":"<other>"}])", none(), different},
        {"IAM token: Bearer <iam>\n{\"iam_token\":\"<other>\"}", different, none()},
        {"UAA: Bearer <uaa>\nUAA: Bearer <other>\nBearer <iam>", "<iam>", different},
    });
}

TEST(TokenSearch, FindsNoTokenInATextCutBeforeItsEnd) {
    const std::string text = filled("IAM token:  Bearer <iam>");
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_TRUE(find_access_token(text.substr(0, size), token_kind::iam).has_error()) << size;
    }
}

// The time limit of the test is the assertion.
TEST(TokenSearch, IsLinearInTime) {
    const std::vector<std::string_view> patterns = {
        "Bearer ",
        "Bearer",
        "Bearer x,",
        "Bearer x ",
        "Bearer.",
        "eyJ.eyJ.",
        "eyJ.eyJ.eyJ\n",
        "a. ",
        "a=.",
        "Bearer eyJ.eyJ.e30 ",
        "UAA ",
        "UAAX",
        "UAA Bearer x ",
        R"({"iam_token":)",
        R"({"iam_token":"Bearer )",
        R"("iam_token":"x)",
        R"("access_token":"eyJ)",
        "eyJ\n",
        "eyJx eyJy\n",
        "Bearer eyJhbGciOiJSUzI1NiJ9.e30.xx\n",
        "IAM token: ",
        "IAM token:\t",
        " ",
        "\n",
        "\x1b]",
        "{\"",
    };
    for (const std::string_view pattern : patterns) {
        const secret text = plain_text(repeated(pattern, mebibyte));
        EXPECT_TRUE(find_access_token(text.view(), token_kind::iam).has_error()) << pattern;
    }
}

}  // namespace
}  // namespace ibmcloud_token
