#include "core/masking.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

struct shown_text {
    std::string_view text;
    std::string_view shown;
};

TEST(Masked, LeavesPlainWords) {
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
        "abc-DEF_Ghi/jkl.mno",
        "a1B2c3D4e5F",
        "12345",
        "BXNIM0408E",
    };
    for (const std::string_view text : table) {
        EXPECT_EQ(masked(text), text);
    }
}

TEST(Masked, HidesTheRestOfTwelveCharactersAndMore) {
    const std::vector<shown_text> table = {
        {"a1B2c3D4e5F6", "<12 characters>"},
        {"abcdefghijkL", "<12 characters>"},
        {"ABCDEFGHIJKl", "<12 characters>"},
        {"abcdefghijk+", "<12 characters>"},
        {"abcdefghijk=", "<12 characters>"},
        {"abcdefghijklmnopqrstu", "<21 characters>"},
        {"words-that-never-come-to-an-end", "<31 characters>"},
        {"-signature-_-signature-__", "<25 characters>"},
        {"key='a1B2c3D4e5F6',", "key='<12 characters>',"},
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

/// A token with a signature as even as a real one's: a pattern would not do.
std::string make_token_with_even_signature() {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::mt19937 engine(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same token each time.
    std::string token = make_token();
    for (std::size_t i = token.size() - rs256_signature_length; i < token.size(); ++i) {
        token[i] = alphabet[engine() % alphabet.size()];
    }
    return token;
}

TEST(Masked, LetsNoTwelveCharactersOfATokenThrough) {
    constexpr std::size_t piece = 12;
    const std::string token = make_token_with_even_signature();
    std::mt19937 engine(2);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same slices each time.
    for (int round = 0; round < 1000; ++round) {
        const std::size_t start = engine() % (token.size() - piece);
        const std::size_t size = piece + engine() % (token.size() - piece - start);
        const std::string slice = token.substr(start, size);
        const std::string shown = masked("\"iam_token\": \"" + slice + "\",");
        for (std::size_t at = 0; at + piece <= slice.size(); ++at) {
            ASSERT_EQ(shown.find(slice.substr(at, piece)), std::string::npos)
                << start << '+' << size;
        }
    }
}

}  // namespace
}  // namespace ibmcloud_token
