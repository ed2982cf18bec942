#include "core/masking.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/access_token.hpp"
#include "core/printable.hpp"
#include "token_pieces.hpp"
#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::string_view_literals;

struct shown_text {
    std::string_view text;
    std::string_view shown;
};

TEST(Masked, KeepsPlainWords) {
    const std::vector<std::string_view> table = {
        "",
        "IAM token:  Bearer ",
        "Authorization",
        "FORBIDDEN",
        "Incomprehensible",
        "https://iam.cloud.ibm.example/identity/token",
        "--no-newline",
        "resource-controller.test.cloud.ibm.example/resource_instances",
        "GET /identity/introspection",
        "abc-def_Ghi/JKL.mno",
        "https://us-south.containers.cloud.ibm.example/global/v2/clusters",
        "deploy-tool-x86_64-v2",
        "Konfigurationsverzeichnis_2",
        "AUTHENTICATION_FAILED",
        "refresh_token=",
        "------------------------",
        "a1B2c3D4e5F",
        "12345",
        "BXNIM0408E",
    };
    for (const std::string_view text : table) {
        EXPECT_EQ(masked(text), text);
    }
}

TEST(Masked, HidesOtherRunsOfTwelveCharacters) {
    const std::vector<shown_text> table = {
        {"a1B2c3D4e5F6", "<12 characters>"},
        {"abcdefghijkL", "<12 characters>"},
        {"ABCDEFGHIJKl", "<12 characters>"},
        {"abcdefghijk+", "<12 characters>"},
        {"abcdefghiJk=", "<12 characters>"},
        {"abc-DEF_Ghi-jkl", "<15 characters>"},
        {"abcdefghijk_", "<12 characters>"},
        {"abcdefgh1234", "<12 characters>"},
        {"abc-def-12345", "<13 characters>"},
        {"Abc1-def-ghi", "<12 characters>"},
        {"1234-5678-9012-3456-78901", "<25 characters>"},
        {"abcdefghijklmnopqrstuvwxyzabcde", "<31 characters>"},
        {"words-that-never-come-to-an-end", "<31 characters>"},
        {"-signature-_-signature-__", "<25 characters>"},
        {"key='a1B2c3D4e5F6',", "key='<12 characters>',"},
        {"KEY=a1B2c3D4e5F6", "KEY=<12 characters>"},
        {"0a1b-2c3d-4e5f", "<14 characters>"},
    };
    for (const auto& [text, shown] : table) {
        EXPECT_EQ(masked(text), shown);
    }
}

TEST(Masked, HidesSixDigitsInARow) {
    EXPECT_EQ(masked("123456"), "<6 characters>");
    EXPECT_EQ(masked("a123456"), "<7 characters>");
    EXPECT_EQ(masked("12345-6789"), "12345-6789");
}

TEST(Masked, HidesAddresses) {
    const std::vector<shown_text> table = {
        {"someone@example.com, a@b", "<address>, <address>"},
        {"@", "<address>"},
        {"at the end@", "at the <address>"},
        {"(someone@example.com).", "(<address>)."},
        {"\"email\":\"someone@example.com\",", "\"email\":\"<address>\","},
        {"Some One <some.one+tag@example.com>", "Some One <<address>>"},
        {"o'brien@example.com", "<address>"},
        {"some!one#1$2%3&4*5?6^7`8|9@example.com;", "<address>;"},
        {"mailto:someone@example.com", "<address>"},
        {"bounce=someone=example.com@example.org", "<address>"},
        {"some%40example.com", "<address>"},
        {"some\\u0040example.com", "<address>"},
        {"some\xef\xbc\xa0"
         "example.com",
         "<address>"},
        {"j\xc3\xb6rg@b\xc3\xbc"
         "cher.example",
         "<address>"},
        {"http://someone:pass,wo:rd@proxy.example:8080/", "<address>"},
    };
    for (const auto& [text, shown] : table) {
        EXPECT_EQ(masked(text), shown);
    }
}

