#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/hybrid_designs.hpp"
#include "kamsim/decision/mechanism_bridge.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/scenario_keys.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/simulation/study.hpp"
#include "kamsim/statistics/paired.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

constexpr double share_of_rounding = 1e-9;

TEST(MechanismGroups, HaveEveryParameterOfAStructureOnce)
{
    for (const StructureEntry& entry : structure_catalogue()) {
        const auto grouped = grouped_parameters();
        EXPECT_EQ(std::count_if(grouped.begin(), grouped.end(),
                                [&](const GroupedParameter& one) { return one.member == entry.member; }),
                  1)
            << entry.name << " belongs to no group of mechanisms, or to several";
    }
    EXPECT_EQ(grouped_parameters().size(), structure_catalogue().size());
}

TEST(MechanismGroups, HaveEveryKeyOfADesignOnce)
{
    std::multiset<std::string> grouped;
    for (const GroupedDecision& decision : grouped_decisions()) {
        grouped.insert(decision.key);
    }
    std::multiset<std::string> keys;
    for (const KeyDeclaration& key : scenario_section("alternatives").keys) {
        if (key.name != "name" && key.name != "structure" && key.name != "plan") {
            keys.insert(key.name);
        }
    }
    EXPECT_EQ(grouped, keys);
}

TEST(MechanismGroups, StandInTheOrderOfTheirTable)
{
    for (std::size_t k = 0; k < mechanism_groups.size(); ++k) {
        EXPECT_EQ(static_cast<std::size_t>(mechanism_groups[k].group), k);
    }
}

/// Values of every future: [design][future].
std::vector<std::vector<double>> futures_of(const Experiment& experiment, std::int64_t futures)
{
    StudyPlan plan;
    plan.futures = futures;
    const StudyValues values = study(experiment, plan);
    std::vector<std::vector<double>> result;
    for (int design = 0; design < values.alternatives; ++design) {
        const auto begin = values.value.begin() + static_cast<std::ptrdiff_t>(values.value_index(0, design, 0));
        result.emplace_back(begin, begin + futures);
    }
    return result;
}

void expect_both_ends(const Experiment& experiment)
{
    const auto designs = static_cast<int>(experiment.alternatives.size());
    const auto expected = futures_of(experiment, 8);
    for (int from = 0; from < designs; ++from) {
        for (int to = 0; to < designs; ++to) {
            const HybridDesigns hybrids(experiment, from, to);
            const Coalition all = (Coalition{1} << hybrids.groups().size()) - 1;
            const auto ends = futures_of(hybrids.experiment_of(std::vector<Coalition>{0, all}), 8);
            EXPECT_EQ(ends[0], expected[static_cast<std::size_t>(from)]) << from << " to " << to;
            EXPECT_EQ(ends[1], expected[static_cast<std::size_t>(to)]) << from << " to " << to;
        }
    }
}

TEST(HybridDesigns, AreTheTwoDesignsAtBothEndsInEveryFuture)
{
    expect_both_ends(small_experiment());
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE(seed);
        Experiment experiment = random_experiment(seed);
        // Each design once more beside one without a programme that has other intentions.
        Alternative idle = experiment.alternatives.front();
        idle.name = "idle";
        idle.plan = {{0.0, 0}};
        idle.key_accounts = 1;
        idle.levers.fill(0.1);
        idle.investment_budget = 100.0;
        idle.rescue = RescuePolicy::proactive;
        experiment.alternatives.push_back(idle);
        expect_both_ends(experiment);
    }
}

TEST(HybridDesigns, KnowWhoMustStandFirst)
{
    const Experiment experiment = small_experiment();
    EXPECT_EQ(HybridDesigns(experiment, 0, 2).order(), JoiningOrder::first_player_first);
    EXPECT_EQ(HybridDesigns(experiment, 2, 0).order(), JoiningOrder::first_player_last);
    EXPECT_EQ(HybridDesigns(experiment, 2, 3).order(), JoiningOrder::any);
    EXPECT_EQ(HybridDesigns(experiment, 0, 2).groups().front(), MechanismGroup::programme);
    EXPECT_TRUE(HybridDesigns(experiment, 2, 2).groups().empty());
    // Matrix and centralized begin on the same day, with the same decisions.
    EXPECT_THAT(HybridDesigns(experiment, 2, 3).groups(), testing::Not(testing::Contains(MechanismGroup::programme)));
    EXPECT_THROW(HybridDesigns(experiment, 0, 4), std::invalid_argument);
}

