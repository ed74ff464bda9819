#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/statistics/binned_quantiles.hpp"
#include "kamsim/statistics/quantiles.hpp"

namespace kamsim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<std::uint32_t> counted(const BinLayout& layout, const std::vector<double>& values)
{
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(layout.bin_count()));
    std::vector<std::uint16_t> numbers(values.size());
    number_bins(layout, values, numbers);
    count_bins(numbers, counts);
    return counts;
}

void expect_bins_follow_each_other(const BinLayout& layout)
{
    for (int bin = 0; bin + 1 < layout.bin_count(); ++bin) {
        EXPECT_EQ(layout.upper_edge(bin), layout.lower_edge(bin + 1)) << bin;
        EXPECT_LE(layout.lower_edge(bin), layout.upper_edge(bin)) << bin;
    }
}

/// Every value must lie in its bin, but for rounding of the edges.
void expect_in_its_bin(const BinLayout& layout, double value)
{
    const int bin = layout.bin_of(value);
    ASSERT_GE(bin, 0);
    ASSERT_LT(bin, layout.bin_count());
    const double slack = 1e-15 * std::fabs(value);
    EXPECT_GE(value, layout.lower_edge(bin) - slack) << bin;
    EXPECT_LE(value, layout.upper_edge(bin) + slack) << bin;
}

void expect_quantiles_within_their_error(const BinLayout& layout, const std::vector<double>& values, double ceiling)
{
    const auto counts = counted(layout, values);
    for (const double probability : {0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0}) {
        const auto quantile = binned_quantile(layout, counts, probability);
        const double exact = sample_quantile(values, probability);
        EXPECT_LE(std::fabs(quantile.value - exact), quantile.error * (1.0 + 1e-12)) << probability;
        EXPECT_LE(quantile.error, ceiling * std::max(1.0, std::fabs(exact))) << probability;
    }
}

