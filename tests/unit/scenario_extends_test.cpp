// Scenarios that extend others: what is merged, what is replaced, where messages point, and what proves it.

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ScenarioExtends : public testing::ScenarioFiles {
protected:
    void write_base(std::string_view text) const { write("base.toml", complete(text)); }
};

TEST_F(ScenarioExtends, TablesAreMergedKeyByKeyAndTheExtendingFileWins)
{
    write_base(
        "[simulation]\nseed = 5\nyears = 3\n[firm]\ncash_buffer = 9\n[structures.matrix]\nsetup = 1\nload = 2\n");
    const Experiment read =
        this->read("extends = \"base.toml\"\n[simulation]\nyears = 4\n[structures.matrix]\nload = 7\n").experiment;
    EXPECT_EQ(read.seed, 5U);
    EXPECT_EQ(read.periods, 16);
    EXPECT_EQ(read.firm.cash_buffer, 9.0);
    EXPECT_EQ(read.structures[2].parameters.setup, 1.0);
    EXPECT_EQ(read.structures[2].parameters.load, 7.0);
}

TEST_F(ScenarioExtends, AlternativesAreMergedByNameAndNewOnesAreAdded)
{
    write_base("[[alternatives]]\nname = \"a\"\nstructure = \"matrix\"\nattention = \"abc\"\n"
               "[[alternatives]]\nname = \"b\"\nstructure = \"none\"\n");
    const std::vector<Alternative> read =
        this->read("extends = \"base.toml\"\n[[alternatives]]\nname = \"c\"\nstructure = \"centralized\"\n"
                   "[[alternatives]]\nname = \"a\"\nkey_accounts = 1\n")
            .experiment.alternatives;
    ASSERT_EQ(read.size(), 3U);
    EXPECT_EQ(read[0].name, "a");
    EXPECT_EQ(read[0].key_accounts, 1);
    EXPECT_EQ(read[0].attention, AttentionPolicy::abc);
    EXPECT_EQ(read[0].plan.at(0).structure, 2);
    EXPECT_EQ(read[1].name, "b");
    EXPECT_EQ(read[2].name, "c");
}

TEST_F(ScenarioExtends, OtherListsAreReplaced)
{
    write_base("[[alternatives]]\nname = \"a\"\nplan = [{ year = 0, structure = \"matrix\" }, { year = 2, structure = "
               "\"none\" }]\n");
    const Alternative read = this->read("extends = \"base.toml\"\n[[alternatives]]\nname = \"a\"\nplan = [{ year = 1, "
                                        "structure = \"centralized\" }]\n")
                                 .experiment.alternatives.at(0);
    ASSERT_EQ(read.plan.size(), 1U);
    EXPECT_EQ(read.plan[0].year, 1.0);
}

TEST_F(ScenarioExtends, AKeyTakesThePlaceOfOneThatSaysTheSame)
{
    write_base("[simulation]\nperiod = \"month\"\n[[alternatives]]\nname = \"a\"\nstructure = \"matrix\"\n");
    const Experiment read = this->read("extends = \"base.toml\"\n[simulation]\nperiods_per_year = 2\n"
                                       "[[alternatives]]\nname = \"a\"\nplan = [{ year = 1, structure = \"none\" }]\n")
                                .experiment;
    EXPECT_EQ(read.periods_per_year, 2);
    EXPECT_EQ(read.alternatives.at(0).plan.at(0).year, 1.0);
}

TEST_F(ScenarioExtends, AParameterIsTheSameQuotedOrNested)
{
    write_base("[parameters]\n\"retention.save\" = 0.7\n\"retention.market\" = 5\n");
    const Experiment read = this->read("extends = \"base.toml\"\n[parameters.retention]\nsave = 0.6\n").experiment;
    EXPECT_EQ(read.parameters.retention.save, 0.6);
    EXPECT_EQ(read.parameters.retention.market, 5.0);
}

