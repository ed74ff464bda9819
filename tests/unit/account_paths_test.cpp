#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "kamsim/decision/account_paths.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

constexpr double rounding = 1e-9;

/// Every future followed, beside what a run records of the same futures.
class AccountPathsTest : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        experiment = new Experiment(small_experiment());
        experiment->replications = 96;
        outcome = new Outcome(simulate(*experiment));
        AccountPathOptions options;
        options.futures = experiment->replications;
        paths = new AccountPaths(*follow_accounts(*experiment, options));
    }
    static void TearDownTestSuite()
    {
        delete paths;
        delete outcome;
        delete experiment;
    }

    static double recorded(int design, AccountMeasure measure, int account, int year)
    {
        return outcome->account_means[outcome->account_index(design, measure, account, year)];
    }

    static Experiment* experiment;
    static Outcome* outcome;
    static AccountPaths* paths;
};

Experiment* AccountPathsTest::experiment = nullptr;
Outcome* AccountPathsTest::outcome = nullptr;
AccountPaths* AccountPathsTest::paths = nullptr;

TEST_F(AccountPathsTest, TakesTheShapeOfTheResult)
{
    EXPECT_EQ(paths->futures, outcome->replications);
    EXPECT_EQ(paths->alternatives, outcome->alternatives);
    EXPECT_EQ(paths->accounts, outcome->accounts);
    EXPECT_EQ(paths->years, outcome->years);
    EXPECT_EQ(paths->times, outcome->periods + 1);
}

TEST_F(AccountPathsTest, SharesOfTiersAreThoseOfTheResult)
{
    for (int design = 0; design < paths->alternatives; ++design) {
        for (int account = 0; account < paths->accounts; ++account) {
            for (int year = 0; year < paths->years; ++year) {
                const auto share = [&](TierState state) {
                    return paths->tier_shares[paths->tier_share_index(design, account, year, state)];
                };
                EXPECT_NEAR(share(TierState::a), recorded(design, AccountMeasure::tier_a, account, year), rounding);
                EXPECT_NEAR(share(TierState::b), recorded(design, AccountMeasure::tier_b, account, year), rounding);
                EXPECT_NEAR(share(TierState::c), recorded(design, AccountMeasure::tier_c, account, year), rounding);
                EXPECT_NEAR(1.0 - share(TierState::no_customer), recorded(design, AccountMeasure::alive, account, year),
                            rounding);
            }
        }
    }
}

TEST_F(AccountPathsTest, FlowsBeginAndEndWhereTheSharesAre)
{
    const int end = paths->years - 1;
    for (int design = 0; design < paths->alternatives; ++design) {
        for (int tier = 0; tier < tier_state_count; ++tier) {
            const auto state = static_cast<TierState>(tier);
            double begin = 0.0;
            double left = 0.0;
            double ends = 0.0;
            double arrived = 0.0;
            for (int account = 0; account < paths->accounts; ++account) {
                begin += paths->tier_shares[paths->tier_share_index(design, account, 0, state)];
                ends += paths->tier_shares[paths->tier_share_index(design, account, end, state)];
            }
            for (int other = 0; other < tier_state_count; ++other) {
                left += paths->tier_flows[paths->flow_index(design, state, static_cast<TierState>(other))];
                arrived += paths->tier_flows[paths->flow_index(design, static_cast<TierState>(other), state)];
            }
            EXPECT_NEAR(left, begin, rounding);
            EXPECT_NEAR(arrived, ends, rounding);
        }
    }
}

TEST_F(AccountPathsTest, MovesOfAYearAreThoseThatTheResultCounts)
{
    for (int design = 0; design < paths->alternatives; ++design) {
        for (int year = 1; year < paths->years; ++year) {
            double up = 0.0;
            double down = 0.0;
            double all = 0.0;
            for (int from = 0; from < tier_state_count; ++from) {
                for (int to = 0; to < tier_state_count; ++to) {
                    const double moves = paths->tier_moves[paths->move_index(design, year, static_cast<TierState>(from),
                                                                             static_cast<TierState>(to))];
                    all += moves;
                    up += to < from && from < 3 ? moves : 0.0;
                    down += to > from && to < 3 ? moves : 0.0;
                }
            }
            const auto counted = [&](Measure measure) {
                const int period = year * outcome->periods_per_year - 1;
                return outcome->measures[outcome->measure_index(design, measure, period)].moments.mean;
            };
            EXPECT_NEAR(all, paths->accounts, rounding);
            EXPECT_NEAR(up, counted(Measure::abc_upward_moves), rounding);
            EXPECT_NEAR(down, counted(Measure::abc_downward_moves), rounding);
        }
    }
}

TEST_F(AccountPathsTest, CountsOfTierAAreThoseOfTheResult)
{
    for (int design = 0; design < paths->alternatives; ++design) {
        const int year = paths->years - 1;
        const auto& found = paths->accounts_to_80[paths->year_index(design, year)];
        const auto& recorded_count =
            outcome->measures[outcome->measure_index(design, Measure::abc_a_accounts, outcome->periods - 1)];
        EXPECT_NEAR(found.mean, recorded_count.moments.mean, 1e-6);
        EXPECT_LE(found.q05, found.q50);
        EXPECT_LE(found.q50, found.q95);
    }
}

TEST_F(AccountPathsTest, WhoSurvivesIsACustomerOfTheFirstDayThatNeverLeft)
{
    for (int design = 0; design < paths->alternatives; ++design) {
        for (int time = 1; time < paths->times; ++time) {
            double there = 0.0;
            for (const auto cohort : {Cohort::important, Cohort::other}) {
                const auto size = paths->cohort_size[static_cast<std::size_t>(cohort)];
                there += size > 0 ? size * paths->survival[paths->survival_index(design, cohort, time)].mean : 0.0;
            }
            const auto& recorded_count =
                outcome->measures[outcome->measure_index(design, Measure::customers_of_first_day, time - 1)];
            EXPECT_NEAR(there, recorded_count.moments.mean, 1e-5) << design << " " << time;
        }
    }
}

