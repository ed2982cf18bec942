// What is found stands in the output and is a token; line ends and blank lines change nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/b64token.hpp"
#include "core/compact_jws.hpp"
#include "core/json_members.hpp"
#include "core/plain_text.hpp"
#include "core/secret.hpp"
#include "core/token_search.hpp"
#include "fuzz.hpp"

namespace ibmcloud_token::fuzz {
namespace {

bool stands_in_json(std::string_view text, std::string_view token) {
    const auto members = find_json_members(text, {"iam_token", "uaa_token"});
    return std::any_of(members.begin(), members.end(), [&](const json_member& member) {
        return member.value.view().find(token) != std::string_view::npos;
    });
}

void check_token(const access_token& token, std::string_view text) {
    require(b64token_length(token.text()) == token.text().size());
    require(split_compact_jws(token.text()).has_value());
    require(text.find(token.text()) != std::string_view::npos ||
            stands_in_json(text, token.text()));
    const auto again = access_token::parse(token.text());
    require(again.has_value());
    require(again->text() == token.text());
}

bool is_same(const result<access_token>& a, const result<access_token>& b) {
    if (a.has_value() && b.has_value()) {
        return a->text() == b->text();
    }
    return a.has_error() && b.has_error() && a.error() == b.error();
}

std::string with_line_ends(std::string_view text, std::string_view line_end) {
    std::string changed;
    for (const char c : text) {
        if (c == '\n') {
            changed += line_end;
        } else {
            changed += c;
        }
    }
    return changed;
}

void check_kind(std::string_view text, token_kind kind) {
    const auto found = find_access_token(text, kind);
    if (found.has_value()) {
        check_token(*found, text);
        const std::string line = "UAA Bearer " + std::string(found->text());
        require(is_same(found, find_access_token(line, token_kind::uaa)));
    }
    require(is_same(found, find_access_token(std::string(text) + "\n\n", kind)));
    require(is_same(found, find_access_token("\n" + std::string(text), kind)));
    require(is_same(found, find_access_token(with_line_ends(text, "\n\n"), kind)));
    require(is_same(found, find_access_token(with_line_ends(text, " \t\n"), kind)));
}

void check_plain(std::string_view text) {
    require(text.find('\r') == std::string_view::npos);
    // Of what is left around an escape sequence another may come to be, and so with a second mark.
    if (text.find('\x1b') == std::string_view::npos && !text.starts_with("\xef\xbb\xbf") &&
        !text.starts_with("\xff\xfe") && !text.starts_with("\xfe\xff")) {
        require(plain_text(text).view() == text);
        require(plain_text(with_line_ends(text, "\r\n")).view() == text);
        require(plain_text("\xef\xbb\xbf" + std::string(text)).view() == text);
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