TEST_F(ScenarioExtends, ADistributionIsReplacedAsAWhole)
{
    write_base("[uncertainty]\nworlds = 4\n[uncertainty.inputs]\n"
               "\"retention.save\" = { distribution = \"normal\", mean = 0.8, sd = 0.1 }\n"
               "\"retention.market\" = { distribution = \"uniform\", low = 5, high = 7 }\n");
    const Uncertainty read = this->read("extends = \"base.toml\"\n[uncertainty.inputs]\n\"retention.save\" = { "
                                        "distribution = \"uniform\", low = 0.5, high = 1.5 }\n")
                                 .experiment.uncertainty;
    ASSERT_EQ(read.inputs.size(), 2U);
}

TEST_F(ScenarioExtends, AChainReachesItsEndAndOverridesWinOverAll)
{
    write("base.toml", complete("[simulation]\nseed = 1\nyears = 1\ndiscount_rate = 0.01\n"));
    write("middle.toml", "extends = \"base.toml\"\n[simulation]\nseed = 2\nyears = 2\n");
    const Experiment read =
        this->read("extends = \"middle.toml\"\n[simulation]\nseed = 3\n", {"discount_rate=0.5"}).experiment;
    EXPECT_EQ(read.seed, 3U);
    EXPECT_EQ(read.periods, 8);
    EXPECT_EQ(read.discount_rate, 0.5);
}

TEST_F(ScenarioExtends, FilesAreLookedForBesideTheScenarioThatNamesThem)
{
    std::filesystem::create_directories(path("base"));
    write("base/accounts.csv", "id,revenue\nfar,100\naway,50\n");
    write("base/base.toml", complete(""));
    EXPECT_EQ(read("extends = \"base/base.toml\"\n").experiment.accounts.at(0).id, "far");
    EXPECT_EQ(
        read("extends = \"base/base.toml\"\n[portfolio]\naccounts = \"accounts.csv\"\n").experiment.accounts.at(0).id,
        "acme");
    EXPECT_EQ(read("extends = \"base/base.toml\"\n", {"portfolio.accounts=accounts.csv"}).experiment.accounts.at(0).id,
              "acme");
}

TEST_F(ScenarioExtends, AMessageNamesTheFileInWhichTheValueStands)
{
    write_base("[simulation]\nseed = -1\n");
    EXPECT_THAT(errors_of("extends = \"base.toml\"\n[simulation]\nyears = -2\n"),
                ElementsAre(StartsWith("base.toml:6:8: \"simulation.seed\""),
                            StartsWith("scenario.toml:3:9: \"simulation.years\"")));
}

TEST_F(ScenarioExtends, TextsAndHashesOfAllBasesAreKept)
{
    write("base.toml", complete(""));
    write("middle.toml", "extends = \"base.toml\"\n");
    const Scenario scenario = read("extends = \"middle.toml\"\n");
    EXPECT_EQ(scenario.text, "extends = \"middle.toml\"\n");
    ASSERT_EQ(scenario.bases.size(), 2U);
    EXPECT_EQ(scenario.bases[0].path, "middle.toml");
    EXPECT_EQ(scenario.bases[1].text, complete(""));
    std::vector<std::string> inputs;
    for (const InputFile& input : scenario.inputs) {
        inputs.push_back(std::filesystem::path(input.path).filename());
        EXPECT_EQ(input.hash.size(), 32U);
    }
    EXPECT_THAT(inputs, ElementsAre("scenario.toml", "middle.toml", "base.toml", "accounts.csv"));
}

TEST_F(ScenarioExtends, ACircleIsToldWithItsChain)
{
    write("b.toml", "extends = \"./scenario.toml\"\n");
    EXPECT_THAT(errors_of("extends = \"b.toml\"\n"),
                ElementsAre(HasSubstr("scenario.toml extends b.toml extends scenario.toml")));
}

} // namespace
} // namespace kamsim
