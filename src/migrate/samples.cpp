#include "migrate/samples.hpp"

#include <string_view>

namespace ibmcloud_token::migrate {
namespace {

std::string repeated(std::string_view pattern, std::size_t size) {
    std::string text;
    while (text.size() < size) {
        text += pattern;
    }
    text.resize(size);
    return text;
}

/// A token that no service takes: its claims say that it is synthetic, its signature is a pattern.
/// Its payload is `begin`, as often `xxx` as fill `size` characters, and the end of an object.
std::string make_token(std::string_view header, std::string_view begin, std::size_t size) {
    constexpr std::size_t rs256_signature_length = 342;
    return std::string(header) + '.' + std::string(begin) + repeated("eHh4", size) + "In0g." +
           repeated("s1Gn4tUr3-_", rs256_signature_length);
}

// {"kid":"synthetic","alg":"RS256"} and {"synthetic":true,"iam_id":"IBMid-1","exp":1,"x":"...
const std::string& short_token() {
    static const std::string token = make_token(
        "eyJraWQiOiJzeW50aGV0aWMiLCJhbGciOiJSUzI1NiJ9",
        "eyJzeW50aGV0aWMiOnRydWUsImlhbV9pZCI6IklCTWlkLTEiLCJleHAiOjEsIngiOiJ-fj8_Pj54", 400);
    return token;
}

// {"kid":"synthetic-with-a-longer-name","alg":"RS256"} and {"synthetic":true,... Real ones are
// shorter: a filter that takes so many characters must not pass for one that takes all.
const std::string& long_token() {
    static const std::string token = make_token(
        "eyJraWQiOiJzeW50aGV0aWMtd2l0aC1hLWxvbmdlci1uYW1lIiwiYWxnIjoiUlMyNTYifQ",
        "eyJzeW50aGV0aWMiOnRydWUsImlhbV9pZCI6IklCTWlkLTIiLCJleHAiOjEsIngiOiI_Pj9-fn54", 4000);
    return token;
}

std::string text_output(const std::string& iam, const std::string& uaa) {
    std::string output = "IAM token:  Bearer " + iam + "\n";
    if (!uaa.empty()) {
        output += "UAA token:  Bearer " + uaa + "\n";
    }
    return output;
}

/// An object with the tokens, with `space` behind each colon and `line` before each member.
std::string json_output(const std::string& iam, const std::string& uaa, std::string_view space,
                        std::string_view line) {
    const auto member = [&](std::string_view name, const std::string& token) {
        return std::string(line) + '"' + std::string(name) + "\":" + std::string(space) +
               "\"Bearer " + token + '"';
    };
    std::string output = "{" + member("iam_token", iam);
    if (!uaa.empty()) {
        output += "," + member("uaa_token", uaa);
    }
    return output + (line.empty() ? "" : "\n") + "}\n";
}

}  // namespace

const std::vector<sample>& text_samples() {
    static const std::vector<sample> samples = {
        {text_output(short_token(), ""), short_token(), ""},
        {text_output(long_token(), ""), long_token(), ""},
        {text_output(long_token(), short_token()), long_token(), short_token()},
        {text_output(short_token(), long_token()), short_token(), long_token()},
    };
    return samples;
}

const std::vector<sample>& json_samples() {
    static const std::vector<sample> samples = [] {
        std::vector<sample> made;
        const std::string& first = short_token();
        const std::string& second = long_token();
        for (const std::string_view line : {"", "\n  ", "\n    "}) {
            for (const std::string_view space : {"", " "}) {
                made.push_back({json_output(first, "", space, line), first, ""});
                made.push_back({json_output(second, "", space, line), second, ""});
                made.push_back({json_output(second, first, space, line), second, first});
                made.push_back({json_output(first, second, space, line), first, second});
            }
        }
        return made;
    }();
    return samples;
}

}  // namespace ibmcloud_token::migrate
