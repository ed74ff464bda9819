// What knowing an input, several of them, or data about one is worth: against closed forms for normal leads.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/value_of_information.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/moments.hpp"
#include "kamsim/statistics/smooth_fit.hpp"
#include "support/hand_made_outcome.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

/// Standard normals of worlds, one column for each purpose.
Eigen::VectorXd normal_column(std::uint32_t sample, Eigen::Index worlds, Purpose purpose)
{
    Eigen::VectorXd column(worlds);
    for (Eigen::Index world = 0; world < worlds; ++world) {
        column[world] = normal_of(draw(5, sample, static_cast<std::uint64_t>(world), once, purpose));
    }
    return column;
}

/// The same, one in each of as many strata of equal probability: as worlds of a design are.
Eigen::VectorXd even_column(std::uint32_t sample, Eigen::Index worlds, Purpose purpose)
{
    Eigen::VectorXd column(worlds);
    for (Eigen::Index world = 0; world < worlds; ++world) {
        const double place = draw(5, sample, static_cast<std::uint64_t>(world), once, purpose);
        column[world] = normal_of((static_cast<double>(world) + place) / static_cast<double>(worlds));
    }
    return column;
}

/// What knowing a normal lead is worth (unit normal loss integral).
double normal_value(double mean, double deviation)
{
    const double z = mean / deviation;
    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    return mean * 0.5 * std::erfc(-z / std::numbers::sqrt2) + deviation * density - std::max(0.0, mean);
}

/// Mean of values over samples.
template <class Value>
Estimate over_samples(std::uint32_t samples, Value&& value)
{
    Moments moments;
    for (std::uint32_t sample = 0; sample < samples; ++sample) {
        moments.add(value(sample));
    }
    return mean_estimate(moments);
}

TEST(ValueOfInformation, OfANormalInputIsTheLossIntegral)
{
    const auto found = [](double fault) {
        return over_samples(10, [&](std::uint32_t sample) {
            const auto input = even_column(sample, 4096, Purpose::demand);
            const Eigen::VectorXd lead =
                -0.3 + fault * input.array() + 0.2 * normal_column(sample, 4096, Purpose::failure).array();
            return value_of_statistic(lead, input, 0.95).mean;
        });
    };
    expect_agreement(found, normal_value(-0.3, 1.0), 0.0025 * normal_value(-0.3, 1.0));
}

// Luck five times as large as what the input does: the noise does not pass for value.
TEST(ValueOfInformation, OfAnInputUnderMuchLuckHasNoBias)
{
    const double truth = normal_value(-0.3, 1.0);
    double naive = 0.0;
    const auto found = over_samples(60, [&](std::uint32_t sample) {
        const auto input = even_column(sample, 512, Purpose::demand);
        const Eigen::VectorXd lead = -0.3 + input.array() + 5.0 * normal_column(sample, 512, Purpose::failure).array();
        naive += (lead.cwiseMax(0.0).mean() - std::max(0.0, lead.mean())) / 60.0;
        return value_of_statistic(lead, input, 0.95).mean;
    });
    EXPECT_WITHIN_STANDARD_ERRORS(found, truth, check_limit, 0.07 * truth);
    EXPECT_GT(naive, 5.0 * truth);
    const auto of_nothing = over_samples(60, [&](std::uint32_t sample) {
        const auto input = even_column(sample, 512, Purpose::demand);
        const Eigen::VectorXd lead = -0.3 + 2.0 * normal_column(sample, 512, Purpose::failure).array();
        return value_of_statistic(lead, input, 0.95).mean;
    });
    EXPECT_LT(of_nothing.value, 0.002);
}

