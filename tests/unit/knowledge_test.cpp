// A comparison where something is uncertain: what is not known apart from what cannot be known, and intervals that
// count worlds, not futures.

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/knowledge.hpp"
#include "kamsim/report/json.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/statistics/paired.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::HandMade;
using ::testing::HasSubstr;

constexpr int worlds = 40;
constexpr int futures = 5;

/// World means with this spread, and futures around each of them with another.
std::vector<double> values(double mean, double sd_between, double sd_within, int stride)
{
    const auto means = test::normal_scores(worlds, mean, sd_between, stride);
    std::vector<double> all;
    for (int world = 0; world < worlds; ++world) {
        const auto around =
            test::normal_scores(futures, means[static_cast<std::size_t>(world)], sd_within, 1 + world % 4);
        all.insert(all.end(), around.begin(), around.end());
    }
    return all;
}

HandMade uncertain_outcome()
{
    auto made = test::hand_made({{"none", std::vector<double>(worlds * futures, 1000.0)},
                                 {"early_stage", values(1500.0, 400.0, 900.0, 7)},
                                 {"matrix", values(1900.0, 600.0, 100.0, 11)}});
    auto& outcome = made.outcome;
    outcome.worlds = worlds;
    outcome.futures_per_world = futures;
    outcome.world_ledger.resize(static_cast<std::size_t>(outcome.alternatives) * worlds * ledger_line_count);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        const std::span<const double> all(&outcome.value[outcome.value_index(alternative, 0)], worlds * futures);
        const auto means = world_means(all, futures);
        for (std::int64_t world = 0; world < worlds; ++world) {
            const double mean = means[static_cast<std::size_t>(world)];
            outcome.world_ledger[outcome.world_index(alternative, world, LedgerLine::retained)] = 1.5 * mean;
            outcome.world_ledger[outcome.world_index(alternative, world, LedgerLine::people)] = -0.5 * mean;
        }
    }
    return made;
}

TEST(Knowledge, ApartIsWhatLiesBetweenWorldsAndWithinThem)
{
    const Knowledge knowledge = knowledge_of(values(0.0, 400.0, 900.0, 7), futures);
    EXPECT_NEAR(knowledge.sd_within, 900.0, 1e-9);
    const double between = 400.0 * 400.0 - 900.0 * 900.0 / futures;
    EXPECT_NEAR(knowledge.sd_between, std::sqrt(std::max(0.0, between)), 1e-9);
    const Knowledge clear = knowledge_of(values(0.0, 600.0, 100.0, 7), futures);
    EXPECT_NEAR(clear.sd_between, std::sqrt(360'000.0 - 2'000.0), 1e-9);
    EXPECT_NEAR(clear.share_between, 358'000.0 / 368'000.0, 1e-12);
}

TEST(Knowledge, OfWorldsWithOneFutureIsUnknown)
{
    const Knowledge knowledge = knowledge_of(std::vector{1.0, 2.0, 3.0}, 1);
    EXPECT_TRUE(std::isnan(knowledge.sd_between));
    EXPECT_TRUE(std::isnan(knowledge.sd_within));
    EXPECT_TRUE(std::isnan(knowledge.share_between));
}

TEST(Knowledge, IntervalsOfAComparisonCountWorlds)
{
    const auto [experiment, outcome] = uncertain_outcome();
    const auto comparison = compare(experiment, outcome);
    const auto& matrix = comparison.alternatives[2];
    EXPECT_EQ(matrix.value.interval.kind, IntervalKind::bca_over_worlds);
    EXPECT_EQ(matrix.difference.interval.kind, IntervalKind::bca_over_worlds);
    EXPECT_NEAR(matrix.value.standard_error, 600.0 / std::sqrt(worlds), 1e-6);
    EXPECT_NEAR(matrix.value.mean, 1900.0, 1e-9);
    // A bootstrap of 2000 resamples: 5 % of the half width, four times.
    const double half_width = 2.0227 * 600.0 / std::sqrt(worlds);
    EXPECT_NEAR(matrix.value.interval.low, 1900.0 - half_width, 0.2 * half_width);
    EXPECT_NEAR(matrix.value.interval.high, 1900.0 + half_width, 0.2 * half_width);
    EXPECT_EQ(comparison.worlds, worlds);
    EXPECT_NEAR(matrix.value_knowledge.sd_within, 100.0, 1e-6);
    EXPECT_NEAR(matrix.difference_knowledge.sd_within, 100.0, 1e-6);

    const auto bridge = bridge_between(experiment, outcome, outcome.baseline, 2);
    EXPECT_EQ(bridge.total.interval.kind, IntervalKind::bca_over_worlds);
    EXPECT_NEAR(bridge.total.standard_error, matrix.difference.standard_error, 1e-9);
    EXPECT_NEAR(bridge.line(LedgerLine::people).standard_error, 0.5 * matrix.difference.standard_error, 1e-9);
    EXPECT_EQ(bridge.line(LedgerLine::rescue).standard_error, 0.0);
}

