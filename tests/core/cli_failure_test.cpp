#include "core/cli_failure.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace ibmcloud_token {
namespace {

struct told_failure {
    std::string_view text;
    std::string_view key;
};

void expect_all(const std::vector<told_failure>& table, errc cause) {
    for (const auto& [text, key] : table) {
        const auto read = read_failure(text);
        ASSERT_TRUE(read.has_value()) << text;
        EXPECT_EQ(read->cause(), cause) << text;
        EXPECT_EQ(read->detail(), key) << text;
    }
}

TEST(Failure, OfTheNetworkHasWordsOfGo) {
    expect_all(
        {
            {"Post \"https://iam.example\": dial tcp: lookup iam.example", "dial tcp"},
            {"read: i/o timeout", "i/o timeout"},
            {"lookup iam.example: no such host", "no such host"},
            {"connect: connection refused", "connection refused"},
            {"read: connection reset by peer", "connection reset by peer"},
            {"connect: connection timed out", "connection timed out"},
            {"net/http: TLS handshake timeout", "tls handshake timeout"},
            {"connect: network is unreachable", "network is unreachable"},
            {"connect: no route to host", "no route to host"},
            {"context deadline exceeded", "context deadline exceeded"},
            {"(Client.Timeout exceeded while awaiting headers)", "client.timeout exceeded"},
            {"net/http: timeout awaiting response headers", "timeout awaiting response headers"},
            {"lookup iam.example on 192.0.2.1:53: server misbehaving", "server misbehaving"},
            {"Temporary failure in name resolution", "temporary failure in name resolution"},
            {"proxyconnect tcp: EOF", "proxyconnect tcp"},
            {"net/http: request canceled while waiting for connection",
             "request canceled while waiting for connection"},
        },
        errc::network_failure);
}

TEST(Failure, OfTheNetworkHasTheWordsThatSayMost) {
    expect_all(
        {
            {"dial tcp: lookup iam.example: no such host", "no such host"},
            {"dial tcp 192.0.2.1:443: i/o timeout", "i/o timeout"},
            {"proxyconnect tcp: dial tcp 192.0.2.1:80: connection refused", "proxyconnect tcp"},
        },
        errc::network_failure);
}

TEST(Failure, OfTheTokenServiceHasItsCode) {
    expect_all(
        {
            {"Code: BXNIM0408E, transaction", "BXNIM0408E"},
            {"BXNIM0137E", "BXNIM0137E"},
            {"BXNIMBXNIM0137E", "BXNIM0137E"},
            {"BXNIM12 BXNIM1234I BXNIM0415E", "BXNIM0415E"},
            {R"({"error":"invalid_token"})", "invalid_token"},
        },
        errc::login_refused);
}

TEST(Failure, OfTheLoginHasThePhrasesOfTheCli) {
    expect_all(
        {
            {"FAILED\nNot logged in. Use 'ibmcloud login' to log in.", ""},
            {"No API endpoint set.", ""},
            {"Log in to the IBM Cloud", ""},
            {"Please log in again.", ""},
            {"Please login first.", ""},
            {"Have you logged in?", ""},
            {"The token is expired.", ""},
            {"Your token has expired.", ""},
            {"Session ended because of inactivity.", ""},
            {"NOT LOGGED IN", ""},
        },
        errc::not_logged_in);
}

TEST(Failure, IsUnknownOtherwise) {
    const std::vector<std::string_view> table = {
        "",           "FAILED",     "panic: runtime error",
        "BXNIM0408",  "BXNIM040E",  "BXNIM04081E",
        "BXNIM0408I", "bxnim0408E", "BXNIM",
        "BXNIM0408",  "timeout",
    };
    for (const std::string_view text : table) {
        EXPECT_FALSE(read_failure(text).has_value()) << text;
    }
}

TEST(Failure, OfTheNetworkComesBeforeARefusal) {
    const auto read = read_failure("BXNIM0408E\nNot logged in\ni/o timeout");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->cause(), errc::network_failure);
}

TEST(Failure, OfTheTokenServiceComesBeforeAPhrase) {
    const auto read = read_failure("Not logged in\nBXNIM0408E");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->cause(), errc::login_refused);
}

}  // namespace
}  // namespace ibmcloud_token