// The lead of the second design is a product of two inputs, which neither of them shows alone.
TEST(ValueOfInformation, OfAGroupSeesWhatInputsDoTogether)
{
    const Eigen::Index worlds = 2048;
    Eigen::MatrixXd inputs(worlds, 3);
    inputs.col(0) = normal_column(1, worlds, Purpose::demand);
    inputs.col(1) = normal_column(1, worlds, Purpose::relationship);
    inputs.col(2) = normal_column(1, worlds, Purpose::satisfaction);
    const Eigen::VectorXd lead =
        inputs.col(0).cwiseProduct(inputs.col(1)) + 0.5 * normal_column(1, worlds, Purpose::failure);
    // E max(0, x y) of two independent standard normals is 1 / pi.
    const auto both = value_of_statistic(lead, inputs, 0.95);
    EXPECT_NEAR(both.mean, 1.0 / std::numbers::pi, 0.1 / std::numbers::pi);
    EXPECT_LT(both.interval.low, 1.0 / std::numbers::pi);
    EXPECT_GT(both.interval.high, 1.0 / std::numbers::pi);
    for (int input = 0; input < 3; ++input) {
        EXPECT_LT(value_of_statistic(lead, inputs.col(input), 0.95).mean, 0.03) << input;
    }
}

// A normal mean with standard deviation 1, seen through data whose error has variance 1 / n: before the data, their
// answer has variance n / (n + 1).
TEST(ValueOfInformation, OfNormalDataIsTheClosedFormAndGrowsTowardsThatOfTheInput)
{
    double before = 0.0;
    for (const double observations : {0.5, 2.0, 8.0}) {
        const double truth = normal_value(-0.2, std::sqrt(observations / (observations + 1.0)));
        const auto found = over_samples(8, [&](std::uint32_t sample) {
            const auto mean = even_column(sample, 2048, Purpose::demand);
            const Eigen::VectorXd data = mean + normal_column(sample, 2048, Purpose::observe) / std::sqrt(observations);
            const Eigen::VectorXd lead =
                -0.2 + mean.array() + 0.2 * normal_column(sample, 2048, Purpose::failure).array();
            const double of_data = value_of_statistic(lead, data, 0.95).mean;
            EXPECT_LT(of_data, value_of_statistic(lead, mean, 0.95).mean);
            return of_data;
        });
        EXPECT_WITHIN_STANDARD_ERRORS(found, truth, check_limit, 0.02 * truth);
        EXPECT_GT(found.value, before);
        before = found.value;
    }
}

TEST(ValueOfInformation, DoesNotDependOnUnitsOrOrderAndHasTheSameBits)
{
    const auto input = normal_column(2, 256, Purpose::demand);
    Eigen::MatrixXd leads(256, 2);
    leads.col(0) = input + normal_column(2, 256, Purpose::failure);
    leads.col(1) = 0.5 * input.array().square() - 0.4 + normal_column(2, 256, Purpose::satisfaction).array();
    const auto value = value_of_statistic(leads, input, 0.95);
    const Eigen::VectorXd exponential = (2.0 * input.array() + 3.0).exp();
    EXPECT_EQ(value_of_statistic(leads, exponential, 0.95).mean, value.mean);
    EXPECT_EQ(value_of_statistic(leads, exponential, 0.95).interval.high, value.interval.high);
    EXPECT_NEAR(value_of_statistic(1000.0 * leads, input, 0.95).mean, 1000.0 * value.mean, 1e-6);
    EXPECT_LT(value.interval.low, value.mean);
    EXPECT_GT(value.interval.high, value.mean);
    EXPECT_EQ(value.interval.kind, IntervalKind::posterior_over_worlds);
    const Eigen::VectorXd constant = Eigen::VectorXd::Ones(256);
    EXPECT_EQ(value_of_statistic(leads, constant, 0.95).mean, 0.0);
    EXPECT_EQ(value_of_statistic(Eigen::MatrixXd::Zero(256, 1), input, 0.95).mean, 0.0);
    EXPECT_THROW(static_cast<void>(value_of_statistic(leads, input.head(100), 0.95)), std::invalid_argument);
}

