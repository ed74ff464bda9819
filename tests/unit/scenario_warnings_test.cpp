// Each warning on an experiment that earns it and on one that just does not; the shipped scenarios earn few.

#include <algorithm>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/outline.hpp"
#include "kamsim/scenario/warnings.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Twenty alike customers, one design with a programme of four key accounts, nothing to doubt.
Experiment sound()
{
    Experiment experiment;
    experiment.parameters = default_parameters();
    for (int i = 0; i < built_in_structure_count; ++i) {
        experiment.structures.push_back(built_in_structure(static_cast<BuiltInStructure>(i)));
    }
    for (int i = 0; i < 20; ++i) {
        Account account = small_experiment().accounts.front();
        account.id = "account " + std::to_string(i);
        account.status = AccountStatus::customer;
        account.revenue = 5000.0;
        account.wallet = 20000.0;
        account.cells = 12.0;
        account.live_cells = 3.0;
        account.growth = 0.02;
        account.volatility = 0.1;
        account.gross_margin = 0.4;
        account.cost_to_serve = 0.1;
        account.contract_term = 1.0;
        account.stakeholders.clear();
        experiment.accounts.push_back(account);
    }
    Alternative none;
    none.name = "none";
    none.plan = {{0.0, 0}};
    none.key_accounts = 4;
    Alternative matrix = none;
    matrix.name = "matrix";
    matrix.plan = {{0.0, 2}};
    experiment.alternatives = {none, matrix};
    return experiment;
}

std::vector<int> numbers_of(const Experiment& experiment)
{
    std::vector<int> numbers;
    for (const Warning& warning : warnings_of(experiment)) {
        numbers.push_back(warning.number);
    }
    return numbers;
}

/// The warnings after a change of what is sound.
std::vector<int> numbers_after(const std::function<void(Experiment&)>& change)
{
    Experiment experiment = sound();
    change(experiment);
    validate(experiment);
    return numbers_of(experiment);
}

TEST(ScenarioWarnings, WhatIsSoundEarnsNone)
{
    EXPECT_THAT(numbers_of(sound()), IsEmpty());
}

TEST(ScenarioWarnings, ManyKeyAccountsForFewManagersAreDoubtful)
{
    const auto key_accounts = [](int count) {
        return numbers_after([=](Experiment& experiment) {
            for (int i = 20; i < 100; ++i) {
                experiment.accounts.push_back(experiment.accounts.front());
                experiment.accounts.back().id = "account " + std::to_string(i);
            }
            experiment.alternatives[1].plan = {{0.0, 1}};
            experiment.alternatives[1].key_accounts = count;
        });
    };
    EXPECT_THAT(key_accounts(40), ElementsAre(1)); // five managers
    EXPECT_THAT(key_accounts(15), IsEmpty());      // two
}

TEST(ScenarioWarnings, TheTextNamesDesignAndFigures)
{
    Experiment experiment = sound();
    experiment.alternatives[1].key_accounts = 11;
    const std::vector<Warning> warnings = warnings_of(experiment);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].number, 5);
    EXPECT_THAT(warnings[0].text, HasSubstr("\"matrix\": 11 of 20 customers are key accounts"));
}

TEST(ScenarioWarnings, AFullWalletIsDoubtful)
{
    const auto revenue = [](double money) {
        return numbers_after([=](Experiment& experiment) {
            experiment.accounts[3].revenue = money;
            experiment.accounts[3].wallet = 10000.0;
            experiment.accounts[3].live_cells = 12.0;
        });
    };
    EXPECT_THAT(revenue(9600.0), ElementsAre(2));
    EXPECT_THAT(revenue(9400.0), IsEmpty());
}

TEST(ScenarioWarnings, AScaleThatLooksWrongIsDoubtful)
{
    const auto scaled = [](double factor) {
        return numbers_after([=](Experiment& experiment) {
            for (Account& account : experiment.accounts) {
                account.revenue *= factor;
                account.wallet *= factor;
            }
            experiment.alternatives.pop_back();
        });
    };
    EXPECT_THAT(scaled(0.0099), ElementsAre(3));
    EXPECT_THAT(scaled(0.0101), IsEmpty());
    EXPECT_THAT(scaled(1001.0), ElementsAre(3));
}

TEST(ScenarioWarnings, GrowthAndVolatilityThatLookLikePercentagesAreDoubtful)
{
    const auto changes = [](double growth, double volatility) {
        return numbers_after([=](Experiment& experiment) {
            for (Account& account : experiment.accounts) {
                account.growth = growth;
                account.volatility = volatility;
            }
        });
    };
    EXPECT_THAT(changes(0.21, 0.1), ElementsAre(4));
    EXPECT_THAT(changes(-0.21, 0.1), ElementsAre(4));
    EXPECT_THAT(changes(0.02, 0.51), ElementsAre(4));
    EXPECT_THAT(changes(0.19, 0.49), IsEmpty());
}

