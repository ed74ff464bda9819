#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/statistics/quantiles.hpp"

namespace kamsim {
namespace {

// Type 7 of Hyndman and Fan (1996); the values are those of R's quantile().
TEST(SampleQuantile, IsTypeSeven)
{
    const std::vector<double> values{25, 4, 2, 17, 4, 12, 5, 10, 7, 9};
    const std::vector<double> probabilities{0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
    const std::vector<double> expected{2.9, 3.8, 4.25, 8.0, 11.5, 17.8, 21.4};
    const auto quantiles = sample_quantiles(values, probabilities);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(quantiles[i], expected[i], 1e-10) << probabilities[i];
        EXPECT_EQ(sample_quantile(values, probabilities[i]), quantiles[i]) << probabilities[i];
    }
}

TEST(SampleQuantile, EndsAtTheLeastAndGreatestValue)
{
    const std::vector<double> values{3.0, -1.0, 8.0};
    EXPECT_EQ(sample_quantile(values, 0.0), -1.0);
    EXPECT_EQ(sample_quantile(values, 1.0), 8.0);
    EXPECT_EQ(sample_quantile(std::vector<double>{7.5}, 0.3), 7.5);
}

TEST(SampleQuantile, TakesInfinitiesAsValues)
{
    constexpr double never = std::numeric_limits<double>::infinity();
    const std::vector<double> values{never, 2.0, never, 1.0, never};
    EXPECT_EQ(sample_quantile(values, 0.25), 2.0);
    EXPECT_EQ(sample_quantile(values, 0.3), never);
    EXPECT_EQ(sample_quantile(values, 0.9), never);
}

TEST(SampleQuantile, RejectsWhatIsNoProbability)
{
    const std::vector<double> values{1.0, 2.0};
    EXPECT_THROW((void)sample_quantile(values, 1.5), std::invalid_argument);
    EXPECT_THROW((void)sample_quantile(values, std::nan("")), std::invalid_argument);
    EXPECT_TRUE(std::isnan(sample_quantile({}, 0.5)));
}

} // namespace
} // namespace kamsim
