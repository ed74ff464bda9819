// Attention weights of accounts in a scenario: what is read, what is refused, and that a design that is written as a
// scenario reads as the same design.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/results/resolved_parameters.hpp"
#include "kamsim/scenario/alternative_toml.hpp"
#include "results/resolved_experiment.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ScenarioAttention : public testing::ScenarioFiles {
protected:
    static constexpr std::string_view design = "[[alternatives]]\nname = \"a\"\nstructure = \"matrix\"\n";

    [[nodiscard]] Alternative first(std::string_view weights) const
    {
        return read_with(std::string(design) + std::string(weights)).experiment.alternatives.at(0);
    }
    [[nodiscard]] std::vector<std::string> errors(std::string_view weights) const
    {
        return errors_of(complete(std::string(design) + std::string(weights)));
    }
};

TEST_F(ScenarioAttention, NamesAccountsAndLeavesTheOthersAsThePolicySays)
{
    EXPECT_THAT(first("").account_attention, IsEmpty());
    EXPECT_THAT(
        first("attention_weights = [{ account = \"city\", hours = 2.5, money = 0 }, { account = \"acme\", "
              "money = 3 }]\n")
            .account_attention,
        ElementsAre(AccountAttention{1.0, 3.0, 0.0, 0.0}, AccountAttention{}, AccountAttention{2.5, 0.0, 0.0, 0.0}));
}

TEST_F(ScenarioAttention, OfTheDefaultsStandsForEveryAlternativeThatHasNoneOfItsOwn)
{
    const auto designs =
        read("[defaults]\nkey_accounts = 2\nattention_weights = [{ account = \"bolt\", hours = 4 }]\n"
             "[portfolio]\naccounts = \"accounts.csv\"\n"
             + std::string(design)
             + "[[alternatives]]\nname = \"b\"\nstructure = \"matrix\"\nattention_weights = [{ account "
               "= \"acme\", hours = 0 }]\n")
            .experiment.alternatives;
    EXPECT_EQ(designs.at(0).account_attention.at(1).hours_weight, 4.0);
    EXPECT_EQ(designs.at(1).account_attention.at(1).hours_weight, 1.0);
    EXPECT_EQ(designs.at(1).account_attention.at(0).hours_weight, 0.0);
}

TEST_F(ScenarioAttention, AnEmptyListTakesThoseOfTheDefaultsAway)
{
    const auto designs = read("[defaults]\nkey_accounts = 2\nattention_weights = [{ account = \"bolt\", hours = 4 }]\n"
                              "[portfolio]\naccounts = \"accounts.csv\"\n"
                              + std::string(design) + "attention_weights = []\n")
                             .experiment.alternatives;
    EXPECT_THAT(designs.at(0).account_attention, IsEmpty());
}

TEST_F(ScenarioAttention, RefusesWhatNamesNoAccountOrOneTwice)
{
    EXPECT_THAT(errors("attention_weights = [{ account = \"bold\" }]\n"),
                ElementsAre(HasSubstr("there is no account \"bold\" in the portfolio — did you mean \"bolt\"?")));
    EXPECT_THAT(errors("attention_weights = [{ hours = 2 }]\n"), ElementsAre(HasSubstr("is missing; give the id")));
    EXPECT_THAT(errors("attention_weights = [{ account = \"bolt\" }, { account = \"bolt\" }]\n"),
                ElementsAre(HasSubstr("\"bolt\" stands twice")));
    EXPECT_THAT(errors("attention_weights = [{ account = \"bolt\", hours = -1 }]\n"), ElementsAre(HasSubstr("hours")));
    EXPECT_THAT(errors("attention_weights = [{ account = \"bolt\", hour = 1 }]\n"),
                ElementsAre(HasSubstr("did you mean")));
    EXPECT_THAT(errors("attention_weights = [\"bolt\"]\n"), ElementsAre(HasSubstr("is a table")));
}

TEST_F(ScenarioAttention, ADesignThatIsWrittenReadsAsTheSameDesign)
{
    const auto scenario = read_with(
        "[[alternatives]]\nname = \"all \\\"keys\\\"\"\nplan = [{ year = 0.5, structure = \"early_stage\" }, { year = "
        "2, "
        "structure = \"matrix\" }]\nkey_accounts = 3\nlevers = { selection = 0.8, review = 0.1 }\n"
        "investment_budget = 120.25\nrescue_budget = 0\nselection = \"eight_factor\"\nattention = \"lifetime_value\"\n"
        "assignment = \"matched\"\nhiring = \"project_manager\"\nrescue = \"value_at_risk\"\n"
        "contact_focus = \"highest_leverage\"\ntender_lead = 2\n"
        "attention_weights = [{ account = \"bolt\", hours = 0.123456789012345, money = 3 }]\n");
    const auto& given = scenario.experiment.alternatives.front();
    const auto again = read_with(alternative_toml(given, scenario.experiment)).experiment;
    Experiment expected = again;
    expected.alternatives = {given};
    EXPECT_EQ(resolved_parameters_json(again), resolved_parameters_json(expected));
    EXPECT_EQ(again.alternatives.front().account_attention, given.account_attention);
}

TEST_F(ScenarioAttention, OnlyAScenarioThatSaysSoIsWrittenIntoAResult)
{
    const auto plain = read_with(design).experiment;
    EXPECT_THAT(resolved_parameters_json(plain), Not(HasSubstr("attention_weights")));
    const auto weighted =
        read_with(std::string(design) + "attention_weights = [{ account = \"bolt\", hours = 2 }]\n").experiment;
    Experiment stored;
    stored.accounts = weighted.accounts;
    read_resolved_parameters(resolved_parameters_json(weighted), stored);
    EXPECT_EQ(stored.alternatives.front().account_attention, weighted.alternatives.front().account_attention);
}

TEST_F(ScenarioAttention, NoScenarioCanGiveExtraHours)
{
    auto scenario = read_with(design);
    auto& alternative = scenario.experiment.alternatives.front();
    alternative.account_attention.assign(3, {});
    alternative.account_attention.front().extra_hours = 1.0;
    EXPECT_THROW(static_cast<void>(alternative_toml(alternative, scenario.experiment)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
