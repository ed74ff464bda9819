// The precision contract: when looks happen, what they judge, and that a run which ends at the first look at which its
// contract holds covers the truth as often as it says.

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/precision.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/results/run_folder.hpp"
#include "kamsim/results/sample_files.hpp"
#include "kamsim/results/sample_size.hpp"
#include "kamsim/simulation/part_merger.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/looks.hpp"
#include "support/experiments.hpp"
#include "support/small_run.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;

TEST(Looks, GrowByHalfInWholeSteps)
{
    EXPECT_THAT(look_sizes(1000, 5000, 256), ElementsAre(1024, 1536, 2304, 3584, 4864));
    EXPECT_THAT(look_sizes(1000, 1000, 256), ElementsAre(1024));
    EXPECT_THAT(look_sizes(1, 4, 1), ElementsAre(1, 2, 3, 4));
    EXPECT_THROW(static_cast<void>(look_sizes(0, 4, 1)), std::invalid_argument);
}

constexpr std::array<std::uint32_t, 2> test_key{0x6C6F6F6B, 0x73000001};

double uniform(std::uint32_t repetition, std::uint32_t k)
{
    return uniform_of(philox4x32_10({repetition, k, 0, 0}, test_key)[0]);
}

using Draw = std::function<double(std::uint32_t repetition, std::uint32_t k)>;

double normal_draw(std::uint32_t repetition, std::uint32_t k)
{
    return normal_of(uniform(repetition, k));
}

/// Exponential with mean 1: skewed, and its spread goes with its mean.
double skewed_draw(std::uint32_t repetition, std::uint32_t k)
{
    return -std::log(uniform(repetition, k));
}

/// A way to go on until a mean is known to within a half-width: when it is looked at, and by which interval.
struct Rule {
    std::vector<std::int64_t> sizes;
    int looks_counted = 1; ///< that the interval is widened for
};

struct Coverage {
    double covered = 0.0;    ///< share of repetitions
    double mean_size = 0.0;  ///< at the end
    double half_width = 0.0; ///< largest at the end
};

/// Ends each repetition at the first look at which the half-width is at most the target.
Coverage coverage(const Draw& draw, double truth, const Rule& rule, double target, int repetitions)
{
    Coverage result;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        Moments moments;
        std::uint32_t k = 0;
        for (const auto size : rule.sizes) {
            for (; k < size; ++k) {
                moments.add(draw(static_cast<std::uint32_t>(repetition), k));
            }
            const auto interval = sequential_t_interval(moments, 0.95, 1, rule.looks_counted);
            const double half_width = 0.5 * (interval.high - interval.low);
            if (half_width <= target || size == rule.sizes.back()) {
                result.covered += interval.low <= truth && truth <= interval.high ? 1.0 : 0.0;
                result.mean_size += static_cast<double>(size);
                result.half_width = std::fmax(result.half_width, half_width);
                break;
            }
        }
    }
    result.covered /= repetitions;
    result.mean_size /= repetitions;
    return result;
}

/// Looks after every observation from the fifth on, with the interval of a sample of fixed size.
Rule naive_rule(std::int64_t most)
{
    Rule rule;
    for (std::int64_t size = 5; size <= most; ++size) {
        rule.sizes.push_back(size);
    }
    return rule;
}

/// As a run has it: looks that grow by half, and intervals that count them all.
Rule planned_rule(std::int64_t first, std::int64_t most)
{
    const auto sizes = look_sizes(first, most, 1);
    return {sizes, static_cast<int>(sizes.size())};
}

void expect_coverage(const char* what, const Draw& draw, double truth, std::int64_t first, double target,
                     int repetitions)
{
    const auto planned = coverage(draw, truth, planned_rule(first, 2000), target, repetitions);
    const auto naive = coverage(draw, truth, naive_rule(2000), target, repetitions);
    ::testing::Test::RecordProperty(what,
                                    fmt::format("planned: {:.4f} covered at {:.0f}; naive: {:.4f} at {:.0f}",
                                                planned.covered, planned.mean_size, naive.covered, naive.mean_size));
    const double error = 3.0 * std::sqrt(0.95 * 0.05 / repetitions); // false alarm 0.1 %, were it nominal
    EXPECT_GE(planned.covered, 0.95 - error) << what;
    EXPECT_LT(naive.covered, 0.95 - error) << what;
    EXPECT_LE(planned.half_width, target) << what; // nobody ran into the bound
    // Width is bounded: the critical value for all looks and half a look too many cost at most this much.
    const double fixed = std::pow(1.96 / target, 2.0);
    EXPECT_LT(planned.mean_size, 4.0 * fixed) << what;
}

TEST(PrecisionContract, CoversTheTruthWhereItEnds)
{
    expect_coverage("normal", normal_draw, 0.0, 20, 0.3, 1000);
}

TEST(SlowPrecisionContract, CoversTheTruthWhereItEnds)
{
    constexpr int repetitions = 10'000;
    expect_coverage("normal, half-width 0.5", normal_draw, 0.0, 10, 0.5, repetitions);
    expect_coverage("normal, half-width 0.3", normal_draw, 0.0, 20, 0.3, repetitions);
    expect_coverage("normal, half-width 0.2", normal_draw, 0.0, 40, 0.2, repetitions);
    expect_coverage("exponential, half-width 0.3", skewed_draw, 1.0, 40, 0.3, repetitions);
    expect_coverage("exponential, half-width 0.15", skewed_draw, 1.0, 40, 0.15, repetitions);
}