TEST(ScenarioWarnings, AProgrammeForMostCustomersIsDoubtful)
{
    const auto key_accounts = [](int count) {
        return numbers_after([=](Experiment& experiment) { experiment.alternatives[1].key_accounts = count; });
    };
    EXPECT_THAT(key_accounts(11), ElementsAre(5));
    EXPECT_THAT(key_accounts(10), IsEmpty());
}

TEST(ScenarioWarnings, OneDominatingCustomerIsDoubtful)
{
    const auto largest = [](double revenue) {
        return numbers_after([=](Experiment& experiment) {
            experiment.accounts[0].revenue = revenue;
            experiment.accounts[0].wallet = 4.0 * revenue;
        });
    };
    EXPECT_THAT(largest(96'000.0), ElementsAre(6)); // of 191 000
    EXPECT_THAT(largest(94'000.0), IsEmpty());
}

TEST(ScenarioWarnings, AHorizonShorterThanContractsOrMaturityIsDoubtful)
{
    const auto periods = [](int count, double term) {
        return numbers_after([=](Experiment& experiment) {
            experiment.periods = count;
            for (Account& account : experiment.accounts) {
                account.contract_term = term;
                account.next_renewal = std::min(account.next_renewal, term);
            }
        });
    };
    EXPECT_THAT(periods(12, 1.0), ElementsAre(7)); // a matrix is half mature after 3.2 years
    EXPECT_THAT(periods(13, 1.0), IsEmpty());
    EXPECT_THAT(periods(16, 5.0), ElementsAre(7));
}

TEST(ScenarioWarnings, FewFuturesAreDoubtful)
{
    EXPECT_THAT(numbers_after([](Experiment& experiment) { experiment.replications = 199; }), ElementsAre(8));
    EXPECT_THAT(numbers_after([](Experiment& experiment) { experiment.replications = 200; }), IsEmpty());
}

TEST(ScenarioWarnings, AccountsThatAreMostlyAssumedAreDoubtful)
{
    EXPECT_THAT(numbers_after([](Experiment& experiment) {
                    for (Account& account : experiment.accounts) {
                        account.growth = 0.03;
                        account.volatility = 0.12;
                        account.gross_margin = 0.35;
                        account.cost_to_serve = 0.15;
                        account.relationship = 0.40;
                        account.satisfaction = 0.53;
                        account.competition = 0.5;
                        account.contract_term = 2.0;
                        account.fit = 0.5;
                        account.logo = 0.5;
                        account.global_share = 0.2;
                        account.demanding = 0.5;
                    }
                }),
                ElementsAre(9));
}

TEST(ScenarioWarnings, AProgrammeThatSpendsMoreThanTheMarginIsDoubtful)
{
    const auto budget = [](double money) {
        return numbers_after([=](Experiment& experiment) { experiment.alternatives[1].investment_budget = money; });
    };
    EXPECT_THAT(budget(30'000.0), ElementsAre(10)); // the margin is 30 000
    EXPECT_THAT(budget(20'000.0), IsEmpty());
}

TEST(ScenarioWarnings, TheOutlineFollowsTheStructurePlan)
{
    Experiment experiment = sound();
    experiment.alternatives[1].plan = {{1.0, 1}, {3.0, 3}};
    const DesignOutline outline = outline_designs(experiment).at(1);
    ASSERT_EQ(outline.steps.size(), 3U);
    EXPECT_EQ(outline.steps[0].structure, "none");
    EXPECT_FALSE(outline.steps[0].is_programme);
    EXPECT_EQ(outline.steps[0].spending(), 0.0);
    EXPECT_EQ(outline.steps[1].structure, "early_stage");
    EXPECT_EQ(outline.steps[1].year, 1.0);
    EXPECT_EQ(outline.steps[1].setup, 25.0);
    EXPECT_EQ(outline.steps[1].managers, 1);
    EXPECT_EQ(outline.steps[2].structure, "centralized");
    // Three managers and two full-time members of a team for each of four accounts; 15 hours for 12 cells.
    EXPECT_EQ(outline.steps[2].managers, 3);
    EXPECT_NEAR(outline.steps[2].hours_given, 150.0 * (3.0 * 0.4 * 0.75 + 8.0 * 0.2), 1e-9);
    EXPECT_NEAR(outline.steps[2].hours_wanted, 60.0, 1e-9);
    EXPECT_NEAR(outline.steps[2].people, 3.0 * 190.0 * (1.0 + 0.15 * 0.6) + 8.0 * 95.0, 1e-9);
}

} // namespace
} // namespace kamsim