TEST(HybridDesigns, ChangeNumbersWithoutAReorganisationOnTheOtherDesignsDates)
{
    Experiment experiment = small_experiment();
    experiment.alternatives[2].plan = {{0.0, 2}};
    experiment.alternatives[3].plan = {{0.0, 2}, {1.0, 3}};
    const HybridDesigns hybrids(experiment, 2, 3);
    const auto& groups = hybrids.groups();
    const auto place = std::find(groups.begin(), groups.end(), MechanismGroup::price) - groups.begin();
    const Coalition price = Coalition{1} << place;
    const Experiment mixed = hybrids.experiment_of(std::vector<Coalition>{price, price | 1U});
    ASSERT_EQ(groups.front(), MechanismGroup::programme);
    ASSERT_EQ(mixed.alternatives[0].plan.size(), 2U);
    EXPECT_EQ(mixed.alternatives[0].plan[1].step, PlanStep::in_place);
    EXPECT_EQ(mixed.alternatives[1].plan[1].step, PlanStep::reorganisation);
    const auto& later = mixed.structures[static_cast<std::size_t>(mixed.alternatives[0].plan[1].structure)].parameters;
    EXPECT_EQ(later.concession, experiment.structures[3].parameters.concession);
    EXPECT_EQ(later.setup, experiment.structures[2].parameters.setup);
}

double sum_of_shares(const MechanismBridge& bridge)
{
    double sum = 0.0;
    for (const MechanismShare& group : bridge.groups) {
        sum += group.share.mean;
    }
    return sum;
}

double size_of(const MechanismBridge& bridge)
{
    double size = std::fabs(bridge.from_value) + std::fabs(bridge.to_value);
    for (const MechanismShare& group : bridge.groups) {
        size += std::fabs(group.share.mean);
    }
    return size;
}

void expect_sums(const MechanismBridge& bridge)
{
    const double rounding = share_of_rounding * size_of(bridge);
    EXPECT_NEAR(sum_of_shares(bridge), bridge.total.mean, rounding);
    EXPECT_NEAR(bridge.to_value - bridge.from_value, bridge.total.mean, rounding);
    std::array<double, ledger_line_count> of_lines{};
    for (const MechanismShare& group : bridge.groups) {
        double of_group = 0.0;
        for (std::size_t line = 0; line < of_lines.size(); ++line) {
            of_group += group.lines[line];
            of_lines[line] += group.lines[line];
        }
        EXPECT_NEAR(of_group, group.share.mean, rounding)
            << mechanism_groups[static_cast<std::size_t>(group.group)].name;
    }
    for (std::size_t line = 0; line < of_lines.size(); ++line) {
        EXPECT_NEAR(of_lines[line], bridge.lines[line], rounding) << ledger_lines[line].name;
    }
}

MechanismBridge bridge_of(const Experiment& experiment, int from, int to, std::int64_t futures)
{
    MechanismBridgeOptions options;
    options.futures = futures;
    return bridge_by_mechanism(experiment, from, to, options).value();
}

TEST(MechanismBridge, AddsUpBothWays)
{
    const Experiment experiment = small_experiment();
    expect_sums(bridge_of(experiment, 0, 2, 128));
    const MechanismBridge bridge = bridge_of(experiment, 1, 3, 128);
    expect_sums(bridge);
    EXPECT_EQ(bridge.order, JoiningOrder::any);
    EXPECT_EQ(bridge.futures, 128);
    EXPECT_EQ(bridge.total.interval.kind, IntervalKind::student_t);
    EXPECT_LT(bridge.total.interval.low, bridge.total.mean);
}

TEST(MechanismBridge, IsTheOppositeOfTheWayBack)
{
    const Experiment experiment = small_experiment();
    for (const auto& [from, to] : std::map<int, int>{{0, 2}, {1, 3}}) {
        const MechanismBridge there = bridge_of(experiment, from, to, 128);
        const MechanismBridge back = bridge_of(experiment, to, from, 128);
        const double rounding = share_of_rounding * size_of(there);
        for (std::size_t k = 0; k < there.groups.size(); ++k) {
            EXPECT_NEAR(there.groups[k].share.mean, -back.groups[k].share.mean, rounding);
            EXPECT_NEAR(there.groups[k].share.standard_error, back.groups[k].share.standard_error, rounding);
            EXPECT_NEAR(there.groups[k].first_in, -back.groups[k].last_in, rounding);
        }
    }
}

TEST(MechanismBridge, GivesExactlyNothingToGroupsThatAreEqual)
{
    Experiment experiment = small_experiment();
    experiment.structures[3] = experiment.structures[2];
    experiment.structures[3].name = "matrix at another price";
    experiment.structures[3].parameters.concession = 0.05;
    const MechanismBridge bridge = bridge_of(experiment, 2, 3, 128);
    EXPECT_EQ(bridge.hybrids, 2);
    for (const MechanismShare& group : bridge.groups) {
        const bool is_price = group.group == MechanismGroup::price;
        EXPECT_EQ(group.differs, is_price);
        EXPECT_EQ(group.share.mean != 0.0, is_price);
        EXPECT_EQ(group.share.interval.low != 0.0, is_price);
    }
    EXPECT_EQ(bridge.group(MechanismGroup::price).share.mean, bridge.total.mean);
}

