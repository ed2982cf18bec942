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

/// `unit` again and again, as long as `size` or a little less.
std::string repeated(std::string_view unit, std::size_t size) {
    std::string text;
    text.reserve(size);
    while (text.size() + unit.size() <= size) {
        text += unit;
    }
    return text;
}

void read(benchmark::State& state, std::string_view unit) {
    const std::string text = repeated(unit, static_cast<std::size_t>(state.range(0)) * mebibyte);
    for (auto _ : state) {
        const secret plain = plain_text(text);
        benchmark::DoNotOptimize(find_access_token(plain.view(), token_kind::iam).has_value());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetComplexityN(state.range(0));
}

void add(const char* name, const std::string& unit) {
    benchmark::RegisterBenchmark(name, [unit](benchmark::State& state) { read(state, unit); })
        ->RangeMultiplier(2)
        ->Range(1, 8)
        ->Unit(benchmark::kMicrosecond);
}

void add_all() {
    const std::string whole(token);
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
    add("near/scheme alone", "Bearer bearer BEARER ");
    add("near/opaque", "IAM token:  Bearer djn1-opaque-value-of-some-length\n");
    add("near/cut short", "IAM token:  Bearer " + cut + '\n');
    add("near/cut short, bare", cut + '\n');
    add("near/malformed payload", "IAM token:  Bearer " + malformed + '\n');
    add("near/dots", "a.b.c\n");
    add("near/braces", "{{{{ {}{} {\"\"");
    add("near/JSON", R"({"iam_token": "Bearer <token>", "other": [1, 2, {"three": null}]})"
                     "\n");
    add("near/unended JSON", R"({"iam_token": "Bearer )");
    add("near/nested JSON", R"({"iam_token":[)");
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
