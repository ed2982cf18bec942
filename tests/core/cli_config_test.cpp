#include "core/cli_config.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

const std::string& token() {
    static const std::string text = make_token(R"({"synthetic":"stored"})");
    return text;
}

std::string config_with(std::string_view member) {
    return R"({"APIEndpoint":"https://cloud.example","Account":{"GUID":"synthetic"},)" +
           std::string(member) + R"(,"Trace":""})";
}

/// The token that is stored in `config`; `-` if there is none.
std::string stored(std::string_view config) {
    const auto found = stored_token(config);
    return found ? std::string(found->text()) : "-";
}

TEST(CliConfig, StoresATokenWithOrWithoutItsScheme) {
    for (const std::string_view scheme : {"", "Bearer ", "bearer  ", "BEARER\\t"}) {
        const std::string member = R"("IAMToken":")" + std::string(scheme) + token() + '"';
        EXPECT_EQ(stored(config_with(member)), token()) << scheme;
    }
}

TEST(CliConfig, StoresTheTokenInTheOutermostObjectOnly) {
    const std::string member = R"("IAMToken":"Bearer )" + token() + '"';
    EXPECT_EQ(stored(config_with(R"("Session":{)" + member + '}')), "-");
    EXPECT_EQ(stored("[{" + member + "}]"), "-");
    EXPECT_EQ(stored(config_with(R"("Log":"{\"IAMToken\":\")" + token() + R"(\"}")")), "-");
}

TEST(CliConfig, StoresNothingThatIsNotAnAccessToken) {
    const std::vector<std::string> members = {
        R"("IAMToken":"")",
        R"("IAMToken":"Bearer ")",
        R"("IAMToken":"Bearer opaque")",
        R"("IAMToken":"Basic )" + token() + '"',
        R"("IAMToken":"Bearer)" + token() + '"',
        R"("IAMToken":"Bearer Bearer )" + token() + '"',
        R"("IAMToken":"Bearer )" + token().substr(0, token().size() - 1) + '"',
        R"("IAMToken":"Bearer )" + make_jws(R"({"alg":"rt"})", "{}") + '"',
        R"("IAMToken":null)",
        R"("IAMToken":["Bearer )" + token() + "\"]",
        R"("iamtoken":"Bearer )" + token() + '"',
        R"("UAAToken":"Bearer )" + token() + '"',
    };
    for (const std::string& member : members) {
        EXPECT_EQ(stored(config_with(member)), "-") << member;
    }
}

TEST(CliConfig, IsNotWholeWhereverItIsCut) {
    const std::string whole = config_with(R"("IAMToken":"Bearer )" + token() + '"');
    EXPECT_TRUE(is_whole_config(whole));
    EXPECT_TRUE(is_whole_config(whole + '\n'));
    EXPECT_FALSE(is_whole_config(whole + '{'));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(is_whole_config(std::string_view(whole).substr(0, size))) << size;
        EXPECT_EQ(stored(std::string_view(whole).substr(0, size)), "-") << size;
    }
}

TEST(CliConfig, IsReadWhateverItsNesting) {
    EXPECT_FALSE(is_whole_config(std::string(1000000, '[')));
    EXPECT_FALSE(stored_token(std::string(1000000, '{')).has_value());
}

}  // namespace
}  // namespace ibmcloud_token
