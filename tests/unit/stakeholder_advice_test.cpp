#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/decision/stakeholder_advice.hpp"
#include "kamsim/model/stakeholder_map.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;

Stakeholder person(const char* name, double power, double attitude, double access)
{
    Stakeholder stakeholder;
    stakeholder.person = name;
    stakeholder.role = "buyer";
    stakeholder.power = power;
    stakeholder.attitude = attitude;
    stakeholder.access = access;
    return stakeholder;
}

/// Account B has a map of two people without lines: everybody keeps his own attitude.
Experiment with_a_map(double access_of_the_powerful)
{
    auto experiment = hand_made({{"none", {1.0, 2.0}}}).experiment;
    experiment.accounts[1].stakeholders = {person("P", 3.0, -0.5, access_of_the_powerful), person("W", 1.0, 0.0, 1.0)};
    return experiment;
}

TEST(StakeholderAdvice, IsGivenForAccountsWithAMap)
{
    const auto advice = advise_on_stakeholders(with_a_map(0.5));
    ASSERT_EQ(advice.size(), 1U);
    EXPECT_EQ(advice[0].account, 1);
    EXPECT_EQ(advice[0].account_name, "Account B");
}

// Without lines x* = x0, so S = (3 * -0.5 + 1 * 0) / 4; winning P adds 3/4 * 1.5, winning W 1/4.
TEST(StakeholderAdvice, FollowsFromPowerAloneWithoutLines)
{
    const auto advice = advise_on_stakeholders(with_a_map(0.5)).front();
    EXPECT_EQ(advice.first_name, "P");
    EXPECT_EQ(advice.first_role, "buyer");
    EXPECT_EQ(advice.access, 0.5);
    EXPECT_NEAR(advice.first.support, -0.375, 1e-12);
    EXPECT_NEAR(advice.first.support_change, 1.125, 1e-12);
    EXPECT_NEAR(advice.first.relationship_change, 0.5625, 1e-12);
    EXPECT_TRUE(advice.holds_for_all_scales);
    EXPECT_EQ(advise_on_stakeholders(with_a_map(0.1)).front().first_name, "W");
}

// Relationship, satisfaction and competition at the points where their terms vanish, a term of two years.
TEST(StakeholderAdvice, TurnsRelationshipIntoYearlyRenewal)
{
    const auto experiment = with_a_map(0.5);
    const auto& retention = experiment.parameters.retention;
    const auto advice = advise_on_stakeholders(experiment).front();
    const auto stay = [](double log_odds) { return std::pow(1.0 / (1.0 + std::exp(log_odds)), 1.0 / std::sqrt(2.0)); };
    ASSERT_TRUE(advice.yearly_renewal && advice.yearly_renewal_if_won);
    EXPECT_NEAR(*advice.yearly_renewal, stay(retention.leaving_base), 1e-9);
    EXPECT_NEAR(*advice.yearly_renewal_if_won, stay(retention.leaving_base - retention.relationship * 0.5625), 1e-9);
}

TEST(StakeholderAdvice, HasNoRenewalForAProspect)
{
    auto experiment = with_a_map(0.5);
    experiment.accounts[1].status = AccountStatus::prospect;
    const auto advice = advise_on_stakeholders(experiment).front();
    EXPECT_FALSE(advice.yearly_renewal.has_value());
    EXPECT_FALSE(advice.yearly_renewal_if_won.has_value());
}

TEST(StakeholderAdvice, NamesNobodyWhereAllAreWon)
{
    auto experiment = with_a_map(0.5);
    for (auto& stakeholder : experiment.accounts[1].stakeholders) {
        stakeholder.attitude = 1.0;
    }
    const auto advice = advise_on_stakeholders(experiment).front();
    EXPECT_FALSE(advice.first.person.has_value());
    EXPECT_TRUE(advice.first_name.empty());
    EXPECT_EQ(advice.first.support_change, 0.0);
    EXPECT_EQ(advice.yearly_renewal, advice.yearly_renewal_if_won);
}

// W listens to P's adviser A alone through an informal line: the stronger the line, the more A is worth.
TEST(StakeholderAdvice, SaysWhereItDependsOnTheWeights)
{
    auto experiment = with_a_map(0.5);
    auto& people = experiment.accounts[1].stakeholders;
    people = {person("chief", 3.0, 0.0, 1.0), person("deputy", 2.9, -0.1, 1.0), person("adviser", 1.0, 0.0, 1.0)};
    people[1].reports_to = "chief";
    people[0].influenced_by = {{"adviser", 1.0}};
    const auto advice = advise_on_stakeholders(experiment).front();
    EXPECT_FALSE(advice.holds_for_all_scales);
    for (std::size_t i = 0; i < influence_scales.size(); ++i) {
        const auto map = solve_stakeholder_map(people, influence_scales[i]);
        EXPECT_EQ(advice.by_influence_scale[i].person, map.first_to_win);
        EXPECT_EQ(advice.by_influence_scale[i].support, map.support);
    }
    EXPECT_EQ(advice.by_influence_scale[2].support_change, advice.first.support_change);
}

} // namespace
} // namespace kamsim
