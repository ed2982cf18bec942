#include "core/cache_entry.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "tokens.hpp"

namespace ibmcloud_token {
namespace {

constexpr file_state before = {1, 2, 3, 4, 5};
constexpr file_state after = {-1, 2, 3, 4, 9223372036854775807};

cache_entry token_entry() {
    return {"key\n\"\\", before, after, 11, 12, *access_token::parse(make_token())};
}

std::string text_of(const cache_entry& entry) {
    return std::string(write_cache_entry(entry).view());
}

TEST(CacheEntry, IsReadAsItWasWritten) {
    const auto read = read_cache_entry(text_of(token_entry()));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->key, "key\n\"\\");
    EXPECT_EQ(read->before, before);
    EXPECT_EQ(read->after, after);
    EXPECT_EQ(read->began, 11);
    EXPECT_EQ(read->ended, 12);
    EXPECT_TRUE(std::get<access_token>(read->found).text() == make_token());
}

TEST(CacheEntry, MayHoldAFailureAndNoKnownState) {
    const cache_entry entry{"", before, std::nullopt,
                            0,  0,      failure{errc::login_refused, "BXNIM0439E"}};
    const auto read = read_cache_entry(text_of(entry));
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->after);
    EXPECT_EQ(std::get<failure>(read->found).cause, errc::login_refused);
    EXPECT_EQ(std::get<failure>(read->found).detail, "BXNIM0439E");
}

TEST(CacheEntry, IsNothingWhenItWasCut) {
    const std::string text = text_of(token_entry());
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(read_cache_entry(text.substr(0, size))) << size;
    }
}

TEST(CacheEntry, IsNothingWhenItIsAnythingElse) {
    for (const std::string_view text :
         {"\n", "{}\n", "[]\n", "null\n", "{\"key\":\"\"}\n",
          "{\"key\":1,\"before\":[],\"began\":0,\"ended\":0}\n",
          "{\"key\":\"\",\"before\":[1,2,3,4],\"began\":0,\"ended\":0,\"cause\":1,\"detail\":\"\"}"
          "\n",
          "{\"key\":\"\",\"before\":[1,2,3,4,5],\"began\":0,\"ended\":0,\"cause\":0,\"detail\":"
          "\"\"}\n",
          "{\"key\":\"\",\"before\":[1,2,3,4,5],\"began\":0,\"ended\":0,\"cause\":999,\"detail\":"
          "\"\"}\n",
          "{\"key\":\"\",\"before\":[1,2,3,4,5],\"began\":0,\"ended\":0.5,\"cause\":1,\"detail\":"
          "\"\"}\n",
          "{\"key\":\"\",\"before\":[1,2,3,4,5],\"began\":0,\"ended\":0}\ntoken\n"}) {
        EXPECT_FALSE(read_cache_entry(text)) << text;
    }
}

}  // namespace
}  // namespace ibmcloud_token
