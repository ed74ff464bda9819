// Keys of a scenario file but the portfolio's and the alternatives': values, defaults, errors with their positions.

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ScenarioSettings : public testing::ScenarioFiles {};

TEST_F(ScenarioSettings, EveryKeyOfSimulationIsRead)
{
    const Experiment experiment = read("title = \"A title\"\n"
                                       + complete("[simulation]\nseed = 0\nreplications = 77\nyears = 2.5\n"
                                                  "periods_per_year = 12\ndiscount_rate = 0.07\nbooking = \"end\"\n"
                                                  "first_period_at_risk = false\nresidual = true\n"))
                                      .experiment;
    EXPECT_EQ(experiment.title, "A title");
    EXPECT_EQ(experiment.seed, 0U);
    EXPECT_EQ(experiment.replications, 77);
    EXPECT_EQ(experiment.periods, 30);
    EXPECT_EQ(experiment.periods_per_year, 12);
    EXPECT_EQ(experiment.discount_rate, 0.07);
    EXPECT_EQ(experiment.booking, Booking::end);
    EXPECT_FALSE(experiment.first_period_at_risk);
    EXPECT_TRUE(experiment.include_residual);
}

TEST_F(ScenarioSettings, WhatIsLeftOutHasItsDefault)
{
    const Scenario scenario = read_with("");
    const Experiment& read = scenario.experiment;
    EXPECT_EQ(read.seed, 1U);
    EXPECT_EQ(read.replications, 10'000);
    EXPECT_EQ(read.periods, 28);
    EXPECT_EQ(read.periods_per_year, 4);
    EXPECT_EQ(read.discount_rate, 0.10);
    EXPECT_EQ(read.booking, Booking::middle);
    EXPECT_TRUE(read.first_period_at_risk);
    EXPECT_FALSE(read.include_residual);
    EXPECT_EQ(read.currency, "kEUR");
    EXPECT_EQ(read.structures.size(), 4U);
    EXPECT_EQ(read.today.structure, 0);
    EXPECT_EQ(read.firm.cash_buffer, 0.0);
    for (const ModelEntry& entry : model_catalogue()) {
        ModelParameters parameters = read.parameters;
        EXPECT_EQ(entry.in(parameters), entry.default_value) << entry.path;
    }
}

TEST_F(ScenarioSettings, TodayAndFirmAreRead)
{
    const Experiment read =
        read_with("[today]\nstructure = \"matrix\"\nprogramme_age = 2.5\nmanager_proficiency = 0.7\n"
                  "[firm]\ncash_buffer = -300\nyearly_overheads = 4000\n")
            .experiment;
    EXPECT_EQ(read.structures[static_cast<std::size_t>(read.today.structure)].name, "matrix");
    EXPECT_EQ(read.today.programme_age, 2.5);
    EXPECT_EQ(read.today.manager_proficiency, 0.7);
    EXPECT_EQ(read.firm.cash_buffer, -300.0);
    EXPECT_EQ(read.firm.yearly_overheads, 4000.0);
}

TEST_F(ScenarioSettings, AParameterIsSetByAQuotedPathOrByNestedTables)
{
    EXPECT_EQ(read_with("[parameters]\n\"retention.save\" = 0.7\n").experiment.parameters.retention.save, 0.7);
    EXPECT_EQ(read_with("[parameters]\nretention.save = 0.6\n").experiment.parameters.retention.save, 0.6);
    EXPECT_EQ(read_with("[parameters.retention]\nsave = 1\n").experiment.parameters.retention.save, 1.0);
}

TEST_F(ScenarioSettings, EveryParameterOfTheCatalogueCanBeSet)
{
    for (const ModelEntry& entry : model_catalogue()) {
        const double middle = entry.low + (entry.high - entry.low) / 2.0;
        write("scenario.toml",
              complete("[parameters]\n\"" + entry.path + "\" = " + ::testing::PrintToString(middle) + "\n"));
        ModelParameters parameters = read_scenario(path("scenario.toml")).experiment.parameters;
        EXPECT_NEAR(entry.in(parameters), middle, 1e-5 * (1.0 + std::abs(middle))) << entry.path;
    }
}

TEST_F(ScenarioSettings, AnUnknownParameterNamesTheNearestOne)
{
    EXPECT_THAT(errors_with("[parameters]\n\"retention.sav\" = 0.7\n"),
                ElementsAre("scenario.toml:6:1: unknown key \"retention.sav\" — did you mean \"retention.save\"?"));
    EXPECT_THAT(errors_with("[parameters.retention]\nfrailty = 0.7\n"),
                ElementsAre("scenario.toml:6:1: unknown key \"retention.frailty\" — did you mean "
                            "\"retention.frailty_sd\"?"));
    EXPECT_THAT(errors_with("[parameters]\nsave = 0.7\n"),
                ElementsAre("scenario.toml:6:1: unknown key \"save\" — did you mean \"retention.save\"?"));
}

TEST_F(ScenarioSettings, AParameterOutsideOfItsDomainOrOfTheWrongTypeIsAnError)
{
    EXPECT_THAT(
        errors_with("[parameters]\n\"retention.endangerment_threshold\" = 1.5\n"),
        ElementsAre("scenario.toml:6:38: \"retention.endangerment_threshold\" is 1.5; it must be between 0 and 1"));
    EXPECT_THAT(errors_with("[parameters]\nretention.save = \"much\"\n"),
                ElementsAre("scenario.toml:6:18: \"retention.save\" takes a number, not a text"));
    EXPECT_THAT(errors_with("[parameters]\n\"retention.save\" = 0.7\nretention.save = 0.8\n"),
                ElementsAre(HasSubstr("parameter \"retention.save\" is set twice")));
    EXPECT_THAT(errors_with("[parameters]\nretention.save = nan\n"), ElementsAre(HasSubstr("it must be")));
}

TEST_F(ScenarioSettings, AValueBeyondTheEvidenceIsAnAssumption)
{
    const ModelEntry& save = *find_model_entry("retention.save");
    const Scenario beyond = read_with("[today]\n[parameters]\nretention.save = 50\n");
    EXPECT_THAT(beyond.assumptions, ::testing::Contains(StartsWith("retention.save: set to 50, outside of the range")));
    const Scenario within = read_with("[today]\n[parameters]\nretention.save = " + std::to_string(save.default_value));
    EXPECT_THAT(within.assumptions, ::testing::Not(::testing::Contains(StartsWith("retention.save"))));
}

TEST_F(ScenarioSettings, ABuiltInStructureCanBeChangedAndANewOneStandsOnIt)
{
    const Experiment read = read_with("[structures.matrix]\nsetup = 350\n[structures.mine]\non = \"matrix\"\nload = 2\n"
                                      "[[alternatives]]\nname = \"mine\"\nstructure = \"mine\"\n")
                                .experiment;
    ASSERT_EQ(read.structures.size(), 5U);
    EXPECT_EQ(read.structures[2].parameters.setup, 350.0);
    EXPECT_EQ(read.structures[4].name, "mine");
    EXPECT_TRUE(read.structures[4].is_programme);
    EXPECT_EQ(read.structures[4].parameters.setup, 350.0);
    EXPECT_EQ(read.structures[4].parameters.load, 2.0);
    EXPECT_EQ(read.structures[4].parameters.overhead, read.structures[2].parameters.overhead);
    EXPECT_EQ(read.alternatives[0].plan.at(0).structure, 4);
}

TEST_F(ScenarioSettings, AStructureWithFaultsIsAnError)
{
    EXPECT_THAT(errors_with("[structures.matrx]\nsetup = 1\n"),
                ElementsAre(AllOf(StartsWith("scenario.toml:5:1: \"matrx\" is no built-in structure — did you mean "
                                             "\"matrix\"?"),
                                  HasSubstr("on = "))));
    EXPECT_THAT(errors_with("[structures.mine]\non = \"centralised\"\n"),
                ElementsAre("scenario.toml:6:6: \"centralised\" is no value of \"structures.mine.on\" — did you mean "
                            "\"centralized\"?"));
    EXPECT_THAT(errors_with("[structures.matrix]\nset_up = 1\n"),
                ElementsAre("scenario.toml:6:1: unknown key \"structures.matrix.set_up\" — did you mean "
                            "\"structures.matrix.setup\"?"));
    EXPECT_THAT(errors_with("[structures.matrix]\noverhead = 2\n"), ElementsAre(HasSubstr("must be between 0 and 1")));
}

TEST_F(ScenarioSettings, TheCataloguesMoneyIsConvertedAndTheScenariosIsNot)
{
    const Experiment read = read_with("currency = \"kGBP\"\ncurrency_per_euro = 0.5\n[structures.matrix]\n"
                                      "fixed_cost = 77\n[parameters]\nmanagers.star_loss = 10\n")
                                .experiment;
    const StructureParameters matrix = built_in_structure(BuiltInStructure::matrix).parameters;
    EXPECT_EQ(read.currency, "kGBP");
    EXPECT_EQ(read.structures[2].parameters.setup, 0.5 * matrix.setup);
    EXPECT_EQ(read.structures[2].parameters.fixed_cost, 77.0);
    EXPECT_EQ(read.structures[2].parameters.load, matrix.load);
    EXPECT_EQ(read.parameters.managers.star_loss, 10.0);
    EXPECT_EQ(read.parameters.managers.replacement_cost, 0.5 * default_parameters().managers.replacement_cost);
    EXPECT_EQ(read.parameters.ledger.commission_tier_2, 0.5 * default_parameters().ledger.commission_tier_2);
    EXPECT_EQ(read.parameters.retention.save, default_parameters().retention.save);
}

TEST_F(ScenarioSettings, UnknownKeysNameTheNearestOneAndTheirPosition)
{
    EXPECT_THAT(
        errors_with("[simulation]\n  yeers = 3\n"),
        ElementsAre("scenario.toml:6:3: unknown key \"simulation.yeers\" — did you mean \"simulation.years\"?"));
    EXPECT_THAT(errors_with("[simulations]\nyears = 3\n"),
                ElementsAre("scenario.toml:5:2: unknown key \"simulations\" — did you mean \"simulation\"?"));
    EXPECT_THAT(errors_with("[firm]\nzebra = 3\n"),
                ElementsAre("scenario.toml:6:1: unknown key \"firm.zebra\"; there is \"firm.cash_buffer\" or "
                            "\"firm.yearly_overheads\""));
    EXPECT_THAT(errors_with("[today]\nstructur = \"none\"\n"),
                ElementsAre(HasSubstr("did you mean \"today.structure\"?")));
}

TEST_F(ScenarioSettings, ValuesThatDoNotFitAreErrors)
{
    EXPECT_THAT(errors_with("[simulation]\nseed = -1\n"),
                ElementsAre(StartsWith("scenario.toml:6:8: \"simulation.seed\" is -1")));
    EXPECT_THAT(errors_with("[simulation]\nreplications = 1.5\n"),
                ElementsAre("scenario.toml:6:16: \"simulation.replications\" takes a whole number, not a number"));
    EXPECT_THAT(errors_with("[simulation]\nresidual = 1\n"),
                ElementsAre("scenario.toml:6:12: \"simulation.residual\" takes true or false, not a whole number"));
    EXPECT_THAT(errors_with("[simulation]\nbooking = \"mid\"\n"),
                ElementsAre("scenario.toml:6:11: \"mid\" is no value of \"simulation.booking\"; it takes \"middle\", "
                            "\"start\" or \"end\""));
    EXPECT_THAT(errors_with("[simulation]\nyears = 0.1\n"), ElementsAre(HasSubstr("the shortest horizon is 0.25")));
    EXPECT_THAT(
        errors_with("[today]\nstructure = \"matrics\"\n"),
        ElementsAre("scenario.toml:6:13: \"matrics\" is no value of \"today.structure\" — did you mean \"matrix\"?"));
    EXPECT_THAT(errors_with("[today]\nprogramme_age = 2\n"), ElementsAre(StartsWith("scenario.toml:6:17:")));
    EXPECT_THAT(errors_of("simulation = 4\n" + complete("")),
                ElementsAre("scenario.toml:1:14: \"simulation\" takes a table, not a whole number"));
}

TEST_F(ScenarioSettings, AllErrorsAreReportedTogether)
{
    const std::vector<std::string> errors =
        errors_with("[simulation]\nseed = -1\nbooking = 3\n[firm]\ncash = 1\n[parameters]\nretention.x = 1\n");
    EXPECT_EQ(errors.size(), 4U);
}

TEST_F(ScenarioSettings, ASyntaxErrorStopsAtItsPlace)
{
    EXPECT_THAT(errors_of("title = \"x\"\n[simulation\nseed = 1\n"), ElementsAre(StartsWith("scenario.toml:2:12: ")));
    EXPECT_THAT(errors_of("title = 1\ntitle = 2\n"), ElementsAre(StartsWith("scenario.toml:2:")));
}

TEST_F(ScenarioSettings, AMissingFileIsAnError)
{
    try {
        static_cast<void>(read_scenario(path("nothing.toml")));
        FAIL() << "a scenario that does not exist was read";
    } catch (const ScenarioError& failure) {
        EXPECT_THAT(failure.what(), HasSubstr("nothing.toml: cannot read the scenario: there is no such file"));
    }
    EXPECT_THAT(
        errors_of("[portfolio]\naccounts = \"nothing.csv\"\n"),
        ElementsAre("scenario.toml:2:12: cannot read \"nothing.csv\" (looked for nothing.csv): there is no such file"));
    EXPECT_THAT(errors_of("title = \"x\"\n"), ElementsAre(HasSubstr("there is no [portfolio]")));
    EXPECT_THAT(errors_of("[portfolio]\ncurrency = \"kEUR\"\n"),
                ElementsAre(HasSubstr("[portfolio] lacks \"accounts\"")));
}

TEST_F(ScenarioSettings, TextAndHashesProveWhatWasRead)
{
    write("scenario.toml", complete(""));
    const Scenario scenario = read_scenario(path("scenario.toml"));
    EXPECT_EQ(scenario.text, complete(""));
    ASSERT_EQ(scenario.inputs.size(), 2U);
    EXPECT_EQ(scenario.inputs[0].path, path("scenario.toml"));
    EXPECT_EQ(scenario.inputs[1].path, "accounts.csv");
    EXPECT_EQ(scenario.inputs[1].hash.size(), 32U);
    write("accounts.csv", "id,revenue\nacme,1000\nbolt,500\ncity,251\n");
    const Scenario other = read_scenario(path("scenario.toml"));
    EXPECT_EQ(other.inputs[0].hash, scenario.inputs[0].hash);
    EXPECT_NE(other.inputs[1].hash, scenario.inputs[1].hash);
}

} // namespace
} // namespace kamsim
