// Alternatives, what they share, the baseline, and overrides from the command line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/scenario/policy_names.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ScenarioAlternatives : public testing::ScenarioFiles {
protected:
    [[nodiscard]] std::vector<Alternative> alternatives_of(std::string_view more,
                                                           const std::vector<std::string>& overrides = {}) const
    {
        return read_with(more, overrides).experiment.alternatives;
    }
};

constexpr std::string_view one_alternative = "[[alternatives]]\nname = \"a\"\nstructure = \"matrix\"\n";

TEST_F(ScenarioAlternatives, WithoutAnyTheFourBuiltInStructuresAreCompared)
{
    const Experiment read = read_with("").experiment;
    ASSERT_EQ(read.alternatives.size(), 4U);
    const std::vector<std::string> names{"none", "early_stage", "matrix", "centralized"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        EXPECT_EQ(read.alternatives[i].name, names[i]);
        ASSERT_EQ(read.alternatives[i].plan.size(), 1U);
        EXPECT_EQ(read.alternatives[i].plan[0].year, 0.0);
        EXPECT_EQ(read.alternatives[i].plan[0].structure, static_cast<int>(i));
    }
    EXPECT_EQ(read.baseline, 0);
}

TEST_F(ScenarioAlternatives, EveryKeyIsRead)
{
    const std::vector<Alternative> read = alternatives_of(
        "[[alternatives]]\nname = \"all keys\"\nplan = [{ year = 0.5, structure = \"early_stage\" }, { year = 2, "
        "structure "
        "= \"matrix\" }]\nkey_accounts = 3\nlevers = { selection = 0.8, review = 0 }\ninvestment_budget = 120\n"
        "rescue_budget = 0\nselection = \"eight_factor\"\nattention = \"lifetime_value\"\nassignment = \"matched\"\n"
        "hiring = \"project_manager\"\nrescue = \"value_at_risk\"\ncontact_focus = \"highest_leverage\"\ntender_lead = "
        "2\n");
    ASSERT_EQ(read.size(), 1U);
    const Alternative& all = read[0];
    EXPECT_EQ(all.name, "all keys");
    ASSERT_EQ(all.plan.size(), 2U);
    EXPECT_EQ(all.plan[0].year, 0.5);
    EXPECT_EQ(all.plan[0].structure, 1);
    EXPECT_EQ(all.plan[1].year, 2.0);
    EXPECT_EQ(all.plan[1].structure, 2);
    EXPECT_EQ(all.key_accounts, 3);
    EXPECT_THAT(all.levers, ElementsAre(0.6, 0.6, 0.6, 0.8, 0.6, 0.6, 0.0));
    EXPECT_EQ(all.investment_budget, 120.0);
    EXPECT_EQ(all.rescue_budget, 0.0);
    EXPECT_EQ(all.selection, SelectionPolicy::eight_factor);
    EXPECT_EQ(all.attention, AttentionPolicy::lifetime_value);
    EXPECT_EQ(all.assignment, AssignmentPolicy::matched);
    EXPECT_EQ(all.hiring, HiringPolicy::project_manager);
    EXPECT_EQ(all.rescue, RescuePolicy::value_at_risk);
    EXPECT_EQ(all.contact_focus, ContactFocus::highest_leverage);
    EXPECT_EQ(all.tender_lead, 2.0);
}

TEST_F(ScenarioAlternatives, DefaultsStandForEveryAlternativeUnlessItSaysOtherwise)
{
    const std::vector<Alternative> designs =
        read("[defaults]\nkey_accounts = 1\nlevers = 0.4\nattention = \"abc\"\n"
             "rescue_budget = 9\n[portfolio]\naccounts = \"accounts.csv\"\n"
             "[[alternatives]]\nname = \"a\"\nstructure = \"matrix\"\n"
             "[[alternatives]]\nname = \"b\"\nstructure = \"matrix\"\nkey_accounts = 3\n"
             "levers = { champion = 1 }\nattention = \"equal\"\n")
            .experiment.alternatives;
    ASSERT_EQ(designs.size(), 2U);
    EXPECT_EQ(designs[0].key_accounts, 1);
    EXPECT_THAT(designs[0].levers, Each(0.4));
    EXPECT_EQ(designs[0].attention, AttentionPolicy::abc);
    EXPECT_EQ(designs[0].rescue_budget, 9.0);
    EXPECT_FALSE(designs[0].investment_budget.has_value());
    EXPECT_EQ(designs[1].key_accounts, 3);
    EXPECT_THAT(designs[1].levers, ElementsAre(0.4, 0.4, 1.0, 0.4, 0.4, 0.4, 0.4));
    EXPECT_EQ(designs[1].attention, AttentionPolicy::equal);
    EXPECT_EQ(designs[1].rescue_budget, 9.0);
}

