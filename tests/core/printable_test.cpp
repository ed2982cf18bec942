#include "core/printable.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::string_view_literals;

bool is_printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

struct shown_text {
    std::string_view text;
    std::string_view shown;
};

TEST(Printable, IsUsAsciiFromSpaceToTildeForEachByte) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text(1, static_cast<char>(byte));
        const bool is_shown_as_it_is = byte >= 0x20 && byte <= 0x7e;
        EXPECT_TRUE(is_printable_ascii(printable(text))) << byte;
        EXPECT_TRUE(is_printable_ascii(masked(text))) << byte;
        EXPECT_EQ(printable(text) == text, is_shown_as_it_is) << byte;
    }
}

TEST(Printable, HasControlsInHexadecimal) {
    EXPECT_EQ(printable("\x1b[m\n\r\t\0\x7f"sv), "\\x1B[m\\x0A\\x0D\\x09\\x00\\x7F");
}

TEST(Printable, HasOtherCharactersByTheirCodePoint) {
    const std::vector<shown_text> table = {
        {"\xc2\x80", "\\u{0080}"},           {"\xc3\xa9", "\\u{00E9}"},
        {"\xdf\xbf", "\\u{07FF}"},           {"\xe0\xa0\x80", "\\u{0800}"},
        {"\xe2\x82\xac", "\\u{20AC}"},       {"\xe2\x80\xae", "\\u{202E}"},
        {"\xed\x9f\xbf", "\\u{D7FF}"},       {"\xee\x80\x80", "\\u{E000}"},
        {"\xef\xbf\xbf", "\\u{FFFF}"},       {"\xf0\x90\x80\x80", "\\u{10000}"},
        {"\xf4\x8f\xbf\xbf", "\\u{10FFFF}"},
    };
    for (const auto& [text, shown] : table) {
        EXPECT_EQ(printable(text), shown);
        EXPECT_EQ(printable("a" + std::string(text) + "b"), "a" + std::string(shown) + "b");
    }
}

TEST(Printable, HasTheBytesOfWhatIsNoUtf8) {
    const std::vector<shown_text> table = {
        {"\x80", "\\x80"},                             // a tail without a lead
        {"\xc3", "\\xC3"},                             // a lead without a tail
        {"\xc3z", "\\xC3z"},                           //
        {"\xe2\x82", "\\xE2\\x82"},                    // cut short
        {"\xe2\x82z", "\\xE2\\x82z"},                  //
        {"\xc0\x80", "\\xC0\\x80"},                    // longer than need be
        {"\xc1\xbf", "\\xC1\\xBF"},                    //
        {"\xe0\x9f\xbf", "\\xE0\\x9F\\xBF"},           //
        {"\xf0\x8f\xbf\xbf", "\\xF0\\x8F\\xBF\\xBF"},  //
        {"\xed\xa0\x80", "\\xED\\xA0\\x80"},           // surrogates
        {"\xed\xbf\xbf", "\\xED\\xBF\\xBF"},           //
        {"\xf4\x90\x80\x80", "\\xF4\\x90\\x80\\x80"},  // past the last code point
        {"\xf8\x88\x80\x80\x80", "\\xF8\\x88\\x80\\x80\\x80"},
        {"\xff\xfe", "\\xFF\\xFE"},
    };
    for (const auto& [text, shown] : table) {
        EXPECT_EQ(printable(text), shown);
    }
}

TEST(Printable, ReadsOnAfterTheFirstByteThatIsNoUtf8) {
    EXPECT_EQ(printable("\xe2\xc3\xa9"), "\\xE2\\u{00E9}");
}

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
