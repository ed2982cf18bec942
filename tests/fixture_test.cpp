#include "core/access_token.hpp"
#include "core/compact_jws.hpp"
#include "core/failure.hpp"
#include "core/plain_text.hpp"
#include "core/secret.hpp"
#include "core/verdict.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <sys/wait.h>

// Every file of fixtures/ is a test. The name of its folder is the verdict, and evidence.tsv names
// the expected token. Messages name the file and show no token.

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

// ---- The fixtures

constexpr std::array<std::string_view, 7> folders = {"iam",    "iam-and-uaa", "uaa",        "none",
                                                     "log-in", "try-again",   "unavailable"};

fs::path in_fixtures(std::string_view name) {
    return fs::path(FIXTURES_DIR) / name;
}

std::string read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The files in `folder`, each as `folder/name`, in order.
std::vector<std::string> list(std::string_view folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(in_fixtures(folder))) {
        names.push_back(std::string(folder) + '/' + entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::set<std::string> list_all() {
    std::set<std::string> names;
    for (const auto& folder : folders) {
        const auto files = list(folder);
        names.insert(files.begin(), files.end());
    }
    return names;
}

std::string folder_of(const std::string& name) {
    return name.substr(0, name.find('/'));
}

bool is_accepted(const std::string& name) {
    const std::string folder = folder_of(name);
    return folder == "iam" || folder == "iam-and-uaa" || folder == "uaa";
}

struct evidence {
    std::string grade;
    std::string token;
    std::string shows;
};

std::map<std::string, evidence> read_evidence() {
    std::map<std::string, evidence> rows;
    std::ifstream stream(in_fixtures("evidence.tsv"));
    std::string line;
    std::getline(stream, line);
    while (std::getline(stream, line)) {
        std::istringstream cells(line);
        std::string file;
        evidence row;
        std::getline(cells, file, '\t');
        std::getline(cells, row.grade, '\t');
        std::getline(cells, row.token, '\t');
        std::getline(cells, row.shows);
        rows.emplace(file, row);
    }
    return rows;
}

const evidence& evidence_of(const std::string& name) {
    static const auto rows = read_evidence();
    static const evidence nothing;
    const auto row = rows.find(name);
    return row == rows.end() ? nothing : row->second;
}

std::string read_token(const std::string& name) {
    return read_file(in_fixtures("tokens/" + name + ".jws"));
}

// ---- Verdicts

struct verdict {
    std::optional<std::string> iam;
    std::optional<std::string> uaa;

    friend bool operator==(const verdict&, const verdict&) = default;
};

verdict expected_verdict(const std::string& name) {
    const std::string folder = folder_of(name);
    const std::string token = read_token(evidence_of(name).token);
    if (folder == "uaa") {
        return {std::nullopt, token};
    }
    if (folder == "iam-and-uaa") {
        return {token, read_token("sample-uaa")};
    }
    return folder == "iam" ? verdict{token, std::nullopt} : verdict{};
}

result<access_token> read_output(std::string_view text, token_kind kind) {
    return find_token({secret(text), secret{}, W_EXITCODE(0, 0)}, kind);
}

std::optional<std::string> find_text(std::string_view text, token_kind kind) {
    const auto token = read_output(text, kind);
    return token.has_value() ? std::optional<std::string>(token->text()) : std::nullopt;
}

verdict judge(std::string_view text) {
    return {find_text(text, token_kind::iam), find_text(text, token_kind::uaa)};
}

/// The exit status after a CLI that ended with 0 and printed `text`.
int status_of_output(std::string_view text, token_kind kind) {
    const auto token = read_output(text, kind);
    return token.has_value() ? 0 : exit_status(token.error().cause());
}

/// The exit status after a CLI that printed `output` and `errors` and ended with `end`.
int status_of(std::string_view output, std::string_view errors, std::optional<int> end) {
    const auto token = find_token({secret(output), secret(errors), end}, token_kind::iam);
    return token.has_value() ? 0 : exit_status(token.error().cause());
}

/// The exit status after a CLI that failed and wrote `text` to standard error.
int status_of_failure(std::string_view text) {
    return status_of({}, text, W_EXITCODE(1, 0));
}

int expected_failure_status(const std::string& name) {
    const std::string folder = folder_of(name);
    return folder == "log-in" ? 77 : folder == "try-again" ? 75 : 69;
}

// ---- Other encodings of the same text

std::string replace_line_ends(std::string_view text, std::string_view line_end) {
    std::string written;
    for (const char c : text) {
        if (c == '\n') {
            written += line_end;
        } else {
            written += c;
        }
    }
    return written;
}

std::string with_crlf(std::string_view text) {
    return replace_line_ends(text, "\r\n");
}

std::string with_trailing_blanks(std::string_view text) {
    return replace_line_ends(text, "  \t\n") + " \t ";
}

std::string with_doubled_blank_lines(std::string_view text) {
    return '\n' + replace_line_ends(text, "\n\n\n");
}

std::string without_final_newline(std::string_view text) {
    return std::string(text.substr(0, text.find_last_not_of('\n') + 1));
}

std::string with_utf8_mark(std::string_view text) {
    return "\xef\xbb\xbf" + std::string(text);
}

/// `text` with coloured labels, as fatih/color writes them.
std::string with_coloured_labels(std::string_view text) {
    constexpr std::string_view colour = "\x1b[36;1m";
    constexpr std::string_view reset = "\x1b[0;22m";
    std::string written(colour);
    for (const char c : text) {
        written += c;
        if (c == '\n') {
            written += colour;
        } else if (c == ':') {
            written += reset;
        }
    }
    return written;
}

/// `text`, which is UTF-8, in code units of UTF-16.
std::u16string to_utf16(std::string_view text) {
    std::u16string units;
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        char32_t code_point = length == 1 ? lead : lead & (0xffU >> (length + 1));
        for (const char c : text.substr(1, length - 1)) {
            code_point = code_point << 6U | (static_cast<unsigned char>(c) & 0x3fU);
        }
        if (code_point >= 0x10000) {
            units += static_cast<char16_t>(0xd800 + ((code_point - 0x10000) >> 10U));
            code_point = 0xdc00 + ((code_point - 0x10000) & 0x3ffU);
        }
        units += static_cast<char16_t>(code_point);
        text.remove_prefix(std::min(length, text.size()));
    }
    return units;
}

std::string as_utf16le(std::string_view text) {
    std::string bytes = "\xff\xfe";
    for (const char16_t unit : to_utf16(text)) {
        bytes += static_cast<char>(unit & 0xffU);
        bytes += static_cast<char>(unit >> 8U);
    }
    return bytes;
}

std::string as_utf16be(std::string_view text) {
    std::string bytes = "\xfe\xff";
    for (const char16_t unit : to_utf16(text)) {
        bytes += static_cast<char>(unit >> 8U);
        bytes += static_cast<char>(unit & 0xffU);
    }
    return bytes;
}

struct rewriting {
    std::string_view name;
    std::string (*write)(std::string_view text);
};

constexpr std::array<rewriting, 8> rewritings = {{
    {"CR LF", with_crlf},
    {"coloured labels", with_coloured_labels},
    {"trailing blanks", with_trailing_blanks},
    {"doubled blank lines", with_doubled_blank_lines},
    {"no final newline", without_final_newline},
    {"UTF-8 byte order mark", with_utf8_mark},
    {"UTF-16LE", as_utf16le},
    {"UTF-16BE", as_utf16be},
}};

/// True if no part of `token` is a token. HS* is not measured, and a long signature can be cut to
/// the shortest length that its algorithm has.
bool shows_every_cut(const std::string& token) {
    const auto parsed = access_token::parse(token);
    const auto lengths = parsed.has_value() ? find_signature_lengths(parsed->alg()) : std::nullopt;
    return lengths && !lengths->empty() && token.size() - token.rfind('.') - 1 == lengths->front();
}

// ---- Tests, each for every file of its folders

class fixture_test : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] static const std::string& name() { return GetParam(); }
    [[nodiscard]] std::string_view text() const { return text_.view(); }

