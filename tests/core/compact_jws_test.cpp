#include "core/compact_jws.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace ibmcloud_token {
namespace {

bool is_compact_jws(std::string_view text) {
    return split_compact_jws(text).has_value();
}

TEST(CompactJws, HasThreeSegments) {
    const auto parts = split_compact_jws("Zm9v.YmFy.YmF6-_");
    ASSERT_TRUE(parts.has_value());
    EXPECT_EQ(parts->protected_header, "Zm9v");
    EXPECT_EQ(parts->payload, "YmFy");
    EXPECT_EQ(parts->signature, "YmF6-_");
}

TEST(CompactJws, HasNoOtherNumberOfSegments) {
    EXPECT_FALSE(is_compact_jws(""));
    EXPECT_FALSE(is_compact_jws("Zm9v"));
    EXPECT_FALSE(is_compact_jws("Zm9v.YmFy"));
    EXPECT_FALSE(is_compact_jws("Zm9v.YmFy.YmF6.Zm9v"));
    EXPECT_FALSE(is_compact_jws("Zm9v.YmFy.YmF6."));
}

TEST(CompactJws, HasNoEmptySegment) {
    EXPECT_FALSE(is_compact_jws(".."));
    EXPECT_FALSE(is_compact_jws(".YmFy.YmF6"));
    EXPECT_FALSE(is_compact_jws("Zm9v..YmF6"));
    EXPECT_FALSE(is_compact_jws("Zm9v.YmFy."));
}

TEST(CompactJws, HasSegmentsOfBase64UrlWithoutPadding) {
    EXPECT_FALSE(is_compact_jws("Zm8=.YmFy.YmF6"));
    EXPECT_FALSE(is_compact_jws("Zm9v.Ym+y.YmF6"));
    EXPECT_FALSE(is_compact_jws("Zm9v.YmFy.Ym/6"));
    EXPECT_FALSE(is_compact_jws("Zm9v.YmFyY.YmF6"));
    EXPECT_FALSE(is_compact_jws("Zm9v.YmFy.YmF6 "));
}

/// `86 or 152` and so on; `unknown` for an unknown algorithm.
std::string lengths_of(std::string_view alg) {
    const auto lengths = find_signature_lengths(alg);
    std::string text = lengths ? "" : "unknown";
    for (const std::size_t length : lengths.value_or(signature_lengths{})) {
        text += text.empty() ? "" : " ";
        text += std::to_string(length);
    }
    return text;
}

TEST(CompactJws, KnowsTheSignatureLengthsOfEachAlgorithm) {
    for (const std::string_view alg : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
        EXPECT_EQ(lengths_of(alg), "342 512 683") << alg;
    }
    EXPECT_EQ(lengths_of("ES256"), "86");
    EXPECT_EQ(lengths_of("ES384"), "128");
    EXPECT_EQ(lengths_of("ES512"), "176");
    EXPECT_EQ(lengths_of("EdDSA"), "86 152");
    EXPECT_EQ(lengths_of("Ed25519"), "86");
    EXPECT_EQ(lengths_of("Ed448"), "152");
}

TEST(CompactJws, DoesNotMeasureHmac) {
    for (const std::string_view alg : {"HS256", "HS384", "HS512"}) {
        EXPECT_EQ(lengths_of(alg), "") << alg;
    }
}

TEST(CompactJws, KnowsNoOtherAlgorithm) {
    for (const std::string_view alg : {"", "none", "rs256", "RS256 ", "RS1", "ES256K", "RSA-OAEP",
                                       "rt", "HS257", "eddsa", "ed25519", "ML-DSA-44"}) {
        EXPECT_EQ(lengths_of(alg), "unknown") << alg;
    }
}

}  // namespace
}  // namespace ibmcloud_token
