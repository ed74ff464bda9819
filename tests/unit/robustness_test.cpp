// Regret, targets, worst cases and the map of wins: small outcomes by hand, and synthetic worlds whose winner is known.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/robustness.hpp"
#include "kamsim/decision/win_map.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/report/win_map_text.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using ::testing::HasSubstr;

test::HandMade four_worlds()
{
    auto made = test::hand_made({{"none", {10.0, 10.0, 10.0, 10.0}},
                                 {"matrix", {14.0, 12.0, 10.0, 4.0}},
                                 {"early_stage", {9.0, 11.0, 11.0, 9.0}}});
    made.outcome.worlds = 4;
    made.outcome.futures_per_world = 1;
    return made;
}

TEST(Robustness, IsThatOfTheTable)
{
    const auto [experiment, outcome] = four_worlds();
    const auto robustness = robustness_of(outcome, std::nullopt, 0.95);
    const auto& none = robustness.alternatives[0];
    const auto& matrix = robustness.alternatives[1];
    const auto& early = robustness.alternatives[2];
    EXPECT_DOUBLE_EQ(none.largest_regret, 4.0);
    EXPECT_DOUBLE_EQ(matrix.largest_regret, 6.0);
    EXPECT_DOUBLE_EQ(early.largest_regret, 5.0);
    EXPECT_EQ(robustness.least_largest_regret, 0);
    EXPECT_DOUBLE_EQ(matrix.mean_regret, 1.75);
    EXPECT_DOUBLE_EQ(matrix.share_reached, 0.75);
    EXPECT_DOUBLE_EQ(early.share_reached, 0.5);
    EXPECT_EQ(robustness.most_reached, 1);
    EXPECT_EQ(matrix.share_interval.kind, IntervalKind::wilson);
    EXPECT_DOUBLE_EQ(matrix.worst_worlds, 4.0);
    EXPECT_DOUBLE_EQ(early.worst_futures, 9.0);
    EXPECT_TRUE(none.is_on_world_front); // the mean of all is 10: none has the best worst world
    EXPECT_FALSE(matrix.is_on_world_front);
    EXPECT_FALSE(early.is_on_future_front);
    const auto with_target = robustness_of(outcome, 12.0, 0.95);
    EXPECT_DOUBLE_EQ(with_target.alternatives[0].share_reached, 0.0);
    EXPECT_DOUBLE_EQ(with_target.alternatives[1].share_reached, 0.5);
    EXPECT_EQ(with_target.most_reached, 1);
}

TEST(Robustness, OfOneWorldIsRefused)
{
    const auto [experiment, outcome] = test::hand_made({{"none", {1.0, 2.0}}, {"matrix", {2.0, 3.0}}});
    EXPECT_THROW(static_cast<void>(robustness_of(outcome, std::nullopt, 0.95)), std::invalid_argument);
}

/// Worlds with three inputs; the lead of matrix rises with the second of them, under luck as large as that.
test::HandMade worlds_with_a_threshold(double slope, std::uint32_t sample = 0)
{
    constexpr int worlds = 400;
    constexpr int futures = 4;
    std::vector<double> none(worlds * futures, 1000.0);
    std::vector<double> matrix;
    std::vector<double> inputs;
    for (int world = 0; world < worlds; ++world) {
        for (std::uint32_t input = 0; input < 3; ++input) {
            inputs.push_back(draw(3 + sample, 0, static_cast<std::uint64_t>(world), input, Purpose::demand));
        }
        for (std::uint32_t future = 0; future < futures; ++future) {
            const double luck =
                normal_of(draw(3 + sample, future, static_cast<std::uint64_t>(world), once, Purpose::failure));
            matrix.push_back(1000.0 + slope * (inputs[inputs.size() - 2] - 0.6) + 40.0 * luck);
        }
    }
    auto made = test::hand_made({{"none", none}, {"matrix", matrix}});
    made.outcome.worlds = worlds;
    made.outcome.futures_per_world = futures;
    made.outcome.world_inputs = inputs;
    made.experiment.uncertainty.inputs.resize(3);
    made.experiment.uncertainty.inputs[0].name = "first";
    made.experiment.uncertainty.inputs[1].name = "second";
    made.experiment.uncertainty.inputs[2].name = "third";
    return made;
}