TEST(Masked, HidesIds) {
    const std::vector<std::string_view> ids = {
        "IBMid-50FAKE0001",
        "IBMid-ABCDEFGHIJ",
        "iam-ServiceId-0a0b0c0d-0000-4000-8000-0e0f0a0b0c0d",
        "iam-Profile-0a0b0c0d-0000-4000-8000-0e0f0a0b0c0d",
        "C-0a0b0c0d-0000-4000-8000-0e0f0a0b0c0d",
        "0a0b0c0d0e0f0a0b0c0d0e0f0a0b0c0d",
        "abcdefabcdefabcdefabcdefabcdefab",
        "ABCDEFABCDEFABCDEFABCDEFABCDEFAB",
        "a/0a0b0c0d0e0f0a0b0c0d0e0f0a0b0c0d",
        "1234567",
    };
    for (const std::string_view id : ids) {
        const std::string hidden = '<' + std::to_string(id.size()) + " characters>";
        EXPECT_EQ(masked(id), hidden);
        EXPECT_EQ(masked("id:'" + std::string(id) + "',"), "id:'" + hidden + "',");
    }
}

TEST(Masked, IsPrintable) {
    EXPECT_EQ(masked("a\x1b[31m\xe2\x82\xac"), "a\\x1B[31m\\u{20AC}");
}

constexpr std::string_view known_header = R"({"alg":"RS256"})";
constexpr std::string_view known_claims = R"({"iam_id":"synthetic","exp":1700000000})";

/// A token whose signature is as random as a real one.
std::string make_token_with_random_signature(unsigned seed, std::string_view header = known_header,
                                             std::string_view claims = known_claims) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::mt19937 engine(seed);
    std::string token = make_jws(header, claims);
    for (std::size_t i = token.size() - rs256_signature_length; i < token.size(); ++i) {
        token[i] = alphabet[engine() % alphabet.size()];
    }
    return token;
}

/// True if a piece of `token` is in `shown`, with or without other bytes in between.
bool shows_piece(std::string_view shown, std::string_view token) {
    return has_piece(squeezed(without_escapes(shown)), token);
}

TEST(Masked, ShowsNoPieceOfAToken) {
    const std::string token = make_token_with_random_signature(1);
    std::mt19937 engine(2);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same slices each time.
    for (int round = 0; round < 1000; ++round) {
        const std::size_t start = engine() % (token.size() - 12);
        const std::size_t size = 12 + engine() % (token.size() - 12 - start);
        const std::string slice = token.substr(start, size);
        EXPECT_FALSE(shows_piece(masked("\"iam_token\": \"" + slice + "\","), token))
            << start << '+' << size;
        EXPECT_FALSE(shows_piece(masked_typed("--cli=" + slice), token)) << start << '+' << size;
    }
}

/// Expects that nothing of `token` is shown if `filling` is between its parts of any width.
void expect_hidden(const std::string& token, std::string_view filling) {
    for (std::size_t width = 1; width < 12; ++width) {
        const std::string text = "IAM token:  Bearer " + with_filling(token, width, filling);
        EXPECT_FALSE(shows_piece(masked(text), token)) << printable(filling) << width;
        EXPECT_FALSE(shows_piece(masked_typed(text), token)) << printable(filling) << width;
    }
}

TEST(Masked, ShowsNoPieceOfADisfiguredToken) {
    const std::vector<std::string_view> fillings = {
        "\0"sv,
        "\0\0\0"sv,
        " ",
        "\n",
        "\r\n",
        "\t",
        "  ",
        "\xe2\x80\x8b",
        "\xc2\xad",
        "\xef\xbb\xbf",
        "\x1b",
        "\b",
        "+",
        "/",
        "=",
        "\\n",
        "\xe2\x80\xa6",
        "'",
        "\" \"",
        ",",
        "\n  ",
        "\xc2\xa0",
        "%20",
    };
    const std::string token = make_token_with_random_signature(3);
    for (const std::string_view filling : fillings) {
        expect_hidden(token, filling);
    }
}

TEST(Masked, ShowsNoPieceOfADisfiguredTokenWithWhiteSpaceInItsObjects) {
    const std::vector<std::string> beginnings = {
        "{ ",    "{\t",     "{\n",         "{\r\n  ",        " {",
        "\t{\t", "\r\n { ", "          {", "{             ", "\t\n\r\n\t\n\t\n\t\n{",
    };
    for (const std::string& beginning : beginnings) {
        SCOPED_TRACE(printable(beginning));
        const std::string token = make_token_with_random_signature(
            4, beginning + R"("alg":"RS256"})", beginning + R"("iam_id":"synthetic"})");
        ASSERT_TRUE(access_token::parse(token).has_value());
        for (const char* const filling : {" ", "\n", "\r\n  "}) {
            expect_hidden(token, filling);
        }
    }
}