private:
    secret text_ = plain_text(read_file(in_fixtures(GetParam())));
};

// NOLINTBEGIN(readability-identifier-naming): the names of suites
class OutputFixture : public fixture_test {};
class AcceptedFixture : public fixture_test {};
class FailureFixture : public fixture_test {};
// NOLINTEND(readability-identifier-naming)

TEST_P(OutputFixture, HasTheVerdictOfItsFolder) {
    const verdict expected = expected_verdict(name());
    EXPECT_TRUE(judge(text()) == expected) << name();
    EXPECT_EQ(status_of_output(text(), token_kind::iam), expected.iam ? 0 : 65) << name();
    EXPECT_EQ(status_of_output(text(), token_kind::uaa), expected.uaa ? 0 : 65) << name();
}

TEST_P(AcceptedFixture, KeepsItsVerdictHoweverItIsWritten) {
    const verdict expected = expected_verdict(name());
    for (const rewriting& way : rewritings) {
        const secret rewritten = plain_text(way.write(text()));
        EXPECT_TRUE(judge(rewritten.view()) == expected) << name() << " with " << way.name;
    }
}

TEST_P(AcceptedFixture, HasNoOtherTokenWhereverItIsCut) {
    const verdict expected = expected_verdict(name());
    const auto check = [&](token_kind kind, const std::optional<std::string>& token) {
        if (token && !shows_every_cut(*token)) {
            return;
        }
        for (std::size_t length = 0; length < text().size(); ++length) {
            const auto found = find_access_token(text().substr(0, length), kind);
            ASSERT_TRUE(found.has_error() || (token && found->text() == *token))
                << name() << " cut to " << length << " bytes";
        }
    };
    check(token_kind::iam, expected.iam);
    check(token_kind::uaa, expected.uaa);
}

