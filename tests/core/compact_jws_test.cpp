#include "core/compact_jws.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

bool ok(std::string_view text) {
    return split_compact_jws(text).has_value();
}

bool bad(std::string_view text) {
    return !ok(text);
}

TEST(CompactJws, HasThreeSegments) {
    const auto parts = split_compact_jws("Zm9v.YmFy.YmF6-_");
    ASSERT_TRUE(parts.has_value());
    EXPECT_EQ(parts->protected_header, "Zm9v");
    EXPECT_EQ(parts->payload, "YmFy");
    EXPECT_EQ(parts->signature, "YmF6-_");
}

TEST(CompactJws, HasNoOtherNumberOfSegments) {
    EXPECT_TRUE(bad(""));
    EXPECT_TRUE(bad("Zm9v"));
    EXPECT_TRUE(bad("Zm9v.YmFy"));
    EXPECT_TRUE(bad("Zm9v.YmFy.YmF6.Zm9v"));
    EXPECT_TRUE(bad("Zm9v.YmFy.YmF6."));
}

TEST(CompactJws, HasNoEmptySegment) {
    EXPECT_TRUE(bad(".."));
    EXPECT_TRUE(bad(".YmFy.YmF6"));
    EXPECT_TRUE(bad("Zm9v..YmF6"));
    EXPECT_TRUE(bad("Zm9v.YmFy."));
}

TEST(CompactJws, HasSegmentsOfBase64UrlWithoutPadding) {
    EXPECT_TRUE(bad("Zm8=.YmFy.YmF6"));
    EXPECT_TRUE(bad("Zm9v.Ym+y.YmF6"));
    EXPECT_TRUE(bad("Zm9v.YmFy.Ym/6"));
    EXPECT_TRUE(bad("Zm9v.YmFyY.YmF6"));
    EXPECT_TRUE(bad("Zm9v.YmFy.YmF6 "));
}

struct whole_signatures {
    std::string_view alg;
    std::vector<std::size_t> lengths;
};

TEST(CompactJws, KnowsTheLengthsOfEachAlgorithmsSignatures) {
    const std::vector<std::size_t> rsa = {342, 512, 683};
    const std::vector<whole_signatures> table = {
        {"RS256", rsa},   {"RS384", rsa},  {"RS512", rsa},  {"PS256", rsa},   {"PS384", rsa},
        {"PS512", rsa},   {"ES256", {86}}, {"EdDSA", {86}}, {"ES384", {128}}, {"ES512", {176}},
        {"ES256K", {}},   {"none", {}},    {"", {}},        {"rs256", {}},    {"RS256 ", {}},
        {"RSA-OAEP", {}}, {"rt", {}},      {"HS257", {}},
    };
    constexpr std::size_t longest = 1100;
    for (const auto& [alg, lengths] : table) {
        std::vector<std::size_t> taken;
        for (std::size_t length = 0; length <= longest; ++length) {
            if (has_whole_signature(alg, make_signature(length))) {
                taken.push_back(length);
            }
        }
        EXPECT_EQ(taken, lengths) << alg;
    }
}

TEST(CompactJws, TakesHmacSignaturesOfAnyLength) {
    for (const std::string_view alg : {"HS256", "HS384", "HS512"}) {
        EXPECT_TRUE(has_whole_signature(alg, "Zg")) << alg;
        EXPECT_TRUE(has_whole_signature(alg, make_signature(1000))) << alg;
    }
}

}  // namespace
}  // namespace ibmcloud_token