TEST(WinMap, FindsTheThresholdThroughLuck)
{
    const auto [experiment, outcome] = worlds_with_a_threshold(200.0);
    const auto map = map_of_wins(experiment, outcome);
    ASSERT_EQ(map.boxes.size(), 2U);
    const auto& box = map.boxes[1];
    EXPECT_EQ(box.alternative, 1);
    ASSERT_EQ(box.box.limits.size(), 1U);
    EXPECT_EQ(box.box.limits[0].input, 1);
    EXPECT_EQ(box.box.limits[0].side, BoxLimit::Side::least);
    EXPECT_NEAR(box.box.limits[0].value, 0.6, 0.06);
    EXPECT_TRUE(box.is_confirmed());
    EXPECT_GT(box.held_out.coverage, 0.85);
    EXPECT_GT(box.held_out.density, 0.85);
    EXPECT_GT(map.tree_accuracy, 0.93);
    EXPECT_NEAR(map.constant_accuracy, 0.6, 0.1);
    EXPECT_EQ(map.tree.size(), 2U);
    int right = 0;
    for (std::size_t world = 0; world < map.winners.size(); ++world) {
        right += (map.winners[world] == 1) == (outcome.world_inputs[3 * world + 1] > 0.6) ? 1 : 0;
    }
    EXPECT_GT(right, 370);
    EXPECT_EQ(map.grid.across, 1U);
    EXPECT_EQ(map.grid.cell(0, 0).winner, 0);
    EXPECT_EQ(map.grid.cell(5, 7).winner, 1);
    EXPECT_GT(map.grid.cell(5, 7).confidence, 0.99);
}

// Nothing depends on the inputs: a box that is confirmed is a false discovery, which 5 % of the maps may have for each
// design; of 60 maps that is 3, with four standard errors 10.
TEST(WinMap, OfNoiseConfirmsNothingMoreOftenThanItSays)
{
    std::ptrdiff_t discoveries = 0;
    int maps_with_boxes = 0;
    for (std::uint32_t sample = 0; sample < 60; ++sample) {
        const auto [experiment, outcome] = worlds_with_a_threshold(0.0, sample);
        const auto map = map_of_wins(experiment, outcome);
        discoveries += std::count_if(map.boxes.begin(), map.boxes.end(),
                                     [](const WinBox& box) { return box.alternative == 1 && box.is_confirmed(); });
        maps_with_boxes += map.boxes.empty() ? 0 : 1;
    }
    EXPECT_LE(discoveries, 10);
    EXPECT_GT(maps_with_boxes, 0);
    RecordProperty("discoveries", std::to_string(discoveries));
    RecordProperty("maps_with_boxes", maps_with_boxes);
}

TEST(WinMap, NeedsWorldsAndInputs)
{
    auto [experiment, outcome] = worlds_with_a_threshold(200.0);
    outcome.world_inputs.clear();
    EXPECT_THROW(static_cast<void>(map_of_wins(experiment, outcome)), std::invalid_argument);
}

TEST(WinMap, IsToldInEightyColumnsAndAsJson)
{
    const auto [experiment, outcome] = worlds_with_a_threshold(200.0);
    const auto robustness = robustness_of(outcome, std::nullopt, 0.95);
    const auto map = map_of_wins(experiment, outcome);
    const auto text = win_map_text(experiment, robustness, map);
    EXPECT_THAT(text, HasSubstr("second at least 0.6"));
    EXPECT_THAT(text, HasSubstr("A none, B matrix"));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 80U) << line;
    }
    const auto json = nlohmann::json::parse(win_map_json(experiment, robustness, map));
    EXPECT_EQ(json.at("worlds"), 400);
    EXPECT_EQ(json.at("boxes").at(1).at("design"), "matrix");
    EXPECT_EQ(json.at("boxes").at(1).at("limits").at(0).at("input"), "second");
    EXPECT_EQ(json.at("grid").at("cells").size(), 6U);
    EXPECT_EQ(json.at("robustness").at("designs").size(), 2U);
    const auto csv = robustness_csv(experiment, robustness);
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
}

} // namespace
} // namespace kamsim