TEST(UnitIntervalBins, HoldTheEndsExactly)
{
    const auto layout = BinLayout::unit_interval();
    ASSERT_EQ(layout.bin_count(), 256);
    expect_bins_follow_each_other(layout);
    EXPECT_EQ(layout.bin_of(0.0), 0);
    EXPECT_EQ(layout.bin_of(-0.5), 0);
    EXPECT_EQ(layout.bin_of(1e-300), 1);
    EXPECT_EQ(layout.bin_of(std::nextafter(1.0, 0.0)), 254);
    EXPECT_EQ(layout.bin_of(1.0), 255);
    EXPECT_EQ(layout.bin_of(infinity), 255);
    EXPECT_EQ(layout.lower_edge(0), 0.0);
    EXPECT_EQ(layout.upper_edge(0), 0.0);
    EXPECT_EQ(layout.lower_edge(255), 1.0);
    EXPECT_EQ(layout.upper_edge(255), 1.0);
    for (int i = 0; i <= 10'000; ++i) {
        expect_in_its_bin(layout, i / 10'000.0);
    }
}

TEST(CountBins, HoldEachWholeNumberInTheMiddle)
{
    for (const double upper : {1.0, 3.0, 10.0, 100.0, 200.0, 255.0}) {
        const auto layout = BinLayout::counts(upper);
        ASSERT_EQ(layout.bin_count(), 256);
        expect_bins_follow_each_other(layout);
        for (int whole = 0; whole < static_cast<int>(upper); ++whole) {
            const auto counts = counted(layout, std::vector<double>(3, whole));
            const auto quantile = binned_quantile(layout, counts, 0.5);
            EXPECT_NEAR(quantile.value, whole, 1e-12) << upper;
            EXPECT_LE(quantile.error, 0.5) << upper;
        }
    }
}

TEST(CountBins, AreOpenAtTheTopAndTakeWhatIsBelow)
{
    const auto layout = BinLayout::counts(1000.0);
    EXPECT_EQ(layout.bin_of(1e300), 255);
    EXPECT_EQ(layout.bin_of(infinity), 255);
    EXPECT_EQ(layout.upper_edge(255), infinity);
    EXPECT_EQ(layout.bin_of(-3.0), 0);
    const auto quantile = binned_quantile(layout, counted(layout, {5000.0, 6000.0}), 0.5);
    EXPECT_EQ(quantile.value, layout.lower_edge(255));
    EXPECT_EQ(quantile.error, infinity);
}

TEST(MoneyBins, FollowEachOtherOverBothSigns)
{
    const auto layout = BinLayout::symmetric_logarithmic(1500.0);
    ASSERT_EQ(layout.bin_count(), 451);
    expect_bins_follow_each_other(layout);
    for (int bin = 0; bin < layout.bin_count(); ++bin) {
        EXPECT_EQ(layout.lower_edge(bin), -layout.upper_edge(layout.bin_count() - 1 - bin)) << bin;
    }
    for (double value = 1e-4; value < 1e9; value *= 1.0123) {
        expect_in_its_bin(layout, value);
        expect_in_its_bin(layout, -value);
        EXPECT_EQ(layout.bin_of(value) + layout.bin_of(-value), layout.bin_count() - 1) << value;
    }
    EXPECT_EQ(layout.bin_of(infinity), 450);
    EXPECT_EQ(layout.bin_of(-infinity), 0);
}

TEST(MoneyBins, GiveBackZeroExactly)
{
    const auto layout = BinLayout::symmetric_logarithmic(1500.0);
    const auto quantile = binned_quantile(layout, counted(layout, {0.0, -0.0, 0.0}), 0.5);
    EXPECT_EQ(quantile.value, 0.0);
    EXPECT_LE(quantile.error, 1500.0 * 0x1p-16);
}

TEST(MoneyBins, RejectAScaleThatIsNotPositive)
{
    EXPECT_THROW((void)BinLayout::symmetric_logarithmic(0.0), std::invalid_argument);
    EXPECT_THROW((void)BinLayout::symmetric_logarithmic(std::nan("")), std::invalid_argument);
    EXPECT_THROW((void)BinLayout::counts(-1.0), std::invalid_argument);
}

// The engine's values are portable; the error is a bound, so no seed can break it.
TEST(BinnedQuantile, LiesWithinItsErrorOfTheSampleQuantile)
{
    std::mt19937_64 engine(20240229);
    std::vector<double> shares;
    std::vector<double> counts;
    std::vector<double> money;
    for (int i = 0; i < 5000; ++i) {
        const double share = static_cast<double>(engine() >> 11) * 0x1p-53;
        shares.push_back(i % 4 == 0 ? static_cast<double>(i % 8 == 0) : share);
        counts.push_back(std::floor(60.0 * share * share));
        money.push_back(2e5 * (share - 0.4) * (share + 0.1));
    }
    expect_quantiles_within_their_error(BinLayout::unit_interval(), shares, 1.0 / 254.0);
    expect_quantiles_within_their_error(BinLayout::counts(80.0), counts, 0.5);
    expect_quantiles_within_their_error(BinLayout::symmetric_logarithmic(5e4), money, 0.13);
}

TEST(BinnedQuantile, SpreadsValuesEvenlyOverTheirBin)
{
    const auto layout = BinLayout::unit_interval();
    std::vector<std::uint32_t> counts(256);
    counts[1] = 4; // (0, 1/254)
    EXPECT_DOUBLE_EQ(binned_quantile(layout, counts, 0.0).value, 0.125 / 254.0);
    EXPECT_DOUBLE_EQ(binned_quantile(layout, counts, 0.0).error, 0.875 / 254.0);
    EXPECT_DOUBLE_EQ(binned_quantile(layout, counts, 0.5).value, 0.5 / 254.0);
    EXPECT_DOUBLE_EQ(binned_quantile(layout, counts, 1.0).value, 0.875 / 254.0);
}

TEST(BinnedQuantile, DoesNotDependOnOrder)
{
    const auto layout = BinLayout::unit_interval();
    std::vector<double> values{0.9, 0.1, 0.5, std::nan(""), 0.3, 0.0};
    const auto counts = counted(layout, values);
    std::reverse(values.begin(), values.end());
    EXPECT_EQ(counts, counted(layout, values));
}

TEST(BinnedQuantile, OfNothingIsNotANumber)
{
    const auto layout = BinLayout::unit_interval();
    const auto quantile = binned_quantile(layout, counted(layout, {std::nan("")}), 0.5);
    EXPECT_TRUE(std::isnan(quantile.value));
    EXPECT_TRUE(std::isnan(quantile.error));
}

TEST(BinnedQuantile, RejectsWhatDoesNotFit)
{
    const auto layout = BinLayout::unit_interval();
    const std::vector<std::uint32_t> few(3);
    EXPECT_THROW((void)binned_quantile(layout, few, 0.5), std::invalid_argument);
    const std::vector<std::uint32_t> counts(256, 1);
    EXPECT_THROW((void)binned_quantile(layout, counts, 1.01), std::invalid_argument);
}

} // namespace
} // namespace kamsim
