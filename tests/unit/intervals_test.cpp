#include <cmath>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {
namespace {

// Law and Kelton, Simulation Modeling and Analysis: ten replications, 90 % half-width 0.24.
TEST(TInterval, AgreesWithThePublishedTenReplications)
{
    const std::vector<double> values{1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09};
    const auto moments = sample_moments(values);
    EXPECT_NEAR(moments.mean, 1.343, 1e-12);
    EXPECT_NEAR(moments.variance(), 0.167512222222, 1e-12);
    const auto interval = t_interval(moments, 0.9);
    EXPECT_NEAR(interval.high - moments.mean, 0.237253414489, 1e-10);
    EXPECT_NEAR(moments.mean - interval.low, 0.237253414489, 1e-10);
    EXPECT_EQ(interval.level, 0.9);
    EXPECT_EQ(interval.kind, IntervalKind::student_t);
}

TEST(TInterval, OfSeveralMeansTogetherSplitsTheErrorProbability)
{
    const Moments moments{10.0, 5.0, 90.0};
    const auto simultaneous = simultaneous_t_interval(moments, 0.95, 5);
    const auto single = t_interval(moments, 0.99);
    EXPECT_NEAR(simultaneous.low, single.low, 1e-12);
    EXPECT_NEAR(simultaneous.high, single.high, 1e-12);
    EXPECT_EQ(simultaneous.level, 0.95);
    EXPECT_EQ(simultaneous.kind, IntervalKind::student_t_simultaneous);
}

TEST(TInterval, OfASampleWithoutSpreadIsItsValue)
{
    const auto interval = t_interval(Moments{10.0, 5.0, 0.0}, 0.95);
    EXPECT_EQ(interval.low, 5.0);
    EXPECT_EQ(interval.high, 5.0);
}

TEST(TInterval, NeedsTwoValues)
{
    EXPECT_TRUE(std::isnan(t_interval(Moments{1.0, 5.0, 0.0}, 0.95).low));
    EXPECT_TRUE(std::isnan(t_interval(Moments{}, 0.95).high));
}

TEST(TInterval, RejectsWhatDoesNotFit)
{
    EXPECT_THROW((void)t_interval(Moments{5.0, 1.0, 1.0}, 95.0), std::invalid_argument);
    EXPECT_THROW((void)simultaneous_t_interval(Moments{5.0, 1.0, 1.0}, 0.95, 0), std::invalid_argument);
}

// Newcombe (1998), Statistics in Medicine 17, 857-872, table I.
TEST(WilsonInterval, AgreesWithNewcombesTable)
{
    struct Row {
        double successes, trials, low, high;
    };
    for (const auto& row : {Row{81, 263, 0.255288519878, 0.366209576983}, Row{15, 148, 0.0623863995307, 0.160487241723},
                            Row{0, 20, 0.0, 0.161125158053}, Row{1, 29, 0.00611321429276, 0.171755218793}}) {
        const auto interval = wilson_interval(row.successes, row.trials, 0.95);
        EXPECT_NEAR(interval.low, row.low, 1e-10) << row.successes;
        EXPECT_NEAR(interval.high, row.high, 1e-10) << row.successes;
    }
    EXPECT_EQ(wilson_interval(0, 20, 0.95).low, 0.0);
    EXPECT_EQ(wilson_interval(20, 20, 0.95).high, 1.0);
}

TEST(WilsonInterval, RejectsMoreSuccessesThanTrials)
{
    EXPECT_THROW((void)wilson_interval(3, 2, 0.95), std::invalid_argument);
    EXPECT_THROW((void)wilson_interval(0, 0, 0.95), std::invalid_argument);
}

} // namespace
} // namespace kamsim
