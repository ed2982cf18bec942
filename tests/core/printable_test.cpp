#include "core/printable.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token {
namespace {

using namespace std::string_view_literals;

bool is_printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

struct printable_text {
    std::string_view text;
    std::string_view shown;
};

TEST(Printable, WritesEveryByteInPrintableAscii) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text(1, static_cast<char>(byte));
        const bool is_shown_as_it_is = byte >= 0x20 && byte <= 0x7e;
        EXPECT_TRUE(is_printable_ascii(printable(text))) << byte;
        EXPECT_EQ(printable(text) == text, is_shown_as_it_is) << byte;
    }
}

TEST(Printable, WritesControlBytesInHexadecimal) {
    EXPECT_EQ(printable("\x1b[m\n\r\t\0\x7f"sv), "\\x1B[m\\x0A\\x0D\\x09\\x00\\x7F");
}

TEST(Printable, WritesOtherCharactersAsCodePoints) {
    const std::vector<printable_text> table = {
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

TEST(Printable, WritesInvalidUtf8AsBytes) {
    const std::vector<printable_text> table = {
        {"\x80", "\\x80"},                             // a tail without a lead
        {"\xc3", "\\xC3"},                             // a lead without a tail
        {"\xc3z", "\\xC3z"},                           //
        {"\xe2\x82", "\\xE2\\x82"},                    // cut short
        {"\xe2\x82z", "\\xE2\\x82z"},                  //
        {"\xc0\x80", "\\xC0\\x80"},                    // longer than needed
        {"\xc1\xbf", "\\xC1\\xBF"},                    //
        {"\xe0\x9f\xbf", "\\xE0\\x9F\\xBF"},           //
        {"\xf0\x8f\xbf\xbf", "\\xF0\\x8F\\xBF\\xBF"},  //
        {"\xed\xa0\x80", "\\xED\\xA0\\x80"},           // surrogates
        {"\xed\xbf\xbf", "\\xED\\xBF\\xBF"},           //
        {"\xf4\x90\x80\x80", "\\xF4\\x90\\x80\\x80"},  // beyond the last code point
        {"\xf8\x88\x80\x80\x80", "\\xF8\\x88\\x80\\x80\\x80"},
        {"\xff\xfe", "\\xFF\\xFE"},
    };
    for (const auto& [text, shown] : table) {
        EXPECT_EQ(printable(text), shown);
    }
}

TEST(Printable, GoesOnBehindAnInvalidByte) {
    EXPECT_EQ(printable("\xe2\xc3\xa9"), "\\xE2\\u{00E9}");
}

}  // namespace
}  // namespace ibmcloud_token
