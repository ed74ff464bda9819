#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/bootstrap.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/simultaneous_pairs.hpp"
#include "kamsim/statistics/tail_risk.hpp"

namespace kamsim {
namespace {

// How often intervals of a nominal 95 % cover the truth, over samples of fixed seeds. Of 2,000 repetitions the standard
// error of a coverage of 95 % is 0.5 %; of the 400 of the usual run, 1.1 %, where a limit of 91 % is 3.7 of them.

constexpr double level = 0.95;
constexpr double five_percent_normal = -1.6448536269514722;
constexpr double five_percent_tail_mean = -2.0627128075074257;

std::vector<double> normals(std::uint32_t repetition, std::size_t count, std::uint32_t stream = 0)
{
    std::vector<double> values(count);
    for (std::size_t k = 0; k < count; ++k) {
        const auto words = philox4x32_10({static_cast<std::uint32_t>(k / 4), repetition, stream, 0}, {77, 3});
        values[k] = normal_of(uniform_of(words[k % 4]));
    }
    return values;
}

bool covers(const Interval& interval, double truth)
{
    return interval.low <= truth && truth <= interval.high;
}

/// What one repetition says of its truth.
using Repetition = std::function<bool(std::uint32_t)>;

double coverage(int repetitions, const Repetition& covers_truth)
{
    int covered = 0;
    for (int k = 0; k < repetitions; ++k) {
        covered += covers_truth(static_cast<std::uint32_t>(k)) ? 1 : 0;
    }
    return static_cast<double>(covered) / repetitions;
}

bool t_covers(std::uint32_t repetition)
{
    return covers(t_interval(sample_moments(normals(repetition, 40)), level), 0.0);
}

/// 64 worlds with skewed means: exponential, of mean 1.
bool bca_covers(std::uint32_t repetition)
{
    auto values = normals(repetition, 128);
    std::vector<double> exponential;
    for (std::size_t k = 0; k < 64; ++k) {
        exponential.push_back(0.5 * (values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1]));
    }
    return covers(bca_interval(exponential, level), 1.0);
}

bool value_at_risk_covers(std::uint32_t repetition)
{
    return covers(tail_risk(normals(repetition, 1000), 1, 0.05, level).value_at_risk_interval, five_percent_normal);
}

bool tail_mean_covers(std::uint32_t repetition)
{
    return covers(tail_risk(normals(repetition, 1000), 1, 0.05, level).conditional_interval, five_percent_tail_mean);
}

/// 400 worlds of 8 futures, half of the variance between worlds.
std::vector<double> futures_of_worlds(std::uint32_t repetition)
{
    const auto worlds = normals(repetition, 400, 1);
    auto values = normals(repetition, 3200, 2);
    for (std::size_t k = 0; k < values.size(); ++k) {
        values[k] = std::sqrt(0.5) * (worlds[k / 8] + values[k]);
    }
    return values;
}

bool value_at_risk_over_worlds_covers(std::uint32_t repetition)
{
    return covers(tail_risk(futures_of_worlds(repetition), 8, 0.05, level).value_at_risk_interval, five_percent_normal);
}

bool tail_mean_over_worlds_covers(std::uint32_t repetition)
{
    return covers(tail_risk(futures_of_worlds(repetition), 8, 0.05, level).conditional_interval,
                  five_percent_tail_mean);
}

bool wilson_covers(std::uint32_t repetition)
{
    const auto values = normals(repetition, 500);
    return covers(share_below_threshold(values, 1, five_percent_normal, level).interval, 0.05);
}

/// All six differences of four means of correlated samples of 60, of unlike spreads.
bool simultaneous_covers(std::uint32_t repetition)
{
    constexpr Eigen::Index designs = 4;
    constexpr std::size_t count = 60;
    const auto common = normals(repetition, count, 9);
    std::vector<std::vector<double>> samples;
    for (std::uint32_t design = 0; design < designs; ++design) {
        auto sample = normals(repetition, count, 10 + design);
        for (std::size_t k = 0; k < count; ++k) {
            sample[k] = 2.0 * common[k] + (1.0 + design) * sample[k];
        }
        samples.push_back(std::move(sample));
    }
    Eigen::MatrixXd variances = Eigen::MatrixXd::Zero(designs, designs);
    double largest = 0.0;
    for (Eigen::Index i = 0; i < designs; ++i) {
        for (Eigen::Index j = 0; j < i; ++j) {
            const auto moments =
                paired_moments(samples[static_cast<std::size_t>(i)], samples[static_cast<std::size_t>(j)]);
            variances(i, j) = variances(j, i) = std::pow(moments.standard_error(), 2);
            largest = std::fmax(largest, std::fabs(moments.mean) / moments.standard_error());
        }
    }
    return largest <= simultaneous_pairs_factor(variances, count - 1.0, level);
}

struct Case {
    std::string name;
    Repetition covers_truth;
    double least; ///< of the long run
    double most;
    int quick_repetitions = 400;
};

std::vector<Case> cases()
{
    return {{"t", t_covers, 0.93, 0.97},
            {"bca", bca_covers, 0.93, 0.97, 0},
            {"value_at_risk", value_at_risk_covers, 0.95, 0.98},
            {"tail_mean", tail_mean_covers, 0.93, 0.97},
            {"value_at_risk_over_worlds", value_at_risk_over_worlds_covers, 0.93, 0.97},
            {"tail_mean_over_worlds", tail_mean_over_worlds_covers, 0.93, 0.97},
            {"wilson", wilson_covers, 0.93, 0.97},
            {"simultaneous", simultaneous_covers, 0.93, 0.97, 0}};
}

TEST(IntervalCoverage, IsNearItsLevel)
{
    for (const Case& one : cases()) {
        if (one.quick_repetitions > 0) {
            EXPECT_GT(coverage(one.quick_repetitions, one.covers_truth), 0.91) << one.name;
        }
    }
}

TEST(IntervalCoverageSlow, IsItsLevel)
{
    for (const Case& one : cases()) {
        const double found = coverage(2000, one.covers_truth);
        RecordProperty(one.name, std::to_string(found));
        EXPECT_GE(found, one.least) << one.name;
        EXPECT_LE(found, one.most) << one.name;
    }
}

} // namespace
} // namespace kamsim