/// Two programmes for four key accounts over seven years in a world that stands still.
Experiment still_designs()
{
    Experiment experiment = still_experiment(4, 128);
    experiment.structures.push_back(experiment.structures[1]);
    experiment.structures[2].name = "dear";
    experiment.structures[2].parameters.manager_cost = 30.0;
    experiment.structures[2].parameters.fixed_cost = 50.0;
    experiment.structures[2].parameters.setup = 20.0;
    experiment.alternatives.front().key_accounts = 4;
    for (const int structure : {0, 1, 2}) {
        Alternative design = experiment.alternatives.front();
        design.name = experiment.structures[static_cast<std::size_t>(structure)].name;
        design.plan = {{0.0, structure}};
        experiment.alternatives.push_back(design);
    }
    experiment.alternatives.erase(experiment.alternatives.begin());
    return experiment;
}

TEST(MechanismBridge, FindsCostsInClosedFormWhereNothingElseActs)
{
    const Experiment experiment = still_designs();
    const double years = static_cast<double>(experiment.periods) / experiment.periods_per_year;
    const double people = -4.0 * 30.0 * years; // load 1: a manager for each key account
    const double fixed = -(20.0 + 50.0 * years);
    for (const int from : {0, 1}) {
        const MechanismBridge bridge = bridge_of(experiment, from, 2, 128);
        EXPECT_NEAR(bridge.group(MechanismGroup::people).share.mean, people, 1e-9);
        EXPECT_NEAR(bridge.group(MechanismGroup::people).first_in, people, 1e-9);
        EXPECT_NEAR(bridge.group(MechanismGroup::people).last_in, people, 1e-9);
        EXPECT_NEAR(bridge.group(MechanismGroup::fixed_cost).share.mean, fixed, 1e-9);
        EXPECT_NEAR(bridge.group(MechanismGroup::fixed_cost).lines[static_cast<std::size_t>(LedgerLine::fixed)],
                    -50.0 * years, 1e-9);
        EXPECT_NEAR(bridge.group(MechanismGroup::fixed_cost).lines[static_cast<std::size_t>(LedgerLine::transition)],
                    -20.0, 1e-9);
        EXPECT_NEAR(bridge.group(MechanismGroup::programme).share.mean, 0.0, 1e-9);
        EXPECT_NEAR(bridge.total.mean, people + fixed, 1e-9);
    }
}

TEST(MechanismBridge, MeetsTheWorldsOfTheRun)
{
    const Experiment experiment = uncertain_experiment(8);
    const Outcome outcome = simulate(experiment);
    const MechanismBridge bridge = bridge_of(experiment, 0, 3, outcome.replications);
    EXPECT_EQ(bridge.worlds, outcome.worlds);
    EXPECT_EQ(bridge.total.interval.kind, IntervalKind::student_t_over_worlds);
    const auto values = [&](int alternative) {
        return std::span(outcome.value)
            .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
    };
    EXPECT_NEAR(bridge.total.mean, paired_moments(values(3), values(0)).mean, share_of_rounding * size_of(bridge));
    EXPECT_NEAR(bridge.from_value, sample_moments(values(0)).mean, share_of_rounding * size_of(bridge));
    expect_sums(bridge);
}

TEST(MechanismBridge, HasTheSameBitsForAnyNumberOfThreads)
{
    const Experiment experiment = small_experiment();
    MechanismBridgeOptions options;
    options.futures = 256;
    options.threads = 1;
    const auto one = bridge_by_mechanism(experiment, 0, 1, options);
    options.threads = 3;
    const auto three = bridge_by_mechanism(experiment, 0, 1, options);
    for (std::size_t k = 0; k < one->groups.size(); ++k) {
        EXPECT_EQ(one->groups[k].share.mean, three->groups[k].share.mean);
        EXPECT_EQ(one->groups[k].lines, three->groups[k].lines);
    }
}

TEST(MechanismBridge, EndsWhereItIsToldTo)
{
    MechanismBridgeOptions options;
    options.goes_on = [] { return false; };
    EXPECT_FALSE(bridge_by_mechanism(small_experiment(), 0, 2, options).has_value());
    options.futures = 1;
    EXPECT_THROW(static_cast<void>(bridge_by_mechanism(small_experiment(), 0, 2, options)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
