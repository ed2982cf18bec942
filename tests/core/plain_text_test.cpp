#include "core/plain_text.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

std::string plain(std::string_view bytes) {
    return std::string(plain_text(bytes).view());
}

bool unchanged(std::string_view bytes) {
    return plain_text(bytes).view() == bytes;
}

TEST(PlainText, KeepsText) {
    EXPECT_TRUE(unchanged(""));
    EXPECT_TRUE(unchanged("IAM token:  Bearer x\n\nUAA token:\tBearer y\n"));
    EXPECT_TRUE(unchanged("\xc3\xa9\xe2\x82\xac\xff"));
}

TEST(PlainText, DropsNoSingleByteButShiftOutShiftInAndCarriageReturn) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text = {'a', static_cast<char>(byte), 'b'};
        const bool is_dropped = byte == '\r' || byte == 0x0e || byte == 0x0f;
        EXPECT_EQ(unchanged(text), !is_dropped) << byte;
    }
    EXPECT_EQ(plain("a\x0e"
                    "b\x0f"
                    "c"),
              "abc");
}

TEST(PlainText, ReadsANoBreakSpaceAsABlank) {
    EXPECT_EQ(plain("a\xc2\xa0"
                    "b"),
              "a b");
    EXPECT_EQ(plain("\xff\xfe"
                    "a\0\xa0\0b\0"sv),
              "a b");
    EXPECT_TRUE(unchanged("a\xc2\xa1\xc3\xa0\xe2\x80\x83"
                          "b\xa0\xc2"));
}

TEST(PlainText, DropsAByteOrderMark) {
    EXPECT_EQ(plain("\xef\xbb\xbfx"), "x");
    EXPECT_EQ(plain("\xef\xbb\xbf"), "");
}

TEST(PlainText, KeepsAByteOrderMarkBehindTheBeginning) {
    EXPECT_TRUE(unchanged("x\xef\xbb\xbf"));
    EXPECT_TRUE(unchanged("\xef\xbb"));
}

TEST(PlainText, ConvertsUtf16OfBothByteOrders) {
    EXPECT_EQ(plain("\xff\xfex\0\x0a\0"sv), "x\n");
    EXPECT_EQ(plain("\xfe\xff\0x\0\x0a"sv), "x\n");
    EXPECT_EQ(plain("\xff\xfe"), "");
}

TEST(PlainText, ConvertsUtf16OfAllPlanes) {
    EXPECT_EQ(plain("\xfe\xff\x00\x7f"sv), "\x7f");
    EXPECT_EQ(plain("\xfe\xff\x00\x80"sv), "\xc2\x80");
    EXPECT_EQ(plain("\xfe\xff\x07\xff"), "\xdf\xbf");
    EXPECT_EQ(plain("\xfe\xff\x08\x00"sv), "\xe0\xa0\x80");
    EXPECT_EQ(plain("\xfe\xff\x20\xac"), "\xe2\x82\xac");
    EXPECT_EQ(plain("\xfe\xff\xff\xff"), "\xef\xbf\xbf");
    EXPECT_EQ(plain("\xfe\xff\xd8\x00\xdc\x00"sv), "\xf0\x90\x80\x80");
    EXPECT_EQ(plain("\xfe\xff\xdb\xff\xdf\xff"), "\xf4\x8f\xbf\xbf");
}

TEST(PlainText, ReplacesInvalidUtf16) {
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    EXPECT_EQ(plain("\xfe\xff\xd8\x00"sv), replacement);
    EXPECT_EQ(plain("\xfe\xff\xdc\x00"sv), replacement);
    EXPECT_EQ(plain("\xfe\xff\xd8\x00\x00x"sv), std::string(replacement) + 'x');
    EXPECT_EQ(plain("\xfe\xff\xdc\x00\xd8\x00"sv), std::string(replacement).append(replacement));
    EXPECT_EQ(plain("\xfe\xff\x00xy"sv), 'x' + std::string(replacement));
}

TEST(PlainText, DropsEscapesInUtf16) {
    EXPECT_EQ(plain("\xff\xfe\x1b\0[\0m\0x\0\r\0\n\0"sv), "x\n");
}

TEST(PlainText, EndsEveryLineWithALineFeed) {
    EXPECT_EQ(plain("a\r\nb\r\n"), "a\nb\n");
    EXPECT_EQ(plain("a\rb\r"), "a\nb\n");
    EXPECT_EQ(plain("a\r\r\nb"), "a\n\nb");
    EXPECT_EQ(plain("a\n\rb"), "a\n\nb");
    EXPECT_EQ(plain("\r"), "\n");
}