template <class Enum, std::size_t count>
void expect_every_word(const std::array<NamedValue<Enum>, count>& names)
{
    for (const NamedValue<Enum>& named : names) {
        EXPECT_EQ(name_in(names, named.value), named.name);
    }
}

TEST_F(ScenarioAlternatives, EveryPolicyHasItsWord)
{
    expect_every_word(selection_policy_names);
    expect_every_word(attention_policy_names);
    expect_every_word(assignment_policy_names);
    expect_every_word(hiring_policy_names);
    expect_every_word(rescue_policy_names);
    expect_every_word(contact_focus_names);
    for (const auto& named : attention_policy_names) {
        const std::string more = std::string(one_alternative) + "attention = \"" + std::string(named.name) + "\"\n";
        EXPECT_EQ(alternatives_of(more).at(0).attention, named.value);
    }
}

TEST_F(ScenarioAlternatives, TheBaselineIsNamedOrNoneOrTheFirst)
{
    const std::string two =
        "[[alternatives]]\nname = \"x\"\nstructure = \"matrix\"\n[[alternatives]]\nname = \"none\"\n"
        "structure = \"none\"\n";
    EXPECT_EQ(read_with(two).experiment.baseline, 1);
    EXPECT_EQ(read_with(two, {"baseline=x"}).experiment.baseline, 0);
    EXPECT_EQ(read_with(one_alternative).experiment.baseline, 0);
    EXPECT_THAT(errors_of("baseline = \"nonne\"\n" + complete(two)),
                ElementsAre("scenario.toml:1:12: \"nonne\" is no value of \"baseline\" — did you mean \"none\"?"));
}

TEST_F(ScenarioAlternatives, FaultsAreErrorsWithTheirPositions)
{
    EXPECT_THAT(errors_with("[[alternatives]]\nname = \"a\"\nstructure = \"matrx\"\n"),
                ElementsAre("scenario.toml:7:13: \"matrx\" is no value of \"alternatives.a.structure\" — did you mean "
                            "\"matrix\"?"));
    EXPECT_THAT(errors_with("[[alternatives]]\nname = \"a\"\n"),
                ElementsAre(StartsWith("scenario.toml:5:1: alternative \"a\" has no structure")));
    EXPECT_THAT(errors_with("[[alternatives]]\nname = \"a\"\nstructure = \"matrix\"\nplan = []\n"),
                ElementsAre(StartsWith("scenario.toml:8:8: alternative \"a\" has both a structure and a plan")));
    EXPECT_THAT(errors_with("[[alternatives]]\nstructure = \"matrix\"\n"), ElementsAre(HasSubstr("needs a name")));
    EXPECT_THAT(errors_with(std::string(one_alternative) + std::string(one_alternative)),
                ElementsAre("scenario.toml:9:8: there are two alternatives \"a\"; names must differ"));
    EXPECT_THAT(errors_with(std::string(one_alternative) + "atention = \"abc\"\n"),
                ElementsAre("scenario.toml:8:1: unknown key \"alternatives.a.atention\" — did you mean "
                            "\"alternatives.a.attention\"?"));
    EXPECT_THAT(errors_with(std::string(one_alternative) + "levers = { selectoin = 1 }\n"),
                ElementsAre("scenario.toml:8:12: unknown key \"alternatives.a.levers.selectoin\" — did you mean "
                            "\"alternatives.a.levers.selection\"?"));
    EXPECT_THAT(errors_with(std::string(one_alternative) + "levers = 1.2\n"),
                ElementsAre(HasSubstr("between 0 and 1")));
    EXPECT_THAT(
        errors_with(std::string(one_alternative) + "key_accounts = 4\n"),
        ElementsAre(StartsWith("scenario.toml:8:16: alternative \"a\" has 4 key accounts and the portfolio 3")));
}

TEST_F(ScenarioAlternatives, APlanWithFaultsIsAnError)
{
    const auto errors_of_plan = [this](std::string_view plan) {
        return errors_with("[[alternatives]]\nname = \"a\"\nplan = " + std::string(plan) + "\n");
    };
    EXPECT_THAT(errors_of_plan("[{ year = 2, structure = \"matrix\" }, { year = 1, structure = \"none\" }]"),
                ElementsAre(HasSubstr("must be in order of their years, and 1 comes after 2")));
    EXPECT_THAT(errors_of_plan("[{ year = 2 }]"),
                ElementsAre(HasSubstr("the step lacks \"alternatives.a.plan.structure\"")));
    EXPECT_THAT(errors_of_plan("[3]"), ElementsAre(StartsWith("scenario.toml:7:9: a step of")));
    EXPECT_THAT(errors_of_plan("3"), ElementsAre(HasSubstr("takes an array")));
    EXPECT_THAT(errors_of_plan("[{ year = -1, structure = \"matrix\" }]"),
                ElementsAre(HasSubstr("must be between 0 and 100")));
    EXPECT_THAT(errors_of_plan("[{ year = 1, structure = \"matrix\" }, { year = 1.01, structure = \"none\" }]"),
                ElementsAre(HasSubstr("in years 1 and 1.01, fall into the same period")));
}

