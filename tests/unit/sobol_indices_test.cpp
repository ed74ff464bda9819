#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/statistics/sobol_indices.hpp"
#include "support/sensitivity_functions.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

struct Expected {
    double first;
    double total;
};

constexpr std::array ishigami_indices{Expected{0.313905191148, 0.55758885521}, Expected{0.44241114479, 0.44241114479},
                                      Expected{0.0, 0.243683664062}};
constexpr std::array g_function_indices{
    Expected{0.716192168879, 0.787144126659},      Expected{0.17904804222, 0.242198192818},
    Expected{0.0236757741778, 0.0343169101541},    Expected{0.00716192168879, 0.0104603870652},
    Expected{7.16192168879e-05, 0.00010494905192}, Expected{7.16192168879e-05, 0.00010494905192},
    Expected{7.16192168879e-05, 0.00010494905192}, Expected{7.16192168879e-05, 0.00010494905192}};

Estimate estimate_of(const SensitivityIndex& index)
{
    return {index.value, index.standard_error};
}

/// Within four standard errors, which the t distribution of 15 degrees exceeds once in 860 checks; 2 checks an input.
template <std::size_t count>
void expect_indices(const SobolIndices& indices, const std::array<Expected, count>& expected, double ceiling)
{
    ASSERT_EQ(indices.groups.size(), count);
    for (std::size_t k = 0; k < count; ++k) {
        SCOPED_TRACE(k);
        EXPECT_WITHIN_STANDARD_ERRORS(estimate_of(indices.groups[k].first), expected[k].first, check_limit, ceiling);
        EXPECT_WITHIN_STANDARD_ERRORS(estimate_of(indices.groups[k].total), expected[k].total, check_limit, ceiling);
    }
}

/// An index that is large enough must not agree with one that is 1 % off.
void expect_faults_caught(const SobolIndices& indices, std::size_t group, const Expected& expected, double ceiling)
{
    EXPECT_CAUGHT(estimate_of(indices.groups[group].first), seeded_fault * expected.first, check_limit, ceiling);
    EXPECT_CAUGHT(estimate_of(indices.groups[group].total), seeded_fault * expected.total, check_limit, ceiling);
}

TEST(SobolIndices, OfTheIshigamiFunction)
{
    const auto rows = test::sobol_rows(test::ishigami(), {}, 16, 2048, 11); // 2^15 base points
    const SobolIndices indices = sobol_indices(rows, 0.95);
    expect_indices(indices, ishigami_indices, 0.002);
    expect_faults_caught(indices, 1, ishigami_indices[1], 0.0008);
    EXPECT_NEAR(indices.mean, 3.5, 0.001);
    EXPECT_NEAR(indices.variance, 13.8445879407, 0.1);
    EXPECT_EQ(indices.luck_variance, 0.0);
}

TEST(SobolIndices, OfTheGFunction)
{
    const auto rows = test::sobol_rows(test::g_function(), {}, 16, 2048, 12);
    const SobolIndices indices = sobol_indices(rows, 0.95);
    expect_indices(indices, g_function_indices, 0.0017);
    expect_faults_caught(indices, 0, g_function_indices[0], 0.0017);
    EXPECT_NEAR(indices.variance, 0.465424431902, 0.001);
}

TEST(SobolIndices, OfALinearFunctionOfNormalInputs)
{
    const auto rows = test::sobol_rows(test::linear_function(), {}, 16, 2048, 13);
    const SobolIndices indices = sobol_indices(rows, 0.95);
    constexpr std::array shares{0.307692307692, 0.547008547009, 0.00854700854701, 0.136752136752};
    for (std::size_t k = 0; k < shares.size(); ++k) {
        EXPECT_WITHIN_STANDARD_ERRORS(estimate_of(indices.groups[k].first), shares[k], check_limit, 0.001);
        EXPECT_WITHIN_STANDARD_ERRORS(estimate_of(indices.groups[k].total), shares[k], check_limit, 0.001);
    }
}