TEST(PlainText, DropsControlSequences) {
    const std::vector<std::string_view> table = {
        "\x1b[m",    "\x1b[0m",  "\x1b[1;31m", "\x1b[38;5;12m",     "\x1b[K", "\x1b[2D",
        "\x1b[?25l", "\x1b[2 q", "\x1b[>4;2m", "\x1b[38:2::1:2:3m", "\x1b[~", "\x1b[?1C",
        "\x1b[10G",  "\x1b[2A",  "\x1b[200~",  "\x1b[1 C",
    };
    for (const std::string_view sequence : table) {
        EXPECT_EQ(plain(std::string("a").append(sequence) + 'b'), "ab") << sequence.substr(1);
    }
}

TEST(PlainText, ReadsCursorForwardAsABlank) {
    for (const std::string_view sequence : {"\x1b[C", "\x1b[1C", "\x1b[2C", "\x1b[80C"}) {
        EXPECT_EQ(plain(std::string("a").append(sequence) + 'b'), "a b") << sequence.substr(1);
    }
}

TEST(PlainText, DropsControlStrings) {
    for (const char kind : {']', 'P', '_', '^', 'X'}) {
        const std::string start = std::string("a\x1b") + kind;
        EXPECT_EQ(plain(start + "0;title\ab"), "ab") << kind;
        EXPECT_EQ(plain(start + "0;title\x1b\\b"), "ab") << kind;
        EXPECT_EQ(plain(start + "\ab"), "ab") << kind;
        EXPECT_EQ(plain(start + "two\nlines\ab"), "ab") << kind;
    }
    EXPECT_EQ(plain("a\x1b]8;;https://example.com\x1b\\b\x1b]8;;\x1b\\c"), "abc");
}

TEST(PlainText, DropsDesignationsOfCharacterSets) {
    for (const std::string_view sequence : {"\x1b(B", "\x1b)0", "\x1b*A", "\x1b+<"}) {
        EXPECT_EQ(plain(std::string("a").append(sequence) + "\x1b[mb"), "ab") << sequence.substr(1);
    }
}

TEST(PlainText, DropsTenTwoCharacterEscapesAndNoOthers) {
    constexpr std::string_view dropped = "78=>cDEHMZ";
    constexpr std::string_view begin_more = "[]P_^X";
    for (int byte = 0x20; byte < 0x7f; ++byte) {
        const char c = static_cast<char>(byte);
        const std::string text = std::string("a\x1b") + c + 'b';
        if (begin_more.find(c) == std::string_view::npos && byte != '(' && byte != ')' &&
            byte != '*' && byte != '+') {
            EXPECT_EQ(plain(text) == "ab", dropped.find(c) != std::string_view::npos) << c;
            EXPECT_EQ(unchanged(text), dropped.find(c) == std::string_view::npos) << c;
        }
    }
}

TEST(PlainText, KeepsAControlThatDoesNotEnd) {
    const std::vector<std::string_view> table = {
        "\x1b",     "\x1b[",   "\x1b[1;31",    "\x1b[1\n",     "\x1b[1 ",
        "\x1b[ 1m", "\x1b]",   "\x1b]0;title", "\x1bPdata\nb", "\x1b(",
        "\x1b(\n",  "\x1b( B", "\x1b$(C",      "\x1b\n",       "\x1b\\",
    };
    for (const std::string_view text : table) {
        EXPECT_TRUE(unchanged(text)) << text.substr(1);
    }
}

TEST(PlainText, ReadsAControlInsideOneThatDoesNotEnd) {
    EXPECT_EQ(plain("\x1b\x1b[ma"), "\x1b"
                                    "a");
    EXPECT_EQ(plain("\x1b]0;\x1b[ma"), "\x1b]0;a");
    EXPECT_EQ(plain("\x1b[1\x1b[ma"), "\x1b[1a");
    EXPECT_EQ(plain("\x1b]0;\x1b]0;title\aa"), "\x1b]0;a");
}

TEST(PlainText, ReadsTheEndOfALineBehindAControlThatDoesNotEnd) {
    EXPECT_EQ(plain("\x1b[1\r\na"), "\x1b[1\na");
    EXPECT_EQ(plain("\x1b(\r\na"), "\x1b(\na");
    EXPECT_EQ(plain("\x1b\r\na"), "\x1b\na");
    EXPECT_EQ(plain("\x1b]0;title\r\na"), "\x1b]0;title\na");
}

// The time limit of the test is the assertion.
TEST(PlainText, IsLinearInTime) {
    const std::vector<std::string_view> patterns = {
        "\x1b", "\x1b]", "\x1b[",   "\x1b[1;", "\x1b(", "\x1b]0;\n", "\x1b]\r",
        "\r",   "\r\n",  "\x1bP\n", "\x0e",    "\xc2",  "\xc2\xa0",  "\x1b[C",
    };
    for (const std::string_view pattern : patterns) {
        EXPECT_LE(plain_text(repeated(pattern, mebibyte)).size(), mebibyte) << pattern.substr(1);
    }
}

}  // namespace
}  // namespace ibmcloud_token
