#include "core/cli_failure.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token {
namespace {

struct read_text {
    std::string_view text;
    std::string_view detail;
};

void expect_all(const std::vector<read_text>& table, errc cause) {
    for (const auto& [text, detail] : table) {
        const auto read = read_failure(text);
        ASSERT_TRUE(read.has_value()) << text;
        EXPECT_EQ(read->cause(), cause) << text;
        EXPECT_EQ(read->detail(), detail) << text;
    }
}

TEST(CliFailure, ReadsWordsOfGoAsFailuresOfTheNetwork) {
    expect_all(
        {
            {"Post \"https://iam.example\": dial tcp: lookup iam.example", "dial tcp"},
            {"read: i/o timeout", "i/o timeout"},
            {"lookup iam.example: no such host", "no such host"},
            {"connect: connection refused", "connection refused"},
            {"read: connection reset by peer", "connection reset"},
            {"connect: connection timed out", "connection timed out"},
            {"connect: operation timed out", "operation timed out"},
            {"net/http: TLS handshake timeout", "TLS handshake timeout"},
            {"connect: network is unreachable", "network is unreachable"},
            {"connect: no route to host", "no route to host"},
            {"context deadline exceeded", "context deadline exceeded"},
            {"(Client.Timeout exceeded while awaiting headers)", "Client.Timeout exceeded"},
            {"net/http: timeout awaiting response headers", "timeout awaiting response headers"},
            {"lookup iam.example on 192.0.2.1:53: server misbehaving", "server misbehaving"},
            {"Temporary failure in name resolution", "Temporary failure in name resolution"},
            {"proxyconnect tcp: EOF", "proxyconnect tcp"},
            {"net/http: request canceled while waiting for connection",
             "request canceled while waiting for connection"},
            {"write: broken pipe", "broken pipe"},
            {"http2: server sent GOAWAY and closed the connection", "GOAWAY"},
            {"http2: client connection lost", "client connection lost"},
            {"http: server closed idle connection", "server closed idle connection"},
            {"Post \"https://iam.example\": unexpected EOF", "unexpected EOF"},
        },
        errc::network_failure);
}

TEST(CliFailure, ReportsTheMostTellingWords) {
    expect_all(
        {
            {"dial tcp: lookup iam.example: no such host", "no such host"},
            {"dial tcp 192.0.2.1:443: i/o timeout", "i/o timeout"},
            {"proxyconnect tcp: dial tcp 192.0.2.1:80: connection refused", "proxyconnect tcp"},
        },
        errc::network_failure);
}

TEST(CliFailure, ReadsEofBehindTheUrlOfARequestAsAFailureOfTheNetwork) {
    expect_all(
        {
            {"Post \"https://iam.example/identity/token\": EOF", "EOF"},
            {"Get \"http://a.example/?b=c d\": EOF\n", "EOF"},
            {"Get \"https://a.example\":  EOF", "EOF"},
            {"Get \"https://a.example\":EOF", "EOF"},
            {"Get \"https://a.example\"\t:\tEOF", "EOF"},
            {R"({"message":"Patch \"https://a.example\": EOF"})", "EOF"},
        },
        errc::network_failure);
    for (const std::string_view text : {
             "Could not read from input: EOF",
             "Could not read \"file name\": EOF",
             "\": EOF",
             "https://a.example: EOF",
             "\"https://a.example\": EOFX",
             "\"https://a.example\": EOF_X",
             "\"https://a.example\":\nEOF",
             "\"https://a.example\n\": EOF",
             "\"https://a.example\" \"x\": EOF",
         }) {
        EXPECT_FALSE(read_failure(text).has_value()) << text;
    }
}

TEST(CliFailure, ReadsTheStatusCodesOfBusyAndBrokenServers) {
    expect_all(
        {
            {"Remote server error. Status code: 500, error code: , message: x", "Status code: 500"},
            {"Error response from server. Status code: 503; message: x", "Status code: 503"},
            {"STATUS CODE: 429", "STATUS CODE: 429"},
            {"Status code: 404, Status code: 502", "Status code: 502"},
            {"Status code: 599", "Status code: 599"},
            {"Status code: 500, error code: BXNIM0102E, message: x", "Status code: 500"},
        },
        errc::servers_failed);
    for (const std::string_view text :
         {"Status code: 400", "Status code: 200", "Status code: 428", "Status code: 5000",
          "Status code: 50", "Status code: 5", "Status code: 500x", "Status code:", "status: 500",
          "code: 503", "error 503"}) {
        EXPECT_FALSE(read_failure(text).has_value()) << text;
    }
}

TEST(CliFailure, ReadsTheReasonPhrasesOfBusyAndBrokenServers) {
    expect_all(
        {
            {"<title>502 Bad Gateway</title>", "Bad Gateway"},
            {"503 Service Unavailable", "Service Unavailable"},
            {"503 Service Temporarily Unavailable", "Service Temporarily Unavailable"},
            {"504 Gateway Timeout", "Gateway Timeout"},
            {"504 Gateway Time-out", "Gateway Time-out"},
            {"429 Too Many Requests", "Too Many Requests"},
        },
        errc::servers_failed);
}

