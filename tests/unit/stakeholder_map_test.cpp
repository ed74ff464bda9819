#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/stakeholder_map.hpp"

namespace kamsim {
namespace {

Stakeholder person(const std::string& name, double power, double attitude, const std::string& superior, double access)
{
    Stakeholder stakeholder;
    stakeholder.person = name;
    stakeholder.power = power;
    stakeholder.attitude = attitude;
    stakeholder.reports_to = superior;
    stakeholder.access = access;
    return stakeholder;
}

/// A sceptical head of power 3 and a friendly member of power 1.
std::vector<Stakeholder> pair()
{
    return {person("head", 3.0, 0.0, "", 0.5), person("member", 1.0, 1.0, "head", 1.0)};
}

/// A customer where a neutral executive is hard to reach and listens to an adviser outside the hierarchy.
std::vector<Stakeholder> executive_and_adviser()
{
    std::vector<Stakeholder> people{person("executive", 3.0, 0.0, "", 0.2),
                                    person("finance", 3.0, -0.2, "", 0.2),
                                    person("information", 2.0, 0.5, "executive", 1.0),
                                    person("medical", 2.0, 0.3, "executive", 0.5),
                                    person("purchasing", 2.0, 0.0, "finance", 0.5),
                                    person("operations", 1.0, 0.7, "information", 1.0),
                                    person("security", 1.0, -0.1, "information", 0.8),
                                    person("adviser", 1.0, 0.6, "", 0.9)};
    people[0].influenced_by = {{"adviser", 2.0}};
    people[1].influenced_by = {{"adviser", 0.5}};
    return people;
}

TEST(StakeholderMap, LeavesALonePersonWithHisOpinion)
{
    const std::vector<Stakeholder> people{person("alone", 2.0, 0.4, "", 0.5)};
    const StakeholderMap map = solve_stakeholder_map(people);
    EXPECT_NEAR(map.support, 0.4, 1e-15);
    EXPECT_NEAR(map.relationship, 0.7, 1e-15);
    EXPECT_NEAR(map.people[0].leverage, 0.5 / 0.3, 1e-14);
    EXPECT_NEAR(map.people[0].support_if_won, 0.6, 1e-15);
    EXPECT_NEAR(map.people[0].expected_gain, 0.3, 1e-15);
    EXPECT_EQ(map.first_to_win, 0);
}

/// By hand: W = [0 1; 1 0], (I - 0.7 W)^-1 = [1 0.7; 0.7 1] / 0.51, power weights 3/4 and 1/4.
TEST(StakeholderMap, SolvesAPair)
{
    const StakeholderMap map = solve_stakeholder_map(pair());
    EXPECT_NEAR(map.people[0].equilibrium_attitude, 7.0 / 17.0, 1e-15);
    EXPECT_NEAR(map.people[1].equilibrium_attitude, 10.0 / 17.0, 1e-15);
    EXPECT_NEAR(map.support, 31.0 / 68.0, 1e-15);
    EXPECT_NEAR(map.relationship, 99.0 / 136.0, 1e-15);
    EXPECT_NEAR(map.people[0].leverage, 0.925 / 0.51 * 0.5, 1e-14);
    EXPECT_NEAR(map.people[1].leverage, 0.775 / 0.51, 1e-14);
    EXPECT_NEAR(map.people[0].support_if_won, 0.3 * 0.925 / 0.51, 1e-14);
    EXPECT_NEAR(map.people[0].expected_gain, 0.15 * 0.925 / 0.51, 1e-14);
    EXPECT_EQ(map.people[1].support_if_won, 0.0) << "the member is won already";
    EXPECT_EQ(map.first_to_win, 0);
}

/// By hand: the head hears the member at 0.5 / 2 and the adviser at 1.5 / 2, so x = 0.7 (0.7 x / 4 + 3 / 4).
TEST(StakeholderMap, WeighsSubordinatesAgainstLinesOutsideOfTheHierarchy)
{
    std::vector<Stakeholder> people{person("head", 1.0, 0.0, "", 0.5), person("member", 1.0, 0.0, "head", 0.5),
                                    person("adviser", 1.0, 1.0, "", 0.5)};
    people[0].influenced_by = {{"adviser", 1.5}};
    const StakeholderMap map = solve_stakeholder_map(people);
    EXPECT_NEAR(map.people[0].equilibrium_attitude, 70.0 / 117.0, 1e-15);
    EXPECT_NEAR(map.people[1].equilibrium_attitude, 49.0 / 117.0, 1e-15);
    EXPECT_NEAR(map.people[2].equilibrium_attitude, 1.0, 1e-15);
}

TEST(StakeholderMap, TellsWhatWinningAPersonBrings)
{
    const std::vector<Stakeholder> people = executive_and_adviser();
    const StakeholderMap map = solve_stakeholder_map(people);
    for (std::size_t index = 0; index < people.size(); ++index) {
        std::vector<Stakeholder> won = people;
        won[index].attitude = 1.0;
        EXPECT_NEAR(solve_stakeholder_map(won).support - map.support, map.people[index].support_if_won, 1e-14)
            << people[index].person;
    }
}

TEST(StakeholderMap, FindsTheWayToAnExecutiveThroughAnAdviser)
{
    const std::vector<Stakeholder> people = executive_and_adviser();
    for (const double scale : {0.5, 1.0, 2.0, 4.0}) {
        EXPECT_EQ(people[static_cast<std::size_t>(solve_stakeholder_map(people, scale).first_to_win)].person,
                  "adviser");
    }
    const StakeholderMap deaf = solve_stakeholder_map(people, 0.0);
    EXPECT_EQ(people[static_cast<std::size_t>(deaf.first_to_win)].person, "information") << "the reachable way upwards";
    EXPECT_NEAR(deaf.people[7].equilibrium_attitude, people[7].attitude, 1e-15) << "nobody talks to the adviser";
    for (std::size_t index = 2; index < people.size(); ++index) {
        EXPECT_LT(deaf.people[index].support_if_won, deaf.people[0].support_if_won) << "power counts most";
    }
}

TEST(StakeholderMap, ScalesTheLinesOutsideOfTheHierarchyAlone)
{
    std::vector<Stakeholder> people = executive_and_adviser();
    const double scaled = solve_stakeholder_map(people, 3.0).support;
    people[0].influenced_by[0].weight *= 3.0;
    people[1].influenced_by[0].weight *= 3.0;
    EXPECT_NEAR(solve_stakeholder_map(people).support, scaled, 1e-15);
}

TEST(StakeholderMap, RefusesWhatItCannotSolve)
{
    using People = std::vector<Stakeholder>;
    const std::vector<std::pair<std::string, std::function<void(People&)>>> faults{
        {"nobody", [](People& people) { people.clear(); }},
        {"an unknown superior", [](People& people) { people[1].reports_to = "chief"; }},
        {"oneself as superior", [](People& people) { people[1].reports_to = "member"; }},
        {"an unknown influence",
         [](People& people) {
             people[1].influenced_by = {{"chief", 1.0}};
         }},
        {"a negative influence",
         [](People& people) {
             people[1].influenced_by = {{"head", -1.0}};
         }},
        {"a name twice", [](People& people) { people[1].person = "head"; }},
        {"negative power", [](People& people) { people[1].power = -1.0; }},
        {"an attitude above 1", [](People& people) { people[1].attitude = 1.1; }},
        {"access above 1", [](People& people) { people[1].access = 1.1; }},
        {"no power at all", [](People& people) { people[0].power = people[1].power = 0.0; }}};
    for (const auto& [what, make] : faults) {
        People people = pair();
        make(people);
        EXPECT_THROW(static_cast<void>(solve_stakeholder_map(people)), std::invalid_argument) << what;
    }
    EXPECT_THROW(static_cast<void>(solve_stakeholder_map(pair(), -1.0)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(solve_stakeholder_map(pair(), 1.0, 1.0)), std::invalid_argument);
}

/// Leverages of the pair are 0.4625 and 0.775, over 0.51; their mean is 0.61875.
TEST(ContactGain, FollowsTheFocus)
{
    const std::vector<Stakeholder> people = pair();
    EXPECT_NEAR(contact_gain(people, ContactFocus::uniform), 1.0, 1e-15);
    EXPECT_NEAR(contact_gain(people, ContactFocus::most_powerful), 0.4625 / 0.61875, 1e-14);
    EXPECT_NEAR(contact_gain(people, ContactFocus::highest_leverage), 0.775 / 0.61875, 1e-14);
    EXPECT_NEAR(contact_gain(people, ContactFocus::power_times_doubt), 0.4625 / 0.61875, 1e-14)
        << "the member has no doubts";
}

TEST(ContactGain, DividesAttentionByPowerDoubtAndAccess)
{
    std::vector<Stakeholder> people = pair();
    people[1].attitude = 0.25;
    // Weights: 3 * 1 * 0.5 = 1.5 for the head, 1 * 0.75 * 1 = 0.75 for the member.
    EXPECT_NEAR(contact_gain(people, ContactFocus::power_times_doubt), (2.0 * 0.4625 + 0.775) / 3.0 / 0.61875, 1e-14);
}

TEST(ContactGain, IsOneWhereThereIsNothingToChoose)
{
    EXPECT_EQ(contact_gain({}, ContactFocus::highest_leverage), 1.0);
    std::vector<Stakeholder> people = pair();
    people[0].attitude = 1.0;
    EXPECT_NEAR(contact_gain(people, ContactFocus::power_times_doubt), 1.0, 1e-15) << "nobody doubts: uniform";
    people[0].access = people[1].access = 0.0;
    EXPECT_EQ(contact_gain(people, ContactFocus::highest_leverage), 1.0) << "nobody can be reached";
}

TEST(ContactGain, IsAtMostTwo)
{
    EXPECT_EQ(contact_gain(executive_and_adviser(), ContactFocus::highest_leverage), 2.0);
}

} // namespace
} // namespace kamsim
