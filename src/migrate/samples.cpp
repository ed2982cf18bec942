#include "migrate/samples.hpp"

#include <string_view>

namespace ibmcloud_token::migrate {
namespace {

/// A token that no service takes: its claims say that it is synthetic, its signature is a pattern.
std::string make_token(std::string_view header_and_payload) {
    constexpr std::size_t rs256_signature_length = 342;
    constexpr std::string_view pattern = "s1Gn4tUr3-_";
    std::string token(header_and_payload);
    token += '.';
    for (std::size_t i = 0; i < rs256_signature_length; ++i) {
        token += pattern[i % pattern.size()];
    }
    return token;
}

// {"kid":"synthetic","alg":"RS256"} and {"synthetic":true,"iam_id":"IBMid-1","exp":1,…}
const std::string& short_token() {
    static const std::string token =
        make_token("eyJraWQiOiJzeW50aGV0aWMiLCJhbGciOiJSUzI1NiJ9."
                   "eyJzeW50aGV0aWMiOnRydWUsImlhbV9pZCI6IklCTWlkLTEiLCJleHAiOjEsIngiOiJ-fj8_"
                   "Pj4ifQ");
    return token;
}

// {"kid":"synthetic-with-a-longer-name","alg":"RS256"} and {"synthetic":true,"iam_id":…}
const std::string& long_token() {
    static const std::string token =
        make_token("eyJraWQiOiJzeW50aGV0aWMtd2l0aC1hLWxvbmdlci1uYW1lIiwiYWxnIjoiUlMyNTYifQ."
                   "eyJzeW50aGV0aWMiOnRydWUsImlhbV9pZCI6IklCTWlkLTIiLCJhY2NvdW50Ijp7ImJzcyI6"
                   "IjAifSwiZXhwIjoxLCJ4IjoiPz4_fn5-In0");
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
