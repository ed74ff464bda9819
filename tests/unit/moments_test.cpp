#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/statistics/moments.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {
namespace {

Moments moments_of(std::span<const double> values)
{
    Moments moments;
    for (const double value : values) {
        moments.add(value);
    }
    return moments;
}

/// Merged from parts of the given sizes.
Moments merged(std::span<const double> values, const std::vector<std::size_t>& sizes)
{
    Moments all;
    std::size_t begin = 0;
    for (const auto size : sizes) {
        all.merge(moments_of(values.subspan(begin, size)));
        begin += size;
    }
    return all;
}

/// Correct decimal digits, the measure that NIST's reference data sets are made for.
double correct_digits(double value, double certified)
{
    return value == certified ? 16.0 : -std::log10(std::fabs(value - certified) / std::fabs(certified));
}

/// `centre` followed by 500 pairs of centre - 0.1 and centre + 0.1, as in NumAcc2 to NumAcc4.
std::vector<double> alternating(double centre, double low, double high)
{
    std::vector<double> values{centre};
    for (int pair = 0; pair < 500; ++pair) {
        values.push_back(low);
        values.push_back(high);
    }
    return values;
}

struct ReferenceData {
    std::vector<double> values;
    double mean;
    double standard_deviation;
    double digits;
};

/// NIST Statistical Reference Datasets, univariate: NumAcc1-4 and Michelso, with the digits that doubles can reach.
std::vector<ReferenceData> nist_data()
{
    const std::vector<double> michelson{
        299.85, 299.74, 299.90, 300.07, 299.93, 299.85, 299.95, 299.98, 299.98, 299.88, 300.00, 299.98, 299.93,
        299.65, 299.76, 299.81, 300.00, 300.00, 299.96, 299.96, 299.96, 299.94, 299.96, 299.94, 299.88, 299.80,
        299.85, 299.88, 299.90, 299.84, 299.83, 299.79, 299.81, 299.88, 299.88, 299.83, 299.80, 299.79, 299.76,
        299.80, 299.88, 299.88, 299.88, 299.86, 299.72, 299.72, 299.62, 299.86, 299.97, 299.95, 299.88, 299.91,
        299.85, 299.87, 299.84, 299.84, 299.85, 299.84, 299.84, 299.84, 299.89, 299.81, 299.81, 299.82, 299.80,
        299.77, 299.76, 299.74, 299.75, 299.76, 299.91, 299.92, 299.89, 299.86, 299.88, 299.72, 299.84, 299.85,
        299.85, 299.78, 299.89, 299.84, 299.78, 299.81, 299.76, 299.81, 299.79, 299.81, 299.82, 299.85, 299.87,
        299.87, 299.81, 299.74, 299.81, 299.94, 299.95, 299.80, 299.81, 299.87,
    };
    return {
        {{10000001, 10000003, 10000002}, 10000002.0, 1.0, 14.0},
        {alternating(1.2, 1.1, 1.3), 1.2, 0.1, 13.0},
        {alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1, 9.0},
        {alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1, 8.0},
        {michelson, 299.8524, 0.0790105478190518, 12.0},
    };
}

TEST(Moments, ReachTheCertifiedDigitsOfNistReferenceData)
{
    for (const auto& data : nist_data()) {
        const auto moments = moments_of(data.values);
        EXPECT_GT(correct_digits(moments.mean, data.mean), data.digits) << data.mean;
        EXPECT_GE(correct_digits(std::sqrt(moments.variance()), data.standard_deviation), data.digits) << data.mean;
    }
}

TEST(Moments, ReachTheCertifiedDigitsWhereverTheDataAreSplit)
{
    for (const auto& data : nist_data()) {
        const auto size = data.values.size();
        for (const std::size_t split : {std::size_t{1}, size / 3, size / 2, size - 1}) {
            const auto moments = merged(data.values, {split, size - split});
            EXPECT_GE(correct_digits(std::sqrt(moments.variance()), data.standard_deviation), data.digits) << data.mean;
        }
    }
}

// Sums of squares as in the published pairwise update formulas (Chan, Golub, LeVeque 1983; Pebay 2008).
TEST(Moments, MergeToTheSameFromAnySplit)
{
    const std::vector<double> values{3.1, -2.2, 5.5, 9.9, 1.0, -7.3, 4.4, 0.5, 12.2, -1.1};
    for (const auto& sizes : std::vector<std::vector<std::size_t>>{{10}, {3, 7}, {1, 4, 5}, {0, 10}, {10, 0}}) {
        const auto moments = merged(values, sizes);
        EXPECT_EQ(moments.count, 10.0);
        EXPECT_NEAR(moments.mean, 2.6, 1e-12);
        EXPECT_NEAR(moments.sum_squared_deviations, 299.06, 1e-10);
        EXPECT_NEAR(moments.variance(), 33.2288888888889, 1e-11);
        EXPECT_NEAR(moments.standard_error(), std::sqrt(3.32288888888889), 1e-12);
    }
}

TEST(Moments, HaveNoSpreadBelowTwoValues)
{
    Moments moments;
    EXPECT_TRUE(std::isnan(moments.variance()));
    moments.add(4.0);
    EXPECT_EQ(moments.mean, 4.0);
    EXPECT_TRUE(std::isnan(moments.variance()));
    EXPECT_TRUE(std::isnan(moments.standard_error()));
}

TEST(Moments, OfEqualValuesHaveNoSpreadAtAll)
{
    const std::vector<double> values(1000, 0.1);
    EXPECT_EQ(moments_of(values).mean, 0.1);
    EXPECT_EQ(moments_of(values).variance(), 0.0);
}

TEST(Moments, OfALongSampleAreMergedFromAlignedBlocks)
{
    std::vector<double> values(3 * moment_block + 17);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = 1e6 + std::fmod(static_cast<double>(i) * 0.618033988749895, 1.0);
    }
    const auto by_blocks = sample_moments(values);
    const auto by_hand = merged(values, {moment_block, moment_block, moment_block, 17});
    EXPECT_EQ(by_blocks.mean, by_hand.mean);
    EXPECT_EQ(by_blocks.sum_squared_deviations, by_hand.sum_squared_deviations);
}

} // namespace
} // namespace kamsim