TEST_P(FailureFixture, HasTheVerdictOfItsFolder) {
    EXPECT_EQ(status_of_failure(text()), expected_failure_status(name())) << name();
}

TEST_P(FailureFixture, HasTheSameVerdictOnStandardOutput) {
    EXPECT_EQ(status_of(text(), {}, W_EXITCODE(1, 0)), expected_failure_status(name())) << name();
    EXPECT_EQ(status_of(text(), {}, W_EXITCODE(0, 9)), expected_failure_status(name())) << name();
}

TEST_P(FailureFixture, IsReadTheSameWayFromACliThatEndedWithZero) {
    constexpr int unavailable = 69;
    constexpr int data_error = 65;
    const int expected = expected_failure_status(name());
    EXPECT_EQ(status_of({}, text(), W_EXITCODE(0, 0)),
              expected == unavailable ? data_error : expected)
        << name();
}

TEST_P(AcceptedFixture, IsAFailureIfTheCliFailed) {
    EXPECT_NE(status_of(text(), {}, W_EXITCODE(1, 0)), 0) << name();
    EXPECT_NE(status_of(text(), {}, W_EXITCODE(0, 15)), 0) << name();
}

TEST_P(AcceptedFixture, IsNoTokenOnStandardError) {
    EXPECT_NE(status_of({}, text(), W_EXITCODE(0, 0)), 0) << name();
}

TEST_P(FailureFixture, KeepsItsVerdictWithCrLfAndColour) {
    const auto status_of = [](const std::string& bytes) {
        return status_of_failure(plain_text(bytes).view());
    };
    EXPECT_EQ(status_of(with_crlf(text())), expected_failure_status(name())) << name();
    EXPECT_EQ(status_of(with_coloured_labels(text())), expected_failure_status(name())) << name();
}

std::string test_name(const testing::TestParamInfo<std::string>& fixture) {
    std::string name = fs::path(fixture.param).stem().string();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Iam, OutputFixture, testing::ValuesIn(list("iam")), test_name);
INSTANTIATE_TEST_SUITE_P(IamAndUaa, OutputFixture, testing::ValuesIn(list("iam-and-uaa")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Uaa, OutputFixture, testing::ValuesIn(list("uaa")), test_name);
INSTANTIATE_TEST_SUITE_P(None, OutputFixture, testing::ValuesIn(list("none")), test_name);

INSTANTIATE_TEST_SUITE_P(Iam, AcceptedFixture, testing::ValuesIn(list("iam")), test_name);
INSTANTIATE_TEST_SUITE_P(IamAndUaa, AcceptedFixture, testing::ValuesIn(list("iam-and-uaa")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Uaa, AcceptedFixture, testing::ValuesIn(list("uaa")), test_name);

INSTANTIATE_TEST_SUITE_P(LogIn, FailureFixture, testing::ValuesIn(list("log-in")), test_name);
INSTANTIATE_TEST_SUITE_P(TryAgain, FailureFixture, testing::ValuesIn(list("try-again")), test_name);
INSTANTIATE_TEST_SUITE_P(Unavailable, FailureFixture, testing::ValuesIn(list("unavailable")),
                         test_name);

// ---- The table beside the fixtures

TEST(Evidence, HasARowForEveryFileAndAFileForEveryRow) {
    const auto files = list_all();
    const auto rows = read_evidence();
    for (const auto& file : files) {
        EXPECT_TRUE(rows.contains(file)) << file << " has no row";
    }
    for (const auto& [file, row] : rows) {
        EXPECT_TRUE(files.contains(file)) << file << " has no file";
    }
}

TEST(Evidence, GivesAGradeAndAReasonForEveryFile) {
    const std::set<std::string> grades = {"LIVE", "LIVE-OTHER", "DOCS", "FIXTURE", "INFERRED"};
    for (const auto& [file, row] : read_evidence()) {
        EXPECT_TRUE(grades.contains(row.grade)) << file;
        EXPECT_FALSE(row.shows.empty()) << file;
    }
}

TEST(Evidence, NamesATokenForAcceptedFilesOnly) {
    for (const auto& [file, row] : read_evidence()) {
        EXPECT_EQ(row.token != "-", is_accepted(file)) << file;
        EXPECT_EQ(!read_token(row.token).empty(), is_accepted(file)) << file;
    }
}

TEST(Evidence, KnowsEveryFolder) {
    std::set<std::string> known = {"bin", "tokens"};
    known.insert(folders.begin(), folders.end());
    for (const auto& entry : fs::directory_iterator(FIXTURES_DIR)) {
        if (entry.is_directory()) {
            EXPECT_TRUE(known.contains(entry.path().filename().string())) << entry.path();
            EXPECT_FALSE(fs::is_empty(entry.path())) << entry.path();
        }
    }
}

}  // namespace
}  // namespace ibmcloud_token