TEST_F(ScenarioAlternatives, OverridesReachEveryPartOfTheScenario)
{
    const Scenario scenario =
        read_with("", {"years=2", "simulation.seed=9", "retention.save=0.5", "structures.matrix.setup=123",
                       "alternatives.matrix.key_accounts=1", "defaults.levers=0.3", "firm.cash_buffer=44",
                       "today.structure=early_stage", "title=Another title", "portfolio.currency=kUSD"});
    const Experiment& read = scenario.experiment;
    EXPECT_EQ(read.periods, 8);
    EXPECT_EQ(read.seed, 9U);
    EXPECT_EQ(read.parameters.retention.save, 0.5);
    EXPECT_EQ(read.structures[2].parameters.setup, 123.0);
    EXPECT_EQ(read.alternatives[2].key_accounts, 1);
    EXPECT_EQ(read.alternatives[1].key_accounts, 2);
    EXPECT_THAT(read.alternatives[3].levers, Each(0.3));
    EXPECT_EQ(read.firm.cash_buffer, 44.0);
    EXPECT_EQ(read.today.structure, 1);
    EXPECT_EQ(read.title, "Another title");
    EXPECT_EQ(read.currency, "kUSD");
    EXPECT_EQ(scenario.overrides.size(), 10U);
}

TEST_F(ScenarioAlternatives, AnOverrideGoesBeforeTheScenarioAndTheLastOneWins)
{
    EXPECT_EQ(read_with("[parameters]\n\"retention.save\" = 0.7\n", {"retention.save=0.5"})
                  .experiment.parameters.retention.save,
              0.5);
    EXPECT_EQ(
        read_with("[parameters.retention]\nsave = 0.7\n", {"retention.save=0.5"}).experiment.parameters.retention.save,
        0.5);
    EXPECT_EQ(read_with("[simulation]\nyears = 3\n", {"years=4", "years=5"}).experiment.periods, 20);
    EXPECT_THAT(alternatives_of(one_alternative, {"alternatives.a.levers.training=1"}).at(0).levers,
                ElementsAre(0.6, 0.6, 0.6, 0.6, 1.0, 0.6, 0.6));
    EXPECT_THAT(alternatives_of(std::string(one_alternative) + "levers = 0.2\n", {"alternatives.a.levers.training=1"})
                    .at(0)
                    .levers,
                ElementsAre(0.2, 0.2, 0.2, 0.2, 1.0, 0.2, 0.2));
}

TEST_F(ScenarioAlternatives, NamesOfAlternativesMayHoldDotsAndSpaces)
{
    const std::string more = "[[alternatives]]\nname = \"v1.2 plus\"\nstructure = \"matrix\"\n";
    EXPECT_EQ(alternatives_of(more, {"alternatives.v1.2 plus.key_accounts=3"}).at(0).key_accounts, 3);
}

TEST_F(ScenarioAlternatives, OverridesWithFaultsAreErrors)
{
    EXPECT_THAT(
        errors_with("", {"retention.sav=0.5"}),
        ElementsAre("--set retention.sav=0.5: unknown path \"retention.sav\" — did you mean \"retention.save\"?"));
    EXPECT_THAT(errors_with("", {"yeers=3"}),
                ElementsAre("--set yeers=3: unknown path \"yeers\" — did you mean \"years\"?"));
    EXPECT_THAT(errors_with("", {"structurs.matrix.setup=3"}),
                ElementsAre(HasSubstr("did you mean \"structures.matrix.setup\"?")));
    EXPECT_THAT(errors_with("", {"structures.matrix.set_up=3"}),
                ElementsAre("--set structures.matrix.set_up=3: unknown key \"structures.matrix.set_up\" — did you mean "
                            "\"structures.matrix.setup\"?"));
    EXPECT_THAT(errors_with("", {"alternatives.matrx.key_accounts=1"}),
                ElementsAre(HasSubstr("no alternative \"matrx\" — did you mean \"matrix\"?")));
    EXPECT_THAT(errors_with("", {"years"}), ElementsAre(StartsWith("--set years: is no path=value")));
    EXPECT_THAT(errors_with("", {"years=[1"}), ElementsAre(HasSubstr("the value cannot be read")));
    EXPECT_THAT(errors_with("", {"years=soon"}),
                ElementsAre("--set years=soon: \"simulation.years\" takes a number, not a text"));
    EXPECT_THAT(errors_with("[simulation]\nyears = 2\n", {"simulation.years.x=3"}),
                ElementsAre("--set simulation.years.x=3: \"years\" is a whole number; it has no keys of its own"));
}

} // namespace
} // namespace kamsim
