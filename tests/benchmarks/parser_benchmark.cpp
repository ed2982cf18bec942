// How fast output is read, and whether twice the output takes twice the time.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/plain_text.hpp"
#include "core/token_search.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

constexpr std::string_view token = TOKEN;

/// `start`, and `unit` again and again, as long as `size` or a little less.
std::string repeated(std::string_view start, std::string_view unit, std::size_t size) {
    std::string text(start);
    text.reserve(size);
    while (text.size() + unit.size() <= size) {
        text += unit;
    }
    return text;
}

void read(benchmark::State& state, std::string_view start, std::string_view unit) {
    const std::size_t size = static_cast<std::size_t>(state.range(0)) * mebibyte;
    const std::string text = repeated(start, unit, size);
    for (auto _ : state) {
        const secret plain = plain_text(text);
        benchmark::DoNotOptimize(find_access_token(plain.view(), token_kind::iam).has_value());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetComplexityN(state.range(0));
}

void add(const char* name, const std::string& unit, const std::string& start = {}) {
    const auto run = [=](benchmark::State& state) { read(state, start, unit); };
    benchmark::RegisterBenchmark(name, run)->RangeMultiplier(2)->Range(1, 8)->Unit(
        benchmark::kMicrosecond);
}

/// Of US-ASCII, in little endian.
std::string as_utf16(std::string_view text) {
    std::string bytes;
    for (const char c : text) {
        bytes += c;
        bytes += '\0';
    }
    return bytes;
}

/// `text` in lines of `width` characters.
std::string wrapped(std::string_view text, std::size_t width) {
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += width) {
        lines += text.substr(at, width);
        lines += '\n';
    }
    return lines;
}

void add_all() {
    const std::string whole(token);
    const std::string utf16_mark = "\xff\xfe";
    const std::string cut = whole.substr(0, whole.size() - 1);
    const std::size_t payload = whole.find('.') + 1;
    std::string malformed = whole;
    malformed[payload] = 'A';

    add("chatter",
        "Retrieving cluster mycluster-eu-de in resource group Default as Sample User...\n");
    add("chatter/short lines", "OK\n\n");
    add("chatter/one line", "Retrieving clusters in resource group Default, please wait... ");
    add("chatter/colour",
        "\x1b[31;1mFAILED\x1b[0m Could not \x1b[36;1mfind\x1b[0m what was named.\n");
    add("chatter/CRLF", "Retrieving cluster mycluster-eu-de in resource group Default...\r\n");
    add("chatter/UTF-16", as_utf16("Retrieving cluster mycluster-eu-de...\r\n"), utf16_mark);
    add("chatter/JSON",
        R"({"id": "c1", "name": "mycluster-eu-de", "tags": ["a", "b"], "workers": 3})"
        "\n");
    add("chatter/CR alone", "\r");
    add("chatter/ESC alone", "\x1b");
    add("chatter/ESC without end", "\x1b[3");
    add("chatter/OSC without end", "\x1b]8;;");
    add("chatter/DCS and APC", "\x1bPdata\x1b\\ \x1b_data\a");
    add("chatter/no-break spaces", "d\xc3\xa9j\xc3\xa0 vu\xc2\xa0: \xc2\xa0\n");
    add("near/scheme alone", "Bearer bearer BEARER ");
    add("near/opaque", "IAM token:  Bearer djn1-opaque-value-of-some-length\n");
    add("near/labels", "UAA UAA UAA Bearer ");
    add("near/scheme in words", "bbBearers unbearable b\n");
    add("near/header alone", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.x\n");
    add("near/beginnings of headers", "eyJ eyJhbGciOi eyJhbGciOiJSUzI1NiJ9\n");
    add("near/base64url without dots", "eyJhbGciOiJSUzI1NiJ9");
    add("near/UTF-16", as_utf16("IAM token:  Bearer opaque\r\n"), utf16_mark);
    add("near/cut short", "IAM token:  Bearer " + cut + '\n');
    add("near/cut short, bare", cut + '\n');
    add("near/malformed payload", "IAM token:  Bearer " + malformed + '\n');
    add("near/dots", "a.b.c\n");
    add("near/dots on one line", "a. .b . ");
    add("near/braces", "{{{{ {}{} {\"\"");
    add("near/braces and a name", "{{{{ {}{} {\"\"", R"({"iam_token": "x"})");
    add("near/JSON", R"({"iam_token": "Bearer <token>", "other": [1, 2, {"three": null}]})"
                     "\n");
    add("near/JSON, cut short", R"({"iam_token": "Bearer )" + cut + "\"}\n");
    add("near/JSON, escapes", R"({"iam\u005ftoken": "\u0042earer \"\/\n"})"
                              "\n");
    add("near/JSON without braces", R"("iam_token": "x", )");
    add("near/JSON without its end", R"({"iam_token": "Bearer )");
    add("near/JSON names alone", R"("iam_token")");
    add("near/JSON, access_token", R"({"access_token": "opaque-value"})"
                                   "\n");
    add("near/JSON, access_token, cut short", R"({"access_token": ")" + cut + "\"}\n");
    add("near/wrapped at 80", wrapped(whole, 80));
    add("near/wrapped at 8", wrapped(whole, 8));
    add("near/IAM label alone", "IAM token: ");
    add("near/IAM label and a word", "IAM token: eyJ\n");
    add("near/unknown algorithm", "Bearer eyJhbGciOiJ4In0.e30.eHg\n");
    add("token/again and again", "IAM token:  Bearer " + whole + '\n');
    add("token/UAA", "UAA token:  Bearer " + whole + '\n');
}

}  // namespace
}  // namespace ibmcloud_token

int main(int argc, char** argv) {
    ibmcloud_token::add_all();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 64;
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