TEST(Knowledge, FewWorldsHaveStudentsT)
{
    auto [experiment, outcome] = test::hand_made(
        {{"none", std::vector<double>(12, 1000.0)}, {"matrix", test::normal_scores(12, 1200.0, 100.0, 5)}});
    outcome.worlds = 4;
    outcome.futures_per_world = 3;
    outcome.world_ledger.resize(2 * 4 * ledger_line_count);
    const auto comparison = compare(experiment, outcome);
    EXPECT_EQ(comparison.alternatives[1].value.interval.kind, IntervalKind::student_t_over_worlds);
    const auto means = world_means(std::span(outcome.value).subspan(12), 3);
    EXPECT_DOUBLE_EQ(comparison.alternatives[1].value.interval.low, t_interval(sample_moments(means), 0.95).low);
}

TEST(Knowledge, SharesOfWorldsBestAddUpAndFollowTheMeans)
{
    const auto [experiment, outcome] = uncertain_outcome();
    const auto comparison = compare(experiment, outcome);
    double sum = 0.0;
    std::vector<double> expected(3, 0.0);
    for (int world = 0; world < worlds; ++world) {
        std::vector<double> means;
        for (int alternative = 0; alternative < 3; ++alternative) {
            double of_world = 0.0;
            for (int future = 0; future < futures; ++future) {
                of_world += outcome.value[outcome.value_index(alternative, world * futures + future)];
            }
            means.push_back(of_world);
        }
        expected[static_cast<std::size_t>(std::max_element(means.begin(), means.end()) - means.begin())] +=
            1.0 / worlds;
    }
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(comparison.alternatives[k].share_of_worlds_best, expected[k], 1e-12);
        sum += comparison.alternatives[k].share_of_worlds_best;
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
}

TEST(Knowledge, IsToldInABlockOfItsOwn)
{
    const auto [experiment, outcome] = uncertain_outcome();
    const auto comparison = compare(experiment, outcome);
    const auto text = knowledge_table(comparison);
    EXPECT_THAT(text, HasSubstr("What is not known and what cannot be known"));
    EXPECT_THAT(text, HasSubstr("40 worlds"));
    auto unwrapped = comparison_table(comparison);
    std::replace(unwrapped.begin(), unwrapped.end(), '\n', ' ');
    EXPECT_THAT(unwrapped, HasSubstr("(BCa bootstrap over worlds)"));
    EXPECT_THAT(unwrapped, HasSubstr("40 worlds of 5 futures"));
    std::istringstream lines(text + comparison_table(comparison));
    for (std::string line; std::getline(lines, line);) {
        const auto columns = std::count_if(
            line.begin(), line.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
        EXPECT_LE(columns, 80) << line;
    }
    auto plain = test::hand_made({{"none", {1.0, 2.0}}, {"matrix", {2.0, 3.0}}});
    EXPECT_EQ(knowledge_table(compare(plain.experiment, plain.outcome)), "");
}

TEST(Knowledge, IsInTheJson)
{
    const auto [experiment, outcome] = uncertain_outcome();
    const auto comparison = compare(experiment, outcome);
    const auto json = nlohmann::json::parse(comparison_json(experiment, outcome, comparison, "1"));
    EXPECT_EQ(json.at("worlds"), worlds);
    EXPECT_EQ(json.at("futures_per_world"), futures);
    const auto& knowledge = json.at("alternatives").at(2).at("knowledge");
    EXPECT_NEAR(knowledge.at("value").at("sd_within_worlds").get<double>(), 100.0, 1e-6);
    EXPECT_EQ(knowledge.at("interval_kind"), "BCa bootstrap over worlds");
    EXPECT_TRUE(json.at("alternatives").at(2).contains("share_of_worlds_best"));
}

TEST(Knowledge, AnOpenVerdictAsksForWorlds)
{
    auto [experiment, outcome] =
        test::hand_made({{"none", values(1000.0, 400.0, 900.0, 7)}, {"matrix", values(1010.0, 400.0, 900.0, 11)}});
    outcome.worlds = worlds;
    outcome.futures_per_world = futures;
    outcome.world_ledger.resize(2 * worlds * ledger_line_count);
    EXPECT_THAT(compare(experiment, outcome).verdict.sentence, HasSubstr("More worlds: --worlds "));
}

} // namespace
} // namespace kamsim
