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

constexpr std::size_t mebibyte = 1024 * 1024;

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

/// What is found in `filled(text)`: the token's place, or what is wrong.
std::string found(const std::string& text, token_kind kind) {
    const auto token = find_access_token(filled(text), kind);
    if (token.has_error()) {
        return message(token.error());
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

TEST(TokenSearch, TakesTheSchemeInAnyCase) {
    expect_all({
        {"IAM token: bearer <iam>", "<iam>", none()},
        {"IAM token: BEARER <iam>", "<iam>", none()},
        {"IAM token: bEaReR <iam>", "<iam>", none()},
    });
}

TEST(TokenSearch, TakesBlanksOfAnyNumber) {
    expect_all({
        {" \tIAM token: Bearer   <iam> \t ", "<iam>", none()},
        {"IAM token:Bearer\t\t<iam> behind it", "<iam>", none()},
    });
}

TEST(TokenSearch, TakesALabelForUaaIfThatIsAWordOfIt) {
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

TEST(TokenSearch, FindsTwoTokensOnOneLine) {
    expect_all({
        {"IAM: Bearer <iam> UAA: Bearer <uaa>", "<iam>", "<uaa>"},
        {"UAA: Bearer <uaa> IAM: Bearer <iam>", "<iam>", "<uaa>"},
        {"UAA: Bearer <uaa>  Bearer <iam>", "<iam>", "<uaa>"},
        {"Bearer <iam> UAA Bearer <uaa>", "<iam>", "<uaa>"},
    });
}

TEST(TokenSearch, TakesALineThatIsNothingButAJwtForIam) {
    expect_all({
        {"<iam>", "<iam>", none()},
        {"\n \t<iam>\t \n", "<iam>", none()},
        {"UAA:\n<iam>\n", "<iam>", none()},
    });
}

TEST(TokenSearch, TakesNoJwtWithAnythingElseOnItsLine) {
    expect_no_token(
        {"x <iam>", ". <iam>", "=<iam>", "<iam> x", "<iam> .", "<iam>.", "<iam>\"", "x.y\t<iam>"});
}

TEST(TokenSearch, FindsMembersOfJson) {
    expect_all({
        {R"({"iam_token":"Bearer <iam>","uaa_token":"Bearer <uaa>"})", "<iam>", "<uaa>"},
        {R"({"uaa_token":"bearer \t<uaa>","iam_token":" <iam> "})", "<iam>", "<uaa>"},
        {R"({"iam_token":"Bearer <iam>"})", "<iam>", none()},
        {R"({"iam_token":"Bearer\u0020<iam>"})", "<iam>", none()},
        {R"({"uaa_token":"<uaa>"})", none(), "<uaa>"},
        {"chatter\n[{\n\"iam_token\":\n\"<iam>\"\n}]\nmore", "<iam>", none()},
    });
}

TEST(TokenSearch, FindsNoMembersWithOtherNames) {
    expect_no_token({
        R"({"access_token":"<iam>"})",
        R"({"IAM_TOKEN":"<iam>"})",
        R"({"iam_token":["<iam>"]})",
        R"({"iam_token":"<iam>")",
    });
}

TEST(TokenSearch, FindsNoTokenWithoutAScheme) {
    expect_no_token({
        "",
        "\n\n",
        "FAILED\nNot logged in.\n",
        "IAM token: <iam>",
        "NotBearer <iam>",
        "Bearers <iam>",
        "2Bearer <iam>",
        "Bearer: <iam>",
        "Bearer",
        "Bearer ",
        "Bearer\n<",
        "IAM token: Bearer<iam>",
        "Basic <iam>",
    });
}

TEST(TokenSearch, TakesTheLastOfSeveralSchemesInARow) {
    expect_all({
        {"IAM token: Bearer Bearer <iam>", "<iam>", none()},
        {"UAA token: bearer BEARER Bearer <uaa>", none(), "<uaa>"},
    });
    expect_no_token({"IAM token: Bearer Bearer", "Bearer Bearer Bearer "});
}

TEST(TokenSearch, TakesOneSchemeInAMemberOfJson) {
    EXPECT_EQ(found(R"({"iam_token":"Bearer Bearer <iam>"})", token_kind::iam),
              message(errc::malformed_token));
}

TEST(TokenSearch, FindsNoTokenThatGoesOnAfterItsEnd) {
    for (const std::string_view behind : {",", "\"", "'", "...", "\xe2\x80\xa6", ";", "\r", "*"}) {
        const auto token =
            find_access_token(filled("Bearer <iam>") + std::string(behind), token_kind::iam);
        EXPECT_TRUE(token.has_error()) << behind;
    }
}

TEST(TokenSearch, FindsNoPlaceholders) {
    const std::vector<std::string> table = {
        "IAM token:  Bearer [PRIVATE DATA HIDDEN]",
        "IAM token:  Bearer <token>",
        "IAM token:  Bearer ********",
        "IAM token:  Bearer ${TOKEN}",
    };
    expect_no_token(table);
}

TEST(TokenSearch, TellsWhatStandsInTheTokensPlace) {
    const std::string header = R"({"alg":"RS256"})";
    EXPECT_EQ(found("Bearer synthetic", token_kind::iam), message(errc::malformed_token));
    EXPECT_EQ(found("Bearer " + make_jws(header, "{}", 300), token_kind::iam),
              message(errc::token_cut_short));
    EXPECT_EQ(found("Bearer " + make_jws(R"({"alg":"rt"})", "{}"), token_kind::iam),
              message(errc::refresh_token));
}

TEST(TokenSearch, TellsTheErrorThatSaysMost) {
    const std::string cut_short = make_jws(R"({"alg":"RS256"})", "{}", 300);
    const std::string expected = message(errc::token_cut_short);
    EXPECT_EQ(found("Bearer synthetic\nBearer " + cut_short, token_kind::iam), expected);
    EXPECT_EQ(found("Bearer " + cut_short + "\nBearer synthetic", token_kind::iam), expected);
}

TEST(TokenSearch, KeepsTheLabelUntilThereIsAJwt) {
    expect_all({
        {"UAA bearer token: Bearer <uaa>", none(), "<uaa>"},
        {"UAA bearer token : Bearer <uaa>", message(errc::malformed_token), "<uaa>"},
        {"UAA token (Bearer here): Bearer <uaa> IAM token: Bearer <iam>", "<iam>", "<uaa>"},
    });
}

TEST(TokenSearch, PassesOverWhatIsNoToken) {
    expect_all({
        {"Bearer token below\nIAM token: Bearer <iam>\nBearer of news", "<iam>",
         message(errc::malformed_token)},
        {"UAA token: Bearer opaque\nIAM token: Bearer <iam>", "<iam>",
         message(errc::malformed_token)},
    });
}

TEST(TokenSearch, TakesTheSameTokenTwiceForOne) {
    expect_all({
        {"Bearer <iam>\nIAM token: bearer <iam>\n<iam>\n{\"iam_token\":\"<iam>\"}", "<iam>",
         none()},
        {R"({"uaa_token":"<uaa>","uaa_token":"Bearer <uaa>"})", none(), "<uaa>"},
    });
}

TEST(TokenSearch, NeverGuessesBetweenDifferentTokens) {
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

TEST(TokenSearch, FindsNoTokenInTextCutAnywhereBeforeItsEnd) {
    const std::string text = filled("IAM token:  Bearer <iam>");
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_TRUE(find_access_token(text.substr(0, size), token_kind::iam).has_error()) << size;
    }
}

// The time limit of the test is what these are about.
TEST(TokenSearch, TakesTimeInProportionToTheText) {
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