TEST(Masked, ShowsNoPieceOfADisfiguredTokenWithAnEscapeInItsFirstName) {
    expect_hidden(make_token_with_random_signature(5, R"({"\u0061lg":"RS256"})",
                                                   R"({"\u0069am_id":"synthetic"})"),
                  " ");
}

TEST(Masked, ShowsNoPieceOfAWrappedTokenThatLooksLikeWords) {
    const std::string token = "eyJhbGciOiJSUzI1NiJ9.eyJpYW1faWQiOiJzeW50aGV0aWMifQ." +
                              repeated("signature", rs256_signature_length);
    for (std::size_t width = 1; width < token.size(); ++width) {
        const std::string text = "IAM token:  Bearer " + with_filling(token, width, "\n");
        EXPECT_FALSE(has_piece(masked(text), token)) << width;
    }
}

TEST(Masked, HidesAllTextFromADisfiguredTokenOn) {
    const std::string token = make_token();
    EXPECT_EQ(masked("a: eyJ hbGciOiJSUzI1NiJ9 and more"), "a: <token in pieces: rest hidden>");
    EXPECT_EQ(masked("a: e\ny\nJ\nhbGciOiJSUz"), "a: <token in pieces: rest hidden>");
    EXPECT_EQ(masked(token + "\nsome more text"), hidden(token) + "\\x0Asome more text");
    EXPECT_EQ(masked("eyJhbGciOiJSUzI1 FAILED"), "<16 characters> FAILED");
    EXPECT_EQ(masked("eyJhbGciOiJSUzI1, Authorization"), "<16 characters>, Authorization");
}

TEST(Masked, KeepsTextThatOnlyLooksLikeTheBeginningOfAToken) {
    const std::vector<std::string_view> table = {
        "eyJ",    "eyJ hbGci",   "eyJ AAAAAAAAA", "eyJ hAAAAAAAA", "eyj hbGciOiJS",
        "the yJ", "ICAg ICAgIC", "eyAi AAAAAAAA", "e30 IHsiYWxn",  "CXsi YWxnIjo",
    };
    for (const std::string_view text : table) {
        EXPECT_EQ(masked(text), text);
    }
}

TEST(MaskedText, KeepsTheEndsOfLines) {
    EXPECT_EQ(masked_text("a\r\n\nb\t\n", hidden), "a\\x0D\n\nb\\x09\n");
}

TEST(MaskedText, ReplacesSecretRuns) {
    const auto replace = [](std::string_view run) {
        return '[' + std::string(run.substr(0, 3)) + ']';
    };
    EXPECT_EQ(masked_text("x a1B2c3D4e5F6\ny", replace), "x [a1B]\ny");
}

TEST(MaskedTyped, KeepsWhatTheUserTyped) {
    const std::vector<std::string_view> table = {
        "",
        "extra",
        "someone@example.com",
        "--min-ttl=123456",
        "/home/someone/My Files/out_2.txt",
        "/tmp/tmp.a1B2/a1B2c3D4e5F/x",
        "/home/j\xc3\xbcrgen/\xe6\x96\x87\xe4\xbb\xb6/\xf0\x9f\x94\x91",
        "'\"$(x)\\",
    };
    for (const std::string_view text : table) {
        EXPECT_EQ(masked_typed(text), text);
    }
}

TEST(MaskedTyped, EscapesControlCharacters) {
    const std::vector<shown_text> table = {
        {"a\x1b[31m\n\x7f", "a\\x1B[31m\\x0A\\x7F"},
        {"\xc2\x9b"
         "31m",
         "\\u{009B}31m"},
        {"\xe2\x80\xae", "\\u{202E}"},
        {"\xe2\x80\x8b\xef\xbb\xbf", "\\u{200B}\\u{FEFF}"},
        {"\xff\x80", "\\xFF\\x80"},
    };
    for (const auto& [text, shown] : table) {
        EXPECT_EQ(masked_typed(text), shown);
    }
}

TEST(MaskedTyped, HidesSecretRunsInTheNamesOfAPath) {
    EXPECT_EQ(masked_typed("/tmp/a1B2c3D4e5F6/out"), "/tmp/<12 characters>/out");
    EXPECT_EQ(masked_typed(make_token()), hidden(make_token()));
}

}  // namespace
}  // namespace ibmcloud_token
