// Crossed alternatives, the ones that are kept, and periods by name.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ScenarioCross : public testing::ScenarioFiles {
protected:
    [[nodiscard]] std::vector<Alternative> alternatives_of(std::string_view more,
                                                           const std::vector<std::string>& overrides = {}) const
    {
        return read_with(more, overrides).experiment.alternatives;
    }
    [[nodiscard]] std::vector<std::string> names_of(std::string_view more,
                                                    const std::vector<std::string>& overrides = {}) const
    {
        std::vector<std::string> names;
        for (const Alternative& alternative : alternatives_of(more, overrides)) {
            names.push_back(alternative.name);
        }
        return names;
    }
};

TEST_F(ScenarioCross, EveryCombinationIsAnAlternativeAndTheLastKeyChangesFastest)
{
    EXPECT_THAT(names_of("[cross]\nattention = [\"revenue\", \"at_risk\"]\nkey_accounts = [1, 2]\nstructure = "
                         "[\"early_stage\", \"matrix\"]\n"),
                ElementsAre("early_stage, 1 key account, revenue", "early_stage, 1 key account, at_risk",
                            "early_stage, 2 key accounts, revenue", "early_stage, 2 key accounts, at_risk",
                            "matrix, 1 key account, revenue", "matrix, 1 key account, at_risk",
                            "matrix, 2 key accounts, revenue", "matrix, 2 key accounts, at_risk"));
}

TEST_F(ScenarioCross, ValuesAreThoseOfTheListsAndTheRestComesFromTheDefaults)
{
    const std::vector<Alternative> read =
        alternatives_of("[cross]\nstructure = [\"matrix\"]\nlevers = [0.2, { training = 1 }]\nrescue_budget = [7]\n");
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0].name, "matrix, levers 0.2, rescue budget 7");
    EXPECT_THAT(read[0].levers, Each(0.2));
    EXPECT_EQ(read[1].name, "matrix, levers training 1, rescue budget 7");
    EXPECT_THAT(read[1].levers, ElementsAre(0.6, 0.6, 0.6, 0.6, 1.0, 0.6, 0.6));
    EXPECT_EQ(read[1].rescue_budget, 7.0);
    EXPECT_EQ(read[1].key_accounts, 2);
    EXPECT_EQ(read[1].plan.at(0).structure, 2);
}

TEST_F(ScenarioCross, AWordUnderTwoKeysIsNamedWithItsKey)
{
    EXPECT_THAT(names_of("[cross]\nstructure = [\"none\"]\nrescue = [\"none\"]\nselection = [\"revenue\"]\nattention = "
                         "[\"revenue\"]\n"),
                ElementsAre("none, selection revenue, attention revenue, rescue none"));
}

TEST_F(ScenarioCross, ItStandsBesideTheListAndMayBeTheBaseline)
{
    const std::string both = "[[alternatives]]\nname = \"as is\"\nstructure = \"none\"\n[cross]\nstructure = "
                             "[\"matrix\", \"centralized\"]\n";
    EXPECT_THAT(names_of(both), ElementsAre("as is", "matrix", "centralized"));
    EXPECT_EQ(read_with(both, {"baseline=\"centralized\""}).experiment.baseline, 2);
    EXPECT_THAT(names_of(both, {"cross.structure=[\"early_stage\"]"}), ElementsAre("as is", "early_stage"));
    EXPECT_THAT(errors_with("[[alternatives]]\nname = \"matrix\"\nstructure = \"none\"\n[cross]\nstructure = "
                            "[\"matrix\"]\n"),
                ElementsAre(HasSubstr("[cross] makes an alternative \"matrix\", and there is one already")));
}

TEST_F(ScenarioCross, AnErrorInAListPointsToTheValueAndStandsOnce)
{
    EXPECT_THAT(errors_with("[cross]\nstructure = [\"matrix\", \"none\"]\nattention = [\"abc\", \"random\"]\n"),
                ElementsAre(HasSubstr("scenario.toml:7:21: \"random\" is no value of \"cross.attention\"")));
    EXPECT_THAT(errors_with("[cross]\nstructure = [\"matrix\"]\nkey_accounts = []\n"),
                ElementsAre(HasSubstr("\"cross.key_accounts\" is an empty list")));
}

TEST_F(ScenarioCross, OnlyTheNamedAlternativesAreKept)
{
    EXPECT_THAT(names_of("", {"only_alternatives=[\"matrix\", \"none\"]"}), ElementsAre("none", "matrix"));
    EXPECT_THAT(names_of("[cross]\nstructure = [\"none\", \"matrix\"]\nkey_accounts = [1, 2]\n",
                         {"only_alternatives=[\"matrix, 2 key accounts\"]"}),
                ElementsAre("matrix, 2 key accounts"));
    EXPECT_THAT(errors_of("only_alternatives = []\n" + complete("")), ElementsAre(HasSubstr("keeps no alternative")));
}

TEST_F(ScenarioCross, AMillionCombinationsAreRefusedBeforeTheyAreMade)
{
    std::string numbers = "[0";
    for (int i = 1; i < 1000; ++i) {
        numbers += ", " + std::to_string(i);
    }
    EXPECT_THAT(errors_with("[cross]\nstructure = [\"none\"]\nrescue_budget = " + numbers
                            + "]\ninvestment_budget = " + numbers + "]\ntender_lead = " + numbers + "]\n"),
                ElementsAre(HasSubstr("[cross] makes 1000000000 alternatives")));
}

TEST_F(ScenarioCross, APeriodHasAName)
{
    EXPECT_EQ(read_with("[simulation]\nperiod = \"year\"\n").experiment.periods, 7);
    EXPECT_EQ(read_with("[simulation]\nperiod = \"quarter\"\n").experiment.periods, 28);
    EXPECT_EQ(read_with("[simulation]\nperiod = \"month\"\n").experiment.periods, 84);
    EXPECT_EQ(read_with("[simulation]\nperiods_per_year = 2\n", {"period=month"}).experiment.periods_per_year, 12);
}

} // namespace
} // namespace kamsim
