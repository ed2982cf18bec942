#include "migrate/mapped_text.hpp"

#include <array>

#include <gtest/gtest.h>

#include "migrate/edits.hpp"

namespace ibmcloud_token::migrate {
namespace {

TEST(MappedText, MapsEachByteToItsOrigin) {
    const mapped_text file = mapped_text::whole("a''b");
    mapped_text text = mapped_text::inside(file);
    text.append(file, {0, 1});
    text.append('\'', file, {1, 3});
    text.append(file, {3, 4});
    EXPECT_EQ(text.text(), "a'b");
    EXPECT_EQ(text.origin({1, 2}), (text_range{1, 3}));
    EXPECT_EQ(text.origin({0, 3}), (text_range{0, 4}));
}

TEST(MappedText, ReplacesAllBytesOfAnEscape) {
    const mapped_text file = mapped_text::whole("say ''x''");
    mapped_text text = mapped_text::inside(file);
    text.append(file, {0, 4});
    text.append('\'', file, {4, 6});
    text.append(file, {6, 7});
    text.append('\'', file, {7, 9});
    const edit change = text.in_file({{4, 7}, "y"});
    EXPECT_EQ(with_edits(file.text(), {change}), "say y");
}

TEST(MappedText, EscapesInsertedTextForEachHost) {
    const mapped_text file = mapped_text::whole("abc");
    mapped_text outer = mapped_text::inside(file);
    constexpr std::array<escape, 1> of_outer = {{{'"', "\\\""}}};
    outer.set_escapes(of_outer);
    outer.append(file, file.all());
    mapped_text inner = mapped_text::inside(outer);
    constexpr std::array<escape, 1> of_inner = {{{'$', "$$"}}};
    inner.set_escapes(of_inner);
    inner.append(outer, outer.all());
    EXPECT_EQ(inner.in_file({{1, 2}, "\"$x\""}).text, "\\\"$$x\\\"");
}

TEST(MappedText, BeginsInsertedLinesWithTheMarginsOfAllHosts) {
    const mapped_text file = mapped_text::whole("> - a\n>   b\n");
    mapped_text quoted = mapped_text::inside(file);
    quoted.set_line_margin("> ");
    quoted.append(file, {2, 6});
    quoted.append(file, {8, 12});
    mapped_text block = mapped_text::inside(quoted);
    block.set_line_margin("  ");
    block.append(quoted, {2, 4});
    EXPECT_TRUE(block.takes_lines());
    EXPECT_EQ(block.in_file({{1, 1}, "\nnew"}).text, "\n>   new");
}

TEST(MappedText, TakesNoLinesInsideOfATextThatTakesNone) {
    const mapped_text file = mapped_text::whole("a");
    mapped_text outer = mapped_text::inside(file);
    outer.set_line_margin(std::nullopt);
    outer.append(file, file.all());
    EXPECT_FALSE(outer.takes_lines());
    EXPECT_FALSE(mapped_text::inside(outer).takes_lines());
}

TEST(MappedText, ReadsAndWritesTheLineEndsOfTheFile) {
    const mapped_text file = mapped_text::whole("a\r\nb\r\n");
    EXPECT_EQ(file.text(), "a\nb\n");
    const edit change = file.in_file({{1, 1}, "\nc"});
    EXPECT_EQ(with_edits("a\r\nb\r\n", {change}), "a\r\nc\r\nb\r\n");
}

TEST(MappedText, KnowsWhatAnotherLanguageFillsIn) {
    const mapped_text file = mapped_text::whole("a {{ x }} b");
    mapped_text text = mapped_text::inside(file);
    text.append(file, {0, 2});
    text.append_opaque(file, {2, 9});
    text.append(file, {9, 11});
    const std::size_t end = text.text().size();
    EXPECT_FALSE(text.is_opaque({0, 2}));
    EXPECT_TRUE(text.is_opaque({0, 3}));
    EXPECT_TRUE(text.is_opaque({4, 5}));
    EXPECT_FALSE(text.is_opaque({end - 2, end}));
    mapped_text part = mapped_text::inside(text);
    part.append(text, {1, end});
    EXPECT_TRUE(part.is_opaque({1, 2}));
}

TEST(Edits, AreMadeInTheOrderOfTheirPlaces) {
    EXPECT_EQ(with_edits("abcdef", {{{4, 5}, "E"}, {{1, 3}, ""}, {{6, 6}, "g"}, {{4, 4}, "x"}}),
              "adxEfg");
}

TEST(Edits, ConflictWhereTheyTouch) {
    const std::vector<edit> middle = {{{2, 4}, ""}};
    EXPECT_TRUE(have_conflict(middle, {{{3, 5}, ""}}));
    EXPECT_TRUE(have_conflict(middle, {{{4, 4}, "x"}}));
    EXPECT_FALSE(have_conflict(middle, {{{5, 6}, ""}}));
}

}  // namespace
}  // namespace ibmcloud_token::migrate
