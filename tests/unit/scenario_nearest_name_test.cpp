#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "scenario/utf8.hpp"

namespace kamsim {
namespace {

TEST(NearestName, EditDistanceCountsInsertionsDeletionsAndReplacements)
{
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("matrix", ""), 6U);
    EXPECT_EQ(edit_distance("", "matrix"), 6U);
    EXPECT_EQ(edit_distance("matrix", "matrx"), 1U);
    EXPECT_EQ(edit_distance("matrix", "matrics"), 2U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("Matrix", "mATRIX"), 0U);
}

TEST(NearestName, TheNearestKnownNameIsFoundAndFarOnesAreNot)
{
    const std::vector<std::string> known{"none", "matrix", "retention.save", "retention.tender", "review"};
    EXPECT_EQ(nearest_name("matrx", known), "matrix");
    EXPECT_EQ(nearest_name("retention.sav", known), "retention.save");
    EXPECT_EQ(nearest_name("save", known), "retention.save");
    EXPECT_EQ(nearest_name("retain.tender", known), "retention.tender");
    EXPECT_EQ(nearest_name("zebra", known), "");
    EXPECT_EQ(nearest_name("x", known), "");
}

TEST(NearestName, TextsForMessages)
{
    const std::vector<std::string> known{"start", "middle", "end"};
    EXPECT_EQ(did_you_mean("strat", known), " — did you mean \"start\"?");
    EXPECT_EQ(did_you_mean("whenever", known), "");
    EXPECT_EQ(quoted_list(known), "\"start\", \"middle\" or \"end\"");
    EXPECT_EQ(quoted_list(std::span(known).first(1)), "\"start\"");
}

TEST(Utf8, WellFormedTextIsTold)
{
    EXPECT_TRUE(is_valid_utf8(""));
    EXPECT_TRUE(is_valid_utf8("plain"));
    EXPECT_TRUE(is_valid_utf8("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"));
    EXPECT_FALSE(is_valid_utf8("\xE4"));             // Latin-1
    EXPECT_FALSE(is_valid_utf8("a\x80"));            // a continuation without a start
    EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));         // overlong
    EXPECT_FALSE(is_valid_utf8("\xE0\x80\xAF"));     // overlong
    EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));     // a surrogate
    EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80")); // beyond U+10FFFF
    EXPECT_FALSE(is_valid_utf8("\xE2\x82"));         // cut short
}

} // namespace
} // namespace kamsim
