#include "core/edit_distance.hpp"

#include <gtest/gtest.h>

namespace ibmcloud_token {
namespace {

TEST(EditDistance, IsZeroToTheSame) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("bearer", "bearer"), 0U);
}

TEST(EditDistance, CountsWhatIsAddedLeftOutAndReplaced) {
    EXPECT_EQ(edit_distance("barer", "bearer"), 1U);
    EXPECT_EQ(edit_distance("bearrer", "bearer"), 1U);
    EXPECT_EQ(edit_distance("bearor", "bearer"), 1U);
    EXPECT_EQ(edit_distance("baerer", "bearer"), 2U);
    EXPECT_EQ(edit_distance("", "bearer"), 6U);
    EXPECT_EQ(edit_distance("bearer", ""), 6U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

}  // namespace
}  // namespace ibmcloud_token
