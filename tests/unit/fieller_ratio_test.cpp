#include <cmath>
#include <stdexcept>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/fieller_ratio.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {
namespace {

struct Pairs {
    std::vector<double> numerator;
    std::vector<double> denominator;
};

/// Correlated normal pairs with these means, standard deviation 1 and correlation 0.6.
Pairs normal_pairs(std::uint32_t trial, std::uint64_t count, double numerator, double denominator)
{
    Pairs pairs;
    for (std::uint64_t k = 0; k < count; ++k) {
        const double first = normal_of(draw(11, trial, 2 * k, once, Purpose::world_shared));
        const double second = normal_of(draw(11, trial, 2 * k + 1, once, Purpose::world_shared));
        pairs.denominator.push_back(denominator + first);
        pairs.numerator.push_back(numerator + 0.6 * first + 0.8 * second);
    }
    return pairs;
}

/// Student's statistic of the mean of numerator - ratio * denominator.
double student(const Pairs& pairs, double ratio)
{
    std::vector<double> rests;
    for (std::size_t k = 0; k < pairs.numerator.size(); ++k) {
        rests.push_back(pairs.numerator[k] - ratio * pairs.denominator[k]);
    }
    const Moments moments = sample_moments(rests);
    return moments.mean / moments.standard_error();
}

double critical(std::size_t count)
{
    return boost::math::quantile(boost::math::students_t(static_cast<double>(count) - 1.0), 0.975);
}

TEST(FiellerRatio, EndsWhereTheRestBecomesSignificant)
{
    const Pairs pairs = normal_pairs(1, 40, 3.0, 2.0);
    const RatioEstimate estimate = fieller_ratio(pairs.numerator, pairs.denominator, 0.95);
    ASSERT_EQ(estimate.set, RatioSet::between);
    EXPECT_EQ(estimate.interval.kind, IntervalKind::fieller);
    EXPECT_NEAR(estimate.ratio, sample_moments(pairs.numerator).mean / sample_moments(pairs.denominator).mean, 1e-14);
    EXPECT_NEAR(student(pairs, estimate.interval.low), critical(40), 1e-9);
    EXPECT_NEAR(student(pairs, estimate.interval.high), -critical(40), 1e-9);
}

TEST(FiellerRatio, IsUnboundedWhereTheDenominatorMayBeNothing)
{
    const Pairs outside = normal_pairs(2, 40, 3.0, 0.05);
    const RatioEstimate estimate = fieller_ratio(outside.numerator, outside.denominator, 0.95);
    ASSERT_EQ(estimate.set, RatioSet::outside);
    EXPECT_LT(estimate.interval.low, estimate.interval.high);
    EXPECT_NEAR(std::fabs(student(outside, estimate.interval.low)), critical(40), 1e-9);
    EXPECT_NEAR(std::fabs(student(outside, estimate.interval.high)), critical(40), 1e-9);
    EXPECT_GT(std::fabs(student(outside, 0.5 * (estimate.interval.low + estimate.interval.high))), critical(40));

    const Pairs nothing = normal_pairs(3, 40, 0.0, 0.0);
    EXPECT_EQ(fieller_ratio(nothing.numerator, nothing.denominator, 0.95).set, RatioSet::all);
}

TEST(FiellerRatio, IsExactWithoutSpread)
{
    const RatioEstimate estimate = fieller_ratio(std::vector(5, 3.0), std::vector(5, 4.0), 0.95);
    EXPECT_EQ(estimate.set, RatioSet::between);
    EXPECT_NEAR(estimate.interval.low, 0.75, 1e-15);
    EXPECT_NEAR(estimate.interval.high, 0.75, 1e-15);
}

TEST(FiellerRatio, CoversAsOftenAsItSays)
{
    // 20,000 samples of 20 pairs. The set is exact for normal pairs, bounded or not: 95 % within four standard errors
    // (0.15 %), a false alarm in 15,800; a level of 94 % would fail.
    constexpr int trials = 20'000;
    int covered = 0;
    int bounded = 0;
    for (std::uint32_t trial = 0; trial < trials; ++trial) {
        const Pairs pairs = normal_pairs(100 + trial, 20, 1.2, 0.8);
        const RatioEstimate estimate = fieller_ratio(pairs.numerator, pairs.denominator, 0.95);
        const bool is_inside = estimate.interval.low <= 1.5 && 1.5 <= estimate.interval.high;
        covered += is_inside != (estimate.set == RatioSet::outside) ? 1 : 0;
        bounded += estimate.set == RatioSet::between ? 1 : 0;
    }
    RecordProperty("covered", covered);
    EXPECT_NEAR(static_cast<double>(covered) / trials, 0.95, 4.0 * std::sqrt(0.95 * 0.05 / trials));
    EXPECT_GT(bounded, trials / 2);
    EXPECT_LT(bounded, trials); // both kinds of sets occur
}

TEST(FiellerRatio, RefusesWhatHasNoSpread)
{
    EXPECT_THROW(static_cast<void>(fieller_ratio(std::vector{1.0}, std::vector{1.0}, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(fieller_ratio(std::vector{1.0, 2.0}, std::vector{1.0}, 0.95)),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(fieller_ratio(std::vector{1.0, 2.0}, std::vector{1.0, 2.0}, 1.0)),
                 std::invalid_argument);
}

} // namespace
} // namespace kamsim
