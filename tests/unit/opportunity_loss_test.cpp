// What not knowing the world costs: against closed forms for normal means, with and without the luck that means of few
// futures hold.

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/opportunity_loss.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/moments.hpp"
#include "kamsim/statistics/noisy_means.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

double normal_draw(std::uint32_t sample, std::uint64_t number, Purpose purpose)
{
    return normal_of(draw(20'261'122, sample, number, once, purpose));
}

/// Designs whose world means are `mean + loading * z`, z three standard normals of the world, with independent luck.
struct NormalDesigns {
    std::vector<double> means;
    std::vector<std::array<double, 3>> loadings;
    double luck = 1.0; ///< standard deviation of a future
};

using Values = std::vector<std::vector<double>>;

Values values_of(const NormalDesigns& designs, std::uint32_t sample, int worlds, int futures)
{
    constexpr std::array purposes{Purpose::demand, Purpose::relationship, Purpose::satisfaction};
    Values values(designs.means.size());
    for (int world = 0; world < worlds; ++world) {
        std::array<double, 3> common{};
        for (std::size_t k = 0; k < common.size(); ++k) {
            common[k] = normal_draw(sample, static_cast<std::uint64_t>(world), purposes[k]);
        }
        for (std::size_t design = 0; design < values.size(); ++design) {
            double mean = designs.means[design];
            for (std::size_t k = 0; k < common.size(); ++k) {
                mean += designs.loadings[design][k] * common[k];
            }
            for (int future = 0; future < futures; ++future) {
                const auto number =
                    (design * 1'000'000 + static_cast<std::uint64_t>(world)) * 100 + static_cast<std::uint64_t>(future);
                values[design].push_back(mean + designs.luck * normal_draw(sample, number, Purpose::failure));
            }
        }
    }
    return values;
}

std::vector<std::span<const double>> spans_of(const Values& values)
{
    return {values.begin(), values.end()};
}

double mean_of_largest_lead(const Eigen::MatrixXd& leads)
{
    return leads.rowwise().maxCoeff().cwiseMax(0.0).mean();
}

struct Largest {
    Estimate as_it_is;
    Estimate corrected;
};

/// Mean of the largest lead over the first design, over many samples of worlds.
Largest largest_lead(const NormalDesigns& designs, int futures)
{
    constexpr int samples = 64;
    constexpr int worlds = 8192;
    Moments as_it_is;
    Moments corrected;
    for (std::uint32_t sample = 0; sample < samples; ++sample) {
        const auto values = values_of(designs, sample, worlds, futures);
        const auto noisy = noisy_differences(spans_of(values), futures);
        as_it_is.add(mean_of_largest_lead(noisy.means));
        corrected.add(mean_of_largest_lead(without_noise(noisy)));
    }
    return {mean_estimate(as_it_is), mean_estimate(corrected)};
}

/// Mean of the larger of 0 and a normal number (unit normal loss integral).
double mean_lead(double mean, double deviation)
{
    const double z = mean / deviation;
    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    return mean * 0.5 * std::erfc(-z / std::numbers::sqrt2) + deviation * density;
}

// The difference of two designs: mean -0.5, standard deviation 1 between worlds and 2 sqrt(2) within them, so that with
// two futures luck is four times as large as knowledge. False alarms: 6.3e-5 for each check.
TEST(OpportunityLoss, OfTwoNormalDesignsIsTheLossIntegralWithoutBias)
{
    const double truth = mean_lead(-0.5, 1.0);
    for (const int futures : {2, 4, 8}) {
        const auto of = [&](double fault) {
            return largest_lead({{0.0, -0.5 * fault}, {{0.6, 0.0, 0.0}, {0.6, fault, 0.0}}, 2.0}, futures);
        };
        const auto found = of(1.0);
        const double optimism = mean_lead(-0.5, std::sqrt(1.0 + 8.0 / futures)) - truth;
        EXPECT_WITHIN_STANDARD_ERRORS(found.as_it_is, truth + optimism, check_limit, 0.004 * (truth + optimism));
        EXPECT_GT(optimism, 0.7 * truth) << futures;
        EXPECT_WITHIN_STANDARD_ERRORS(found.corrected, truth, check_limit, 0.012 * truth);
        RecordProperty("bias_before_" + std::to_string(futures), std::to_string(found.as_it_is.value / truth - 1.0));
        RecordProperty("bias_after_" + std::to_string(futures), std::to_string(found.corrected.value / truth - 1.0));
    }
}

/// The largest of three normal numbers with one mean: the sum of the standard deviations of their three differences
/// over 2 sqrt(2 pi).
TEST(OpportunityLoss, OfThreeNormalDesignsIsTheClosedForm)
{
    const NormalDesigns designs{{0.0, 0.0, 0.0}, {{0.0, 0.0, 0.0}, {1.0, 0.0, 0.0}, {0.6, 1.2, 0.0}}, 0.6};
    const double truth =
        (1.0 + std::hypot(0.6, 1.2) + std::hypot(0.4, 1.2)) / (2.0 * std::sqrt(2.0 * std::numbers::pi));
    for (const int futures : {2, 8}) {
        const auto found = largest_lead(designs, futures);
        EXPECT_WITHIN_STANDARD_ERRORS(found.corrected, truth, check_limit, 0.0025 * truth);
        EXPECT_CAUGHT(scaled(found.corrected, seeded_fault), truth, check_limit, 0.0025 * truth);
        EXPECT_CAUGHT(found.as_it_is, truth, check_limit, 0.0025 * truth);
    }
}