TEST(SobolIndices, SlowThoseOfTheExpectedOutputWhateverLuckDoes)
{
    // Luck of four times the variance of the inputs, more than a third of it growing with the output: uncorrected, the
    // variance would be twice as large, and total indices too large by 12 % beside that.
    const test::TestLuck luck{4, 0.7, 1.1};
    const auto rows = test::sobol_rows(test::g_function(), luck, 32, 8192, 14);
    const SobolIndices indices = sobol_indices(rows, 0.95);
    expect_indices(indices, g_function_indices, 0.0085);
    EXPECT_WITHIN_STANDARD_ERRORS((Estimate{indices.luck_variance, 0.01}), 0.49 * 1.465424431902 + 1.21, check_limit,
                                  0.01);
}

TEST(SobolIndices, SlowCorrectionForLuckWithinOnePercent)
{
    // As much luck in one future as variance from inputs, with interaction.
    const test::TestLuck luck{8, 0.4, 0.5};
    const auto rows = test::sobol_rows(test::g_function(), luck, 32, 8192, 15);
    const SobolIndices indices = sobol_indices(rows, 0.95);
    expect_indices(indices, g_function_indices, 0.0018);
    expect_faults_caught(indices, 0, g_function_indices[0], 0.0018);
}

TEST(SobolIndices, AreCorrectedForLuck)
{
    // Luck of nearly twice the variance of the inputs in a future: uncorrected, the variance would be 23 % too large.
    const auto rows = test::sobol_rows(test::g_function(), {8, 0.4, 0.8}, 16, 512, 16);
    expect_indices(sobol_indices(rows, 0.95), g_function_indices, 0.012);
}

/// Share of repetitions whose intervals cover, over all inputs of the G-function and both indices but the four that are
/// almost nothing.
double coverage(const test::TestLuck& luck, int repetitions)
{
    int covered = 0;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        const auto rows =
            test::sobol_rows(test::g_function(), luck, 8, 128, 1000 + 8 * static_cast<unsigned>(repetition));
        const SobolIndices indices = sobol_indices(rows, 0.95);
        for (std::size_t k = 0; k < 4; ++k) {
            const auto covers = [](const SensitivityIndex& index, double truth) {
                return index.interval.low <= truth && truth <= index.interval.high ? 1 : 0;
            };
            covered += covers(indices.groups[k].first, g_function_indices[k].first);
            covered += covers(indices.groups[k].total, g_function_indices[k].total);
        }
    }
    return covered / (8.0 * repetitions);
}

// The bounds lie four standard errors of a share of correlated checks (as many as repetitions) around 93 to 97 %.
TEST(SobolIndices, CoverAsOftenAsTheySay)
{
    const double share = coverage({4, 0.3, 0.3}, 100);
    EXPECT_GT(share, 0.93 - 4.0 * std::sqrt(0.95 * 0.05 / 100));
}

TEST(SobolIndices, SlowCoverageOverTwoThousandRepetitions)
{
    const double without_luck = coverage({}, 2000);
    const double with_luck = coverage({4, 0.3, 0.3}, 2000);
    RecordProperty("coverage_without_luck", std::to_string(without_luck));
    RecordProperty("coverage_with_luck", std::to_string(with_luck));
    EXPECT_GT(without_luck, 0.93);
    EXPECT_LT(without_luck, 0.97);
    EXPECT_GT(with_luck, 0.93);
    EXPECT_LT(with_luck, 0.97);
}

TEST(SobolIndices, SayNothingOfAnOutputThatNoInputMoves)
{
    SobolRows rows(2, 1);
    rows.add(std::vector{3.0, 3.0, 3.0, 3.0});
    rows.add(std::vector{3.0, 3.0, 3.0, 3.0});
    const SobolIndices indices = sobol_indices(std::vector{rows, rows}, 0.95);
    EXPECT_EQ(indices.variance, 0.0);
    EXPECT_TRUE(std::isnan(indices.groups[0].first.value));
    EXPECT_TRUE(std::isnan(indices.groups[1].total.interval.low));
}

TEST(SobolIndices, RefuseWhatDoesNotFit)
{
    EXPECT_THROW(SobolRows(0, 1), std::invalid_argument);
    EXPECT_THROW(SobolRows(1, 0), std::invalid_argument);
    SobolRows rows(1, 2);
    EXPECT_THROW(rows.add(std::vector(5, 1.0)), std::invalid_argument);
    rows.add(std::vector(6, 1.0));
    EXPECT_THROW(static_cast<void>(sobol_indices(std::vector{rows}, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(sobol_indices(std::vector{rows, SobolRows(1, 2)}, 0.95)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
