// What is found stands in the output and is a whole token; how the output was written changes
// nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/b64token.hpp"
#include "core/compact_jws.hpp"
#include "core/json_members.hpp"
#include "core/plain_text.hpp"
#include "core/secret.hpp"
#include "core/token_search.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

/// True if nothing but `ends`, or the end of `text`, is next to one of the places where `token`
/// stands in it.
bool stands_between(std::string_view text, std::string_view token, std::string_view ends) {
    const auto is_end = [&](std::size_t at) {
        return at >= text.size() || ends.find(text[at]) != std::string_view::npos;
    };
    for (std::size_t at = text.find(token); at != std::string_view::npos;
         at = text.find(token, at + 1)) {
        // Before the beginning the number is the largest there is.
        if (is_end(at - 1) && is_end(at + token.size())) {
            return true;
        }
    }
    return false;
}

bool stands_in_json(std::string_view text, std::string_view token) {
    bool is_found = false;
    find_json_members(text, {"iam_token", "uaa_token"}, [&](const json_member& member) {
        is_found |= stands_between(member.value, token, " \t");
    });
    return is_found;
}

void check_token(const access_token& token, std::string_view text) {
    require(b64token_length(token.text()) == token.text().size());
    const auto parts = split_compact_jws(token.text());
    require(parts.has_value());
    require(has_whole_signature(token.alg(), parts->signature));
    require(stands_between(text, token.text(), " \t\n") || stands_in_json(text, token.text()));
    const auto again = access_token::parse(token.text());
    require(again.has_value());
    require(again->text() == token.text());
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
    }
    require(is_same(found, find_access_token(without_final_newline(text), kind)));
    require(is_same(found, find_access_token(std::string(text) + "\n\n", kind)));
    require(is_same(found, find_access_token("\n" + std::string(text), kind)));
    require(is_same(found, find_access_token(with_each(text, '\n', "\n\n"), kind)));
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
    require(text.find('\r') == std::string_view::npos);
    // Of what is left around an escape sequence another may come to be, and so with a second mark.
    if (text.find('\x1b') != std::string_view::npos || text.starts_with("\xef\xbb\xbf") ||
        text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
        return;
    }
    require(plain_text(text).view() == text);
    require(plain_text(with_each(text, '\n', "\r\n")).view() == text);
    require(plain_text("\xef\xbb\xbf" + std::string(text)).view() == text);
    require(plain_text(with_each(text, ' ', "\x1b[0m \x1b[1;36m")).view() == text);
    require(plain_text(with_each(text, '\n', "\x1b[22m\n\x1b(B\x1b[m")).view() == text);
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