TEST(OpportunityLoss, DoesNotDependOnTheOrderOfDesigns)
{
    auto values = values_of({{0.0, 0.2, 0.1}, {{0.0, 0.0, 0.0}, {1.0, 0.0, 0.0}, {0.6, 1.2, 0.0}}, 1.5}, 3, 100, 4);
    const auto losses = opportunity_losses(spans_of(values), 4, 0.95);
    std::swap(values[0], values[2]);
    const auto swapped = opportunity_losses(spans_of(values), 4, 0.95);
    EXPECT_NEAR(losses.alternatives[0].mean, swapped.alternatives[2].mean, 1e-12);
    EXPECT_NEAR(losses.alternatives[1].mean, swapped.alternatives[1].mean, 1e-12);
    EXPECT_NEAR(losses.perfect_information.mean, swapped.perfect_information.mean, 1e-12);
    EXPECT_NEAR(losses.alternatives[1].interval.low, swapped.alternatives[1].interval.low, 1e-9);
    EXPECT_LT(losses.perfect_information.mean, losses.perfect_information.uncorrected);
}

TEST(OpportunityLoss, OfCopiesAndOfOneDesignIsNone)
{
    const auto values = values_of({{0.0, 1.0}, {{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}}, 1.0}, 5, 60, 3);
    const auto copies = opportunity_losses(std::vector<std::span<const double>>{values[0], values[0]}, 3, 0.95);
    EXPECT_EQ(copies.perfect_information.mean, 0.0);
    EXPECT_EQ(copies.alternatives[1].mean, 0.0);
    EXPECT_EQ(opportunity_losses(std::vector<std::span<const double>>{values[0]}, 3, 0.95).perfect_information.mean,
              0.0);
    const auto three =
        opportunity_losses(std::vector<std::span<const double>>{values[0], values[1], values[1]}, 3, 0.95);
    EXPECT_NEAR(three.alternatives[1].mean, three.alternatives[2].mean, 1e-12);
    const auto two = opportunity_losses(spans_of(values), 3, 0.95);
    EXPECT_NEAR(three.perfect_information.mean, two.perfect_information.mean, 1e-9);
}

TEST(OpportunityLoss, OfWorldsWithOneFutureIsAsItIs)
{
    const std::vector<double> none{0.0, 0.0, 0.0, 0.0};
    const std::vector<double> other{1.0, -2.0, 3.0, -4.0};
    const auto losses = opportunity_losses(std::vector<std::span<const double>>{none, other}, 1, 0.95);
    EXPECT_FALSE(losses.is_corrected);
    EXPECT_DOUBLE_EQ(losses.alternatives[0].mean, 1.0);
    EXPECT_DOUBLE_EQ(losses.alternatives[1].mean, 1.5);
    EXPECT_DOUBLE_EQ(losses.perfect_information.mean, 1.0);
    EXPECT_THROW(static_cast<void>(opportunity_losses(std::vector<std::span<const double>>{none, other}, 3, 0.95)),
                 std::invalid_argument);
    const auto one = opportunity_losses(std::vector<std::span<const double>>{none, other}, 4, 0.95);
    EXPECT_TRUE(std::isnan(one.perfect_information.interval.low));
    EXPECT_DOUBLE_EQ(one.alternatives[1].mean, 0.5);
}

struct Coverage {
    double share = 0.0;
    double mean_width = 0.0;
};

/// How often the interval of the value of perfect information covers it, and its width in units of it: 100 worlds of
/// four futures, luck of the mean as large as knowledge.
Coverage coverage_of(std::uint32_t samples)
{
    const double truth = mean_lead(-0.3, 1.0);
    Coverage coverage;
    for (std::uint32_t sample = 0; sample < samples; ++sample) {
        const auto values =
            values_of({{0.0, -0.3}, {{0.0, 0.0, 0.0}, {1.0, 0.0, 0.0}}, std::numbers::sqrt2}, 1000 + sample, 100, 4);
        const auto interval = opportunity_losses(spans_of(values), 4, 0.95).alternatives[0].interval;
        coverage.share += interval.low <= truth && truth <= interval.high ? 1.0 / samples : 0.0;
        coverage.mean_width += (interval.high - interval.low) / truth / samples;
    }
    return coverage;
}

TEST(OpportunityLoss, IntervalsCoverInAFewSamples)
{
    const auto coverage = coverage_of(100);
    EXPECT_GE(coverage.share, 0.86); // 95 % less four standard errors
    EXPECT_LT(coverage.mean_width, 1.2);
}

TEST(OpportunityLossSlow, IntervalsCoverAsOftenAsTheySay)
{
    const auto coverage = coverage_of(2000);
    RecordProperty("coverage", std::to_string(coverage.share));
    EXPECT_GE(coverage.share, 0.93);
    EXPECT_LE(coverage.share, 0.97);
    EXPECT_LT(coverage.mean_width, 1.2);
}

} // namespace
} // namespace kamsim