TEST_F(AccountPathsTest, NobodyComesBackToLife)
{
    for (int design = 0; design < paths->alternatives; ++design) {
        for (const auto cohort : {Cohort::important, Cohort::other}) {
            EXPECT_EQ(paths->survival[paths->survival_index(design, cohort, 0)].mean, 1.0);
            for (int time = 1; time < paths->times; ++time) {
                EXPECT_LE(paths->survival[paths->survival_index(design, cohort, time)].mean,
                          paths->survival[paths->survival_index(design, cohort, time - 1)].mean);
            }
        }
    }
}

TEST_F(AccountPathsTest, FlagsAreThoseThatTheResultCountsButForWhoLeaves)
{
    for (int design = 0; design < paths->alternatives; ++design) {
        for (int year = 1; year < paths->years; ++year) {
            double flagged = 0.0;
            for (int account = 0; account < paths->accounts; ++account) {
                const auto index = paths->account_year_index(design, account, year);
                flagged += paths->flagged[index];
                EXPECT_EQ(std::isnan(paths->years_flagged[index]), paths->flagged[index] == 0.0);
                EXPECT_FALSE(paths->years_flagged[index] < 1.0 / outcome->periods_per_year);
            }
            const int period = year * outcome->periods_per_year - 1;
            const auto counted = [&](Measure measure) {
                return outcome->measures[outcome->measure_index(design, measure, period)].moments.mean;
            };
            EXPECT_LE(flagged, counted(Measure::accounts_at_risk) + rounding);
            EXPECT_GE(flagged, counted(Measure::accounts_at_risk) - counted(Measure::accounts_lost) - rounding);
        }
    }
}

TEST_F(AccountPathsTest, RevenueByAccountIsThatOfTheResult)
{
    for (int design = 0; design < paths->alternatives; ++design) {
        double by_rank = 0.0;
        double by_account = 0.0;
        for (int account = 0; account < paths->accounts; ++account) {
            const double revenue = recorded(design, AccountMeasure::revenue, account, paths->years - 1);
            EXPECT_NEAR(paths->revenue_at_end[paths->account_index(design, account)].mean, revenue,
                        1e-5 * (1.0 + revenue));
            by_account += revenue;
        }
        for (int rank = 0; rank < paths->ranks; ++rank) {
            by_rank += paths->revenue_of_rank[paths->rank_index(design, rank)].mean;
        }
        EXPECT_NEAR(by_rank, by_account, 1e-5 * by_account);
        EXPECT_NEAR(paths->share_of_ranks[paths->rank_index(design, paths->ranks - 1)].mean, 1.0, 1e-6);
    }
}

TEST_F(AccountPathsTest, HangsOnNoThread)
{
    AccountPathOptions options;
    options.futures = 40;
    options.threads = 1;
    const auto one = follow_accounts(*experiment, options);
    options.threads = 3;
    const auto three = follow_accounts(*experiment, options);
    EXPECT_EQ(one->tier_moves, three->tier_moves);
    EXPECT_EQ(one->flagged, three->flagged);
    for (std::size_t k = 0; k < one->survival.size(); ++k) {
        EXPECT_EQ(one->survival[k].mean, three->survival[k].mean);
        EXPECT_EQ(one->survival[k].q95, three->survival[k].q95);
    }
}

TEST_F(AccountPathsTest, EndsWhereItIsAskedTo)
{
    AccountPathOptions options;
    options.goes_on = [] { return false; };
    EXPECT_FALSE(follow_accounts(*experiment, options));
}

TEST_F(AccountPathsTest, TakesWholeWorlds)
{
    const auto uncertain = uncertain_experiment(8);
    AccountPathOptions options;
    options.futures = 20;
    const auto found = follow_accounts(uncertain, options);
    EXPECT_EQ(found->futures, 24);
    EXPECT_EQ(found->worlds, 3);
}

TEST(AbcTiers, FollowTheRevenue)
{
    const std::vector<bool> customer{true, true, false, true, true};
    const auto tiers = abc_tiers({80.0, 15.0, 99.0, 4.0, 1.0}, customer);
    EXPECT_EQ(tiers[0], TierState::a);
    EXPECT_EQ(tiers[1], TierState::b);
    EXPECT_EQ(tiers[2], TierState::no_customer);
    EXPECT_EQ(tiers[3], TierState::c);
    EXPECT_EQ(tiers[4], TierState::c);
}

TEST(AbcTiers, GoByTheFileAmongEquals)
{
    const auto tiers = abc_tiers(std::vector<double>(10, 1.0), std::vector<bool>(10, true));
    EXPECT_EQ(tiers[7], TierState::a);
    EXPECT_EQ(tiers[8], TierState::b);
}

TEST(GiniCoefficient, KnowsItsEnds)
{
    EXPECT_NEAR(gini_coefficient({3.0, 3.0, 3.0}), 0.0, 1e-12);
    EXPECT_NEAR(gini_coefficient({0.0, 0.0, 0.0, 8.0}), 0.75, 1e-12);
    EXPECT_NEAR(gini_coefficient({1.0, 2.0, 3.0}), 2.0 / 9.0, 1e-12);
    EXPECT_TRUE(std::isnan(gini_coefficient({})));
    EXPECT_TRUE(std::isnan(gini_coefficient({0.0, 0.0})));
}

} // namespace
} // namespace kamsim