TEST(ValueOfInformation, OfAnOutcomeNamesInputsAndGroups)
{
    const int worlds = 64;
    const int futures = 4;
    std::vector<double> none(static_cast<std::size_t>(worlds * futures), 1000.0);
    std::vector<double> matrix;
    const auto input = even_column(9, worlds, Purpose::demand);
    for (int world = 0; world < worlds; ++world) {
        for (const double luck : test::normal_scores(futures, 0.0, 40.0, 1 + world % 3)) {
            matrix.push_back(1000.0 + 100.0 * input[world] + luck);
        }
    }
    auto [experiment, outcome] = test::hand_made({{"none", none}, {"matrix", matrix}});
    outcome.worlds = worlds;
    outcome.futures_per_world = futures;
    experiment.uncertainty.inputs.resize(4);
    const std::array names{"retention.a", "retention.b", "expansion.c", "accounts.d"};
    for (std::size_t k = 0; k < 4; ++k) {
        experiment.uncertainty.inputs[k].name = names[k];
    }
    experiment.uncertainty.inputs[3].scope = UncertainScope::each;
    for (int world = 0; world < worlds; ++world) {
        outcome.world_inputs.insert(outcome.world_inputs.end(),
                                    {std::cos(3.0 * world), input[world], std::sin(7.0 * world)});
    }
    const auto groups = groups_by_mechanism(experiment);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].name, "retention");
    EXPECT_EQ(groups[0].inputs, (std::vector<std::size_t>{0, 1}));
    const auto found = value_of_information(experiment, outcome, groups, 0.95);
    EXPECT_EQ(found.inputs.front().group.name, "retention.b");
    EXPECT_NEAR(found.inputs.front().value.mean, normal_value(0.0, 100.0), 4.0);
    EXPECT_NEAR(found.losses.perfect_information.mean, normal_value(0.0, 100.0), 4.0);
    EXPECT_NEAR(found.groups.front().value.mean, found.inputs.front().value.mean, 4.0);
    EXPECT_LT(found.inputs.back().value.mean, 4.0);
    EXPECT_EQ(found.own_inputs, std::vector<std::string>{"accounts.d"});
    outcome.world_inputs.clear();
    EXPECT_THROW(static_cast<void>(value_of_information(experiment, outcome, groups, 0.95)), std::invalid_argument);
}

TEST(SmoothFit, TakesNormalScoresOfRanks)
{
    const Eigen::VectorXd scores = normal_scores(Eigen::Vector4d(5.0, -1.0, 5.0, 100.0));
    EXPECT_NEAR(scores[1], normal_of(0.125), 1e-12);
    EXPECT_NEAR(scores[0], normal_of(0.5), 1e-12);
    EXPECT_EQ(scores[0], scores[2]);
    EXPECT_NEAR(scores[3], normal_of(0.875), 1e-12);
}

struct Coverage {
    double share = 0.0;
    double mean_width = 0.0;
};

/// How often the interval covers the closed form; 256 worlds that are independent, luck 1.5 times what the input does.
Coverage coverage_of(std::uint32_t samples)
{
    const double truth = normal_value(-0.3, 1.0);
    Coverage coverage;
    for (std::uint32_t sample = 0; sample < samples; ++sample) {
        const auto input = normal_column(1000 + sample, 256, Purpose::demand);
        const Eigen::VectorXd lead =
            -0.3 + input.array() + 1.5 * normal_column(1000 + sample, 256, Purpose::failure).array();
        const auto interval = value_of_statistic(lead, input, 0.95).interval;
        coverage.share += interval.low <= truth && truth <= interval.high ? 1.0 / samples : 0.0;
        coverage.mean_width += (interval.high - interval.low) / truth / samples;
    }
    return coverage;
}

TEST(ValueOfInformation, IntervalsCoverInAFewSamples)
{
    const auto coverage = coverage_of(100);
    EXPECT_GE(coverage.share, 0.86); // 95 % less four standard errors
    EXPECT_LT(coverage.mean_width, 1.0);
}

TEST(ValueOfInformationSlow, IntervalsCoverAsOftenAsTheySay)
{
    const auto coverage = coverage_of(2000);
    RecordProperty("coverage", std::to_string(coverage.share));
    EXPECT_GE(coverage.share, 0.93);
    EXPECT_LE(coverage.share, 0.97);
    EXPECT_LT(coverage.mean_width, 1.0);
}

} // namespace
} // namespace kamsim