Outcome outcome_of(std::int64_t replications)
{
    auto experiment = small_experiment();
    experiment.replications = replications;
    return simulate(experiment);
}

TEST(Precision, JudgesWhatWasAskedFor)
{
    const Outcome outcome = outcome_of(1024);
    PrecisionContract contract;
    contract.value.absolute = 1e9;
    contract.difference.relative = 1e-6;
    contract.measures = {{Measure::customers, 0.5}};
    const auto report = judge_precision(contract, outcome, 2, 5);
    // Three differences, four values, four means of a measure.
    EXPECT_EQ(report.items.size(), 11u);
    for (const auto& item : report.items) {
        EXPECT_EQ(item.holds, item.quantity != PreciseQuantity::difference);
        EXPECT_EQ(item.interval.kind, IntervalKind::student_t_at_every_look);
        if (item.quantity == PreciseQuantity::value) {
            const auto values = std::span(outcome.value).subspan(outcome.value_index(item.alternative, 0), 1024);
            Moments moments;
            for (const double value : values) {
                moments.add(value);
            }
            const auto expected = simultaneous_t_interval(moments, 0.95, 11 * 5);
            EXPECT_NEAR(item.half_width() / (0.5 * (expected.high - expected.low)), 1.0, 1e-9);
        }
    }
    EXPECT_FALSE(report.holds);
    EXPECT_GT(report.replications_needed, 1e6);
    EXPECT_LT(report.replications_needed, std::numeric_limits<double>::infinity());
}

TEST(Precision, TakesTheWiderOfTwoTargets)
{
    const Outcome outcome = outcome_of(256);
    PrecisionContract contract;
    contract.value = {1.0, 0.25};
    for (const auto& item : judge_precision(contract, outcome, 1, 1).items) {
        EXPECT_DOUBLE_EQ(item.target, std::fmax(1.0, 0.2 * std::fabs(item.mean)));
    }
}

TEST(Precision, KnowsWhenTheLeaderIsGoodEnough)
{
    const Outcome outcome = outcome_of(1024);
    PrecisionContract contract;
    contract.selection = SelectionTarget{0.95, 1e6};
    const auto wide = judge_precision(contract, outcome, 1, 3);
    EXPECT_TRUE(wide.holds);
    EXPECT_LT(wide.selection->excess, 1e6);
    contract.selection = SelectionTarget{0.95, 1e-9};
    const auto narrow = judge_precision(contract, outcome, 1, 3);
    EXPECT_EQ(narrow.holds, narrow.selection->excess < 1e-9);
    EXPECT_EQ(narrow.selection->leader, wide.selection->leader);
}

class KeptLooks : public test::ResultFolder {};

/// A run that was planned for more and ended at a look gives the file of a run that asked for as many.
TEST_F(KeptLooks, EndAsARunThatAskedForAsMany)
{
    Scenario scenario;
    scenario.experiment = small_experiment();
    scenario.overrides = {"seed=1"};
    PrecisionContract contract;
    contract.value.absolute = 1.0;
    contract.most_replications = 2048;
    const PlannedLooks looks{contract, {512, 768, 2048}};
    ask_for(scenario, 2048);
    RunFolder folder(path("looked.h5"), scenario, {all_leaves(scenario.experiment), "", {}, looks});
    static_cast<void>(simulate_parts(scenario.experiment, {0, 3}, [&](SamplePart&& part) { folder.commit(part); }));
    SampleFiles files(folder.shards());
    files.shorten();
    files.write_result(path("looked.h5"), files.merge(), {}, "verdict");
    ask_for(scenario, 768);
    RunFolder plain(path("plain.h5"), scenario, {all_leaves(scenario.experiment), "", {}});
    static_cast<void>(simulate_parts(scenario.experiment, {0, 3}, [&](SamplePart&& part) { plain.commit(part); }));
    const SampleFiles whole(plain.shards());
    whole.write_result(path("plain.h5"), whole.merge(), {}, "verdict");
    EXPECT_TRUE(test::content(path("looked.h5")) == test::content(path("plain.h5")));
}

TEST_F(KeptLooks, AreReadBackFromThePlan)
{
    Scenario scenario;
    scenario.experiment = small_experiment();
    PrecisionContract contract;
    contract.difference = {10.0, 0.05};
    contract.measures = {{Measure::customers, 0.5}};
    contract.selection = SelectionTarget{0.9, 25.0};
    contract.confidence = 0.99;
    contract.most_replications = 4096;
    const PlannedLooks looks{contract, {512, 768, 2048}};
    static_cast<void>(RunFolder(path(), scenario, {all_leaves(scenario.experiment), "", {}, looks}));
    const RunFolder again(path());
    EXPECT_EQ(again.plan().looks, looks);
}

TEST(PartMerger, ShowsWhatIsInWithoutEnding)
{
    auto experiment = small_experiment();
    experiment.replications = 1024;
    PartMerger merger(experiment);
    const auto add = [&](SamplePart&& part) { merger.add(part); };
    static_cast<void>(simulate_parts(experiment, {0, 2}, add));
    const Outcome early = merger.so_far();
    static_cast<void>(simulate_parts(experiment, {2, 4}, add));
    const Outcome whole = merger.finish();
    EXPECT_EQ(early.value, outcome_of(512).value);
    EXPECT_EQ(early.account_means, outcome_of(512).account_means);
    EXPECT_EQ(whole.value, outcome_of(1024).value);
    EXPECT_EQ(whole.account_means, outcome_of(1024).account_means);
}

} // namespace
} // namespace kamsim