TEST(CliFailure, ReadsCodesAndTextsOfTheTokenServiceAsARefusal) {
    expect_all(
        {
            {"Code: BXNIM0408E, transaction", "BXNIM0408E"},
            {"BXNIM0137E", "BXNIM0137E"},
            {"bxnim0407e", "bxnim0407e"},
            {"BXNIM12 BXNIM1234I BXNIM0415E", "BXNIM0415E"},
            {R"({"error":"invalid_token"})", "invalid_token"},
            {R"({"error":"invalid_grant"})", "invalid_grant"},
            {"Invalid token: the token is malformed", "Invalid token:"},
            {"Invalid token:x", "Invalid token:"},
            {"External authentication failed. Error code: x", "External authentication failed"},
            {"Session inactive: Session xyz is not valid", "Session inactive:"},
            {"Status code: 400, error code: BXNIM0439E", "BXNIM0439E"},
        },
        errc::login_refused);
}

TEST(CliFailure, ReadsPhrasesOfTheCliAsAMissingLogin) {
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

TEST(CliFailure, ReadsPhrasesWithAnyBlanksBetweenTheirWords) {
    expect_all(
        {
            {"502 Bad  Gateway", "Bad Gateway"},
            {"502 Bad \t Gateway", "Bad Gateway"},
            {"Status code:503", "Status code: 503"},
            {"Status  code\t:  429", "Status code: 429"},
        },
        errc::servers_failed);
    expect_all({{"Not  logged in", ""}, {"Not\tlogged\tin", ""}}, errc::not_logged_in);
    expect_all({{"Invalid token : x", "Invalid token:"}, {"code:BXNIM0407E", "BXNIM0407E"}},
               errc::login_refused);
    for (const std::string_view text : {"Notloggedin", "Not\nlogged in", "Bad \n Gateway"}) {
        EXPECT_FALSE(read_failure(text).has_value()) << text;
    }
}

TEST(CliFailure, ReadsPhrasesBehindWrittenOutEscapes) {
    expect_all({{R"({"msg":"FAILED\nNot logged in."})", ""}}, errc::not_logged_in);
    expect_all({{R"(FAILED\tdial tcp 1.2.3.4:443)", "dial tcp"}}, errc::network_failure);
    EXPECT_FALSE(read_failure("FAILEDNot logged in").has_value());
}

TEST(CliFailure, ReadsNothingElse) {
    const std::vector<std::string_view> table = {
        "",
        "FAILED",
        "panic: runtime error",
        "BXNIM0408",
        "BXNIM040E",
        "BXNIM04081E",
        "BXNIM0408I",
        "bxnim0408",
        "BXNIM0408E_1",
        "invalid_token_count",
        "is_invalid_token",
        "invalid_grants",
        "BXNIM",
        "BXNRC0001E",
        "timeout",
        "Use '/opt/ibmcloud login' to see more.",
        "invalid token",
        "dial tcpx",
        "xdial tcp",
        "x509: certificate signed by unknown authority",
    };
    for (const std::string_view text : table) {
        EXPECT_FALSE(read_failure(text).has_value()) << text;
    }
}

/// The cause that is read from both texts.
errc cause_of(std::string_view errors, std::string_view output) {
    const auto read = read_failure(errors, output);
    return read ? read->cause() : errc::cli_failed;
}

TEST(CliFailure, TriesTheListsInTheirOrder) {
    EXPECT_EQ(cause_of("BXNIM0408E\nNot logged in\ni/o timeout", ""), errc::network_failure);
    EXPECT_EQ(cause_of("BXNIM0408E\nNot logged in\nBad Gateway", ""), errc::servers_failed);
    EXPECT_EQ(cause_of("Not logged in\nBXNIM0408E", ""), errc::login_refused);
}

TEST(CliFailure, TriesEachListOnBothTextsBeforeTheNextList) {
    EXPECT_EQ(cause_of("", "Not logged in"), errc::not_logged_in);
    EXPECT_EQ(cause_of("Not logged in", "BXNIM0408E"), errc::login_refused);
    EXPECT_EQ(cause_of("BXNIM0408E", "i/o timeout"), errc::network_failure);
    EXPECT_EQ(cause_of("Not logged in", "Status code: 503"), errc::servers_failed);
    EXPECT_EQ(cause_of("FAILED", "FAILED"), errc::cli_failed);
}

TEST(CliFailure, PrefersStandardErrorWithinAList) {
    EXPECT_EQ(cause_of("Bad Gateway", "i/o timeout"), errc::servers_failed);
    EXPECT_EQ(read_failure("BXNIM0408E", "BXNIM0415E")->detail(), "BXNIM0408E");
}

}  // namespace
}  // namespace ibmcloud_token
