// A token that is found is in the output and is whole. Terminal controls, line ends and encodings
// change nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/compact_jws.hpp"
#include "core/plain_text.hpp"
#include "core/secret.hpp"
#include "core/token_search.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

/// True if `token` is somewhere in `text` between the bytes that may stand around a token: blanks,
/// ends of lines, quotation marks, and in front a colon.
bool stands_alone(std::string_view text, std::string_view token) {
    const auto is_edge = [&](std::size_t at, std::string_view edges) {
        return at >= text.size() || edges.find(text[at]) != std::string_view::npos;
    };
    for (std::size_t at = text.find(token); at != std::string_view::npos;
         at = text.find(token, at + 1)) {
        // Before the beginning, `at - 1` is the largest number.
        if (is_edge(at - 1, " \t\n\":") && is_edge(at + token.size(), " \t\n\"")) {
            return true;
        }
    }
    return false;
}

void check_token(const access_token& token, std::string_view text) {
    const auto parts = split_compact_jws(token.text());
    require(parts && may_have_whole_signature(token.text()));
    const auto lengths = find_signature_lengths(token.alg());
    require(lengths.has_value());
    require(lengths->empty() ||
            std::find(lengths->begin(), lengths->end(), parts->signature.size()) != lengths->end());
    require(stands_alone(text, token.text()));
    const auto again = access_token::parse(token.text());
    require(again.has_value() && again->text() == token.text());
}

bool is_same(const result<access_token>& a, const result<access_token>& b) {
    if (a.has_value() && b.has_value()) {
        return a->text() == b->text();
    }
    return a.has_error() && b.has_error() && a.error().cause() == b.error().cause();
}

void check_kind(std::string_view text, token_kind kind) {
    const auto found = find_access_token(text, kind);
    if (found.has_value()) {
        check_token(*found, text);
        const std::string line = "UAA Bearer " + std::string(found->text());
        require(is_same(found, find_access_token(line, token_kind::uaa)));
        // An empty line ends a wrapped token, so that it can be a second token, or one that goes
        // before an access_token.
        const auto spaced = find_access_token(with_each(text, '\n', "\n\n"), kind);
        require(is_same(found, spaced) ||
                (spaced.has_value() ? text.find("\"access_token\"") != std::string_view::npos
                                    : spaced.error().cause() == errc::different_tokens));
    }
    require(is_same(found, find_access_token(without_final_newline(text), kind)));
    require(is_same(found, find_access_token(std::string(text) + "\n\n", kind)));
    require(is_same(found, find_access_token("\n" + std::string(text), kind)));
    require(is_same(found, find_access_token(with_each(text, '\n', " \t\n"), kind)));
}

std::string as_utf16(std::string_view ascii, bool is_big_endian) {
    std::string bytes = is_big_endian ? "\xfe\xff" : "\xff\xfe";
    for (const char c : ascii) {
        bytes += is_big_endian ? '\0' : c;
        bytes += is_big_endian ? c : '\0';
    }
    return bytes;
}

void check_plain(std::string_view text) {
    require(text.find_first_of("\r\x0e\x0f") == std::string_view::npos);
    // The text around a control that was dropped can be another control, or a no-break space, and
    // that behind a byte order mark can be another mark.
    if (text.find('\x1b') != std::string_view::npos ||
        text.find("\xc2\xa0") != std::string_view::npos || text.starts_with("\xef\xbb\xbf") ||
        text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
        return;
    }
    require(plain_text(text).view() == text);
    require(plain_text(with_each(text, '\n', "\r\n")).view() == text);
    require(plain_text("\xef\xbb\xbf" + std::string(text)).view() == text);
    require(plain_text(with_each(text, ' ', "\x1b[0m \x1b[1;36m")).view() == text);
    require(plain_text(with_each(text, '\n', "\x1b[22m\n\x1b(B\x1b[m\x0f")).view() == text);
    require(plain_text(with_each(text, ' ', "\x1b[3C")).view() == text);
    require(plain_text(with_each(text, ' ', "\xc2\xa0")).view() == text);
    require(plain_text(with_each(text, '\n',
                                 "\x1bP a \x1b\\\n\x1b_b\a\x1b"
                                 "7"))
                .view() == text);
    if (std::none_of(text.begin(), text.end(), [](char c) { return (c & '\x80') != 0; })) {
        require(plain_text(as_utf16(text, false)).view() == text);
        require(plain_text(as_utf16(text, true)).view() == text);
    }
}

}  // namespace
}  // namespace ibmcloud_token::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ibmcloud_token;
    const secret plain = plain_text(fuzz::as_text(data, size));
    fuzz::check_plain(plain.view());
    fuzz::check_kind(plain.view(), token_kind::iam);
    fuzz::check_kind(plain.view(), token_kind::uaa);
    return 0;
}
