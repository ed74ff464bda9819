// What it is worth to win a person, by paired futures (docs/model.md, section 5): nothing where nothing changes, and in
// closed form where only leaving is switched on.

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/value_of_winning.hpp"
#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/closed_forms.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

Stakeholder person(const char* name, double power, double attitude)
{
    Stakeholder stakeholder;
    stakeholder.person = name;
    stakeholder.power = power;
    stakeholder.attitude = attitude;
    stakeholder.access = 0.5;
    return stakeholder;
}

/// One customer whose contract comes up every year, with one person who decides.
Experiment one_decider()
{
    Experiment experiment = still_experiment(1, 8);
    experiment.periods_per_year = 1;
    experiment.periods = 6;
    experiment.discount_rate = 0.1;
    experiment.parameters.retention.leaving_base = -1.0;
    experiment.parameters.retention.relationship = 2.0;
    auto& account = experiment.accounts.front();
    account.contract_term = account.next_renewal = 1.0;
    account.stakeholders = {person("decider", 3.0, 0.0)};
    return experiment;
}

/// A whole model in which account 0 has a map.
Experiment with_a_map()
{
    Experiment experiment = still_experiment(6, 64);
    experiment.parameters = default_parameters();
    experiment.accounts.front().stakeholders = {person("head", 3.0, -0.4), person("assistant", 1.0, 0.3),
                                                person("guest", 0.0, 0.0)};
    experiment.accounts.front().stakeholders[1].reports_to = "head";
    return experiment;
}

ValueOfWinning value_of(const Experiment& experiment, const ChangedAttitude& change, std::int64_t futures)
{
    const std::vector<ChangedAttitude> changes{change};
    const auto values = values_of_winning(experiment, 0, changes, futures, {.threads = 1});
    return values->people.front();
}

// The one person's attitude is the support, half of which is the relationship: .4 + 1/2.
TEST(ValueOfWinning, IsTheGeometricSumOfFewerLossesWhereOnlyLeavingIsOn)
{
    constexpr std::int64_t futures = 600'000;
    const auto value_with = [](double relationship) {
        return value_with_churn_alone({.yearly_margin = 100.0,
                                       .yearly_log_odds = -1.0 - 2.0 * (relationship - 0.4),
                                       .periods_per_year = 1,
                                       .periods = 6,
                                       .discount_rate = 0.1});
    };
    const double expected = value_with(0.9) - value_with(0.4);
    expect_agreement(
        [&](double fault) {
            Experiment experiment = one_decider();
            experiment.parameters.retention.relationship *= fault;
            const auto value = value_of(experiment, {0, 0, 1.0}, futures);
            return Estimate{value.mean, value.standard_error};
        },
        expected, 0.0022 * expected);
}

TEST(ValueOfWinning, IsExactlyNothingWhereTheAttitudeStaysAsItIs)
{
    const auto value = value_of(with_a_map(), {0, 0, -0.4}, 256);
    EXPECT_EQ(value.support_change, 0.0);
    EXPECT_EQ(value.relationship_change, 0.0);
    EXPECT_EQ(value.mean, 0.0);
    EXPECT_EQ(value.interval.low, 0.0);
    EXPECT_EQ(value.interval.high, 0.0);
    EXPECT_NE(value_of(with_a_map(), {0, 0, 1.0}, 256).mean, 0.0) << "the test sees nothing at all";
}

// Without power and without a line to anybody, a person moves nothing.
TEST(ValueOfWinning, IsExactlyNothingForWhoHasNeitherPowerNorInfluence)
{
    const auto value = value_of(with_a_map(), {0, 2, 1.0}, 256);
    EXPECT_EQ(value.support_change, 0.0);
    EXPECT_EQ(value.mean, 0.0);
}

TEST(ValueOfWinning, RisesWithTheAttitude)
{
    const auto less = value_of(with_a_map(), {0, 0, 0.2}, 2048);
    const auto more = value_of(with_a_map(), {0, 0, 1.0}, 2048);
    EXPECT_GT(less.interval.low, 0.0);
    EXPECT_GT(more.mean, less.mean);
    EXPECT_LT(value_of(with_a_map(), {0, 0, -1.0}, 2048).interval.high, 0.0);
    EXPECT_EQ(more.interval.kind, IntervalKind::student_t);
}

/// The relationship of all accounts is drawn anew in each world.
Experiment with_worlds()
{
    Experiment experiment = with_a_map();
    UncertainInput relationship;
    relationship.name = "accounts.relationship";
    relationship.target = UncertainTarget::account_number;
    relationship.entry = static_cast<std::size_t>(NumberColumn::relationship);
    relationship.distribution = UniformDistribution{0.2, 0.4};
    experiment.uncertainty.inputs = {relationship};
    experiment.uncertainty.futures_per_world = 8;
    experiment.replications = 8 * 64;
    return experiment;
}

// A drawn relationship takes the place of the given one; the change comes on top of either.
TEST(ValueOfWinning, CountsWorldsAndReachesRelationshipsThatAreDrawn)
{
    const std::vector<ChangedAttitude> changes{{0, 0, 1.0}, {0, 0, -0.4}};
    const auto values = values_of_winning(with_worlds(), 0, changes, 512, {.threads = 2});
    ASSERT_TRUE(values.has_value());
    EXPECT_EQ(values->worlds, 64);
    EXPECT_EQ(values->futures, 512);
    EXPECT_EQ(values->people[0].interval.kind, IntervalKind::student_t_over_worlds);
    EXPECT_GT(values->people[0].interval.low, 0.0);
    EXPECT_EQ(values->people[1].mean, 0.0);
    const auto alone = values_of_winning(with_worlds(), 0, changes, 512, {.threads = 1});
    EXPECT_EQ(values->people[0].mean, alone->people[0].mean) << "threads change nothing";
}

TEST(ValueOfWinning, EndsEarlyAndRefusesWhatIsNotThere)
{
    const std::vector<ChangedAttitude> changes{{0, 0, 1.0}};
    EXPECT_FALSE(values_of_winning(with_a_map(), 0, changes, 128, {.goes_on = [] { return false; }}).has_value());
    const auto refused = [](int account, int person, double attitude) {
        const std::vector<ChangedAttitude> wrong{{account, person, attitude}};
        EXPECT_THROW((void)values_of_winning(with_a_map(), 0, wrong, 128), std::invalid_argument);
    };
    refused(1, 0, 1.0);
    refused(9, 0, 1.0);
    refused(0, 3, 1.0);
    refused(0, -1, 1.0);
    refused(0, 0, 1.5);
    refused(0, 0, std::nan(""));
}

TEST(PeopleToWin, TakesTheMostPromisingOfEachAccountFirst)
{
    Experiment experiment = with_a_map();
    experiment.accounts[3].stakeholders = {person("other", 1.0, 0.0), person("friend", 3.0, 1.0)};
    const std::vector<int> accounts{0, 3};
    const auto people = people_to_win(experiment, accounts, 3);
    ASSERT_EQ(people.size(), 3U);
    EXPECT_EQ(people[0].account, 0);
    EXPECT_EQ(people[0].person, 0);
    EXPECT_EQ(people[1].account, 3);
    EXPECT_EQ(people[1].person, 0);
    EXPECT_EQ(people[2].account, 0);
    EXPECT_EQ(people[2].person, 1);
    EXPECT_EQ(people_to_win(experiment, accounts, 99).size(), 3U) << "friends and guests need not be won";
    EXPECT_TRUE(people_to_win(experiment, std::vector<int>{}, 9).empty());
}

} // namespace
} // namespace kamsim
