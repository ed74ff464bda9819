// [uncertainty] of a scenario: what is read, and what is refused in which words.

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ScenarioUncertainty : public testing::ScenarioFiles {
protected:
    [[nodiscard]] Uncertainty uncertainty(std::string_view more, const std::vector<std::string>& overrides = {}) const
    {
        return read_with(more, overrides).experiment.uncertainty;
    }
    /// Errors of one input of an account's growth.
    [[nodiscard]] std::vector<std::string> errors_of_input(const std::string& table) const
    {
        return errors_with("[uncertainty.inputs]\naccounts.growth = " + table + "\n");
    }
};

const UncertainInput* find(const Uncertainty& uncertainty, std::string_view name)
{
    const auto found = std::find_if(uncertainty.inputs.begin(), uncertainty.inputs.end(),
                                    [&](const UncertainInput& input) { return input.name == name; });
    return found == uncertainty.inputs.end() ? nullptr : &*found;
}

TEST_F(ScenarioUncertainty, WithoutItNothingIsUncertain)
{
    const Scenario scenario = read_with("");
    EXPECT_THAT(scenario.experiment.uncertainty.inputs, IsEmpty());
    EXPECT_EQ(scenario.experiment.replications, 10'000);
}

TEST_F(ScenarioUncertainty, InputsStandInTheOrderOfTheFile)
{
    const Uncertainty read = uncertainty("[uncertainty.inputs]\n"
                                         "retention.save = { distribution = \"normal\", mean = 0.8, sd = 0.1 }\n"
                                         "\"accounts.wallet\" = { distribution = \"lognormal\", median = 1, sd_log = "
                                         "0.2, as = \"factor\", each = true }\n"
                                         "discount_rate = { distribution = \"uniform\", low = 0.05, high = 0.15 }\n"
                                         "accounts.tender = { distribution = \"discrete\", values = [1, 0], weights = "
                                         "[0.3, 0.7] }\n");
    ASSERT_THAT(read.inputs, SizeIs(4));
    EXPECT_EQ(read.inputs[0].name, "retention.save");
    EXPECT_EQ(read.inputs[0].target, UncertainTarget::model_parameter);
    EXPECT_EQ(model_catalogue()[read.inputs[0].entry].path, "retention.save");
    EXPECT_EQ(read.inputs[0].minimum, 0.0); // the domain of the parameter
    EXPECT_EQ(read.inputs[1].name, "accounts.wallet");
    EXPECT_EQ(read.inputs[1].scope, UncertainScope::each);
    EXPECT_EQ(read.inputs[1].application, UncertainApplication::factor);
    EXPECT_EQ(read.inputs[1].minimum, 0.0);
    EXPECT_EQ(read.inputs[2].target, UncertainTarget::discount_rate);
    EXPECT_EQ(read.inputs[3].target, UncertainTarget::account_flag);
    EXPECT_THAT(std::get<DiscreteDistribution>(read.inputs[3].distribution).values, ElementsAre(0.0, 1.0));
    EXPECT_THAT(std::get<DiscreteDistribution>(read.inputs[3].distribution).weights, ElementsAre(0.7, 0.3));
}

TEST_F(ScenarioUncertainty, EveryWayToNameADistributionIsRead)
{
    const auto of = [&](const std::string& table) {
        return uncertainty("[uncertainty.inputs]\naccounts.growth = " + table + "\n").inputs.at(0).distribution;
    };
    EXPECT_NEAR(quantile_of(of("{ distribution = \"normal\", q05 = 0.01, q95 = 0.05 }"), 0.95), 0.05, 1e-9);
    EXPECT_NEAR(quantile_of(of("{ distribution = \"lognormal\", q05 = 0.01, q95 = 0.05 }"), 0.05), 0.01, 1e-9);
    EXPECT_NEAR(mean_of(of("{ distribution = \"lognormal\", mean = 0.03, sd = 0.01 }")), 0.03, 1e-12);
    EXPECT_NEAR(mean_of(of("{ distribution = \"beta\", mean = 0.03, sd = 0.01 }")), 0.03, 1e-12);
    EXPECT_NEAR(mean_of(of("{ distribution = \"beta\", alpha = 1, beta = 3, low = -1, high = 1 }")), -0.5, 1e-12);
    EXPECT_NEAR(mean_of(of("{ distribution = \"triangular\", low = 0, mode = 0.1, high = 0.2 }")), 0.1, 1e-12);
    EXPECT_NEAR(mean_of(of("{ distribution = \"pert\", low = 0, mode = 0.1, high = 0.2 }")), 0.1, 1e-12);
    EXPECT_NEAR(quantile_of(of("{ distribution = \"quantiles\", probabilities = [0.1, 0.9], values = [0, 0.4] }"), 0.5),
                0.2, 1e-12);
}

TEST_F(ScenarioUncertainty, WorldsAndReplicationsFollowFromOneAnother)
{
    const std::string input = "accounts.growth = { distribution = \"normal\", mean = 0.03, sd = 0.01 }\n";
    const auto replications = [&](const std::string& sizes, const std::vector<std::string>& overrides = {}) {
        return read_with("[uncertainty]\n" + sizes + "[uncertainty.inputs]\n" + input, overrides)
            .experiment.replications;
    };
    EXPECT_EQ(replications(""), 1024 * 8);
    EXPECT_EQ(replications("worlds = 50\n"), 400);
    EXPECT_EQ(replications("worlds = 50\nfutures_per_world = 3\n"), 150);
    EXPECT_EQ(replications("", {"replications=800"}), 800);
    EXPECT_EQ(replications("worlds = 50\n", {"replications=400"}), 400);
    EXPECT_EQ(replications("", {"uncertainty.worlds=7"}), 56);
    // The command line wins over the file.
    EXPECT_EQ(replications("worlds = 50\n", {"replications=800"}), 800);
    EXPECT_EQ(read_with("[simulation]\nreplications = 999\n[uncertainty.inputs]\n" + input, {"uncertainty.worlds=7"})
                  .experiment.replications,
              56);
    const auto errors = [&](const std::string& sizes, const std::vector<std::string>& overrides) {
        return errors_with("[uncertainty]\n" + sizes + "[uncertainty.inputs]\n" + input, overrides);
    };
    EXPECT_THAT(
        errors_with("[simulation]\nreplications = 401\n[uncertainty]\nworlds = 50\n[uncertainty.inputs]\n" + input),
        ElementsAre("scenario.toml:6:16: simulation.replications is 401, but 50 worlds of 8 futures are 400; "
                    "leave one of them out"));
    EXPECT_THAT(errors("", {"uncertainty.worlds=50", "replications=401"}), ElementsAre(HasSubstr("are 400")));
    EXPECT_THAT(errors("", {"replications=1001"}), ElementsAre(HasSubstr("the nearest are 1000 and 1008")));
    EXPECT_THAT(errors("", {"replications=8"}), ElementsAre(HasSubstr("the nearest is 16")));
    EXPECT_THAT(errors("worlds = 900000000\n", {}), ElementsAre(HasSubstr("are more than")));
    EXPECT_THAT(errors("worlds = 1\n", {}), ElementsAre(HasSubstr("uncertainty.worlds\" is 1")));
}

TEST_F(ScenarioUncertainty, EvidenceMakesUncertainWhatTheScenarioLeavesToTheCatalogue)
{
    const std::string alternatives = "[[alternatives]]\nname = \"a\"\nstructure = \"none\"\n"
                                     "[[alternatives]]\nname = \"b\"\nstructure = \"lean\"\n"
                                     "[structures.lean]\non = \"matrix\"\nteam_fte = 0.3\n"
                                     "[structures.matrix]\nsetup = 250\n[parameters]\nretention.save = 0.7\n";
    const std::string whole = "uncertainty = \"evidence\"\n" + complete(alternatives);
    const Experiment experiment = read(whole).experiment;
    const Uncertainty& read = experiment.uncertainty;
    ASSERT_NE(find(read, "retention.leaving_base"), nullptr);
    EXPECT_EQ(find(read, "retention.save"), nullptr) << "the scenario sets it";
    EXPECT_EQ(find(read, "structures.lean.setup"), nullptr) << "the structure below sets it";
    EXPECT_EQ(find(read, "structures.lean.team_fte"), nullptr);
    EXPECT_EQ(find(read, "structures.centralized.load"), nullptr) << "no alternative has it";
    const UncertainInput* load = find(read, "structures.lean.load");
    ASSERT_NE(load, nullptr);
    EXPECT_THAT(load->structures, ElementsAre(4));
    // The range is meant as 5 to 95 %.
    const UncertainInput* leaving = find(read, "retention.leaving_base");
    EXPECT_NEAR(chance_of_at_most(leaving->distribution, -1.8) - chance_below(leaving->distribution, -2.75), 0.9, 1e-9);
    EXPECT_EQ(experiment.replications, 8192);
}

TEST_F(ScenarioUncertainty, AnInputOfItsOwnWinsOverTheEvidence)
{
    const Uncertainty read = uncertainty("[uncertainty]\nfrom = \"evidence\"\n[uncertainty.inputs]\n"
                                         "retention.save = { distribution = \"uniform\", low = 0.1, high = 0.2 }\n");
    const auto named = std::count_if(read.inputs.begin(), read.inputs.end(),
                                     [](const UncertainInput& input) { return input.name == "retention.save"; });
    EXPECT_EQ(named, 1);
    EXPECT_EQ(distribution_name(find(read, "retention.save")->distribution), "uniform");
    EXPECT_GT(read.inputs.size(), 100U);
}

TEST_F(ScenarioUncertainty, AStructureOnTopSharesTheDraw)
{
    const std::string structures = "[structures.lean]\non = \"matrix\"\n[structures.own]\non = \"matrix\"\nsetup = 9\n"
                                   "[structures.third]\non = \"matrix\"\n";
    const Uncertainty read = uncertainty(structures
                                         + "[uncertainty.inputs.structures]\nmatrix.setup = \"evidence\"\n"
                                           "third.setup = \"evidence\"\n");
    ASSERT_THAT(read.inputs, SizeIs(2));
    EXPECT_THAT(read.inputs[0].structures, ElementsAre(2, 4)); // lean; own sets it, third has its own draw
    EXPECT_THAT(read.inputs[1].structures, ElementsAre(6));
}

TEST_F(ScenarioUncertainty, PartsOfThePortfolioHaveNamesOfTheirOwn)
{
    write("accounts.csv", "id,revenue,segment\nacme,1000,big\nbolt,500,small\ncity,250,small\n");
    const Uncertainty read =
        uncertainty("[uncertainty.inputs]\n"
                    "accounts.growth = [{ distribution = \"normal\", mean = 0.03, sd = 0.01, segment = \"small\" },"
                    " { distribution = \"normal\", mean = 0.05, sd = 0.01, account = \"acme\" }]\n"
                    "[[uncertainty.correlations]]\n"
                    "inputs = [\"accounts.growth (segment small)\", \"accounts.growth (account acme)\"]\nrank = 0.5\n");
    ASSERT_THAT(read.inputs, SizeIs(2));
    ASSERT_THAT(read.correlations, SizeIs(1));
    EXPECT_EQ(read.correlations[0].rank, 0.5);
}

TEST_F(ScenarioUncertainty, OverridesReachEveryKey)
{
    const std::string text = "[uncertainty.inputs]\n\"retention.save\" = { distribution = \"normal\", mean = 0.8, "
                             "sd = 0.1 }\n";
    const Uncertainty changed =
        uncertainty(text, {"uncertainty.inputs.retention.save.sd=0.2", "uncertainty.design=random",
                           "uncertainty.inputs.discount_rate={ distribution = \"uniform\", "
                           "low = 0.05, high = 0.1 }"});
    ASSERT_THAT(changed.inputs, SizeIs(2));
    EXPECT_EQ(std::get<NormalDistribution>(changed.inputs[0].distribution).standard_deviation, 0.2);
    EXPECT_EQ(changed.inputs[1].name, "discount_rate");
    EXPECT_EQ(changed.design, WorldDesign::random);
    const Uncertainty evidence = uncertainty("", {"uncertainty=evidence", "uncertainty.worlds=4"});
    EXPECT_GT(evidence.inputs.size(), 100U);
    EXPECT_EQ(read_with("", {"uncertainty=evidence", "uncertainty.worlds=4"}).experiment.replications, 32);
}

TEST_F(ScenarioUncertainty, WhatDoesNotFitIsRefusedInWords)
{
    EXPECT_THAT(errors_with("[uncertainty.inputs]\nretention.saev = \"evidence\"\n"),
                ElementsAre("scenario.toml:6:11: unknown input \"retention.saev\" — did you mean \"retention.save\"?"));
    EXPECT_THAT(errors_with("[uncertainty.inputs]\naccounts.walet = { distribution = \"normal\", mean = 1, sd = 1 }\n"),
                ElementsAre(HasSubstr("did you mean \"accounts.wallet\"?")));
    EXPECT_THAT(errors_with("[uncertainty.inputs]\naccounts.growth = \"evidence\"\n"),
                ElementsAre(HasSubstr("the catalogue gives no range for \"accounts.growth\"")));
    EXPECT_THAT(errors_of_input("3"), ElementsAre(HasSubstr("takes a table such as")));
    EXPECT_THAT(errors_of_input("{ low = 1 }"), ElementsAre(HasSubstr("says no distribution")));
    EXPECT_THAT(errors_of_input("{ distribution = \"normol\", mean = 1, sd = 1 }"),
                ElementsAre(HasSubstr("did you mean \"normal\"?")));
    EXPECT_THAT(errors_of_input("{ distribution = \"normal\", mean = 1 }"),
                ElementsAre(HasSubstr("given by mean, sd, or by q05, q95 and nothing else")));
    EXPECT_THAT(errors_of_input("{ distribution = \"normal\", mean = 1, sd = 1, low = 0 }"),
                ElementsAre(HasSubstr("nothing else")));
    EXPECT_THAT(errors_of_input("{ distribution = \"normal\", mean = 0.03, sd = -1 }"),
                ElementsAre(HasSubstr("the standard deviation of a normal distribution is above 0")));
    EXPECT_THAT(errors_of_input("{ distribution = \"normal\", mean = 0.03, sd = nan }"),
                ElementsAre(HasSubstr("sd\" is nan")));
    EXPECT_THAT(errors_of_input("{ distribution = \"uniform\", low = 3, high = 4 }"),
                ElementsAre(HasSubstr("nothing of the uniform distribution lies between -1")));
    EXPECT_THAT(errors_of_input("{ distribution = \"uniform\", low = 0, high = 1, maximum = 7 }"),
                ElementsAre(HasSubstr("maximum\" is 7; it must be between -1 and 1")));
    EXPECT_THAT(errors_of_input("{ distribution = \"uniform\", low = 0, high = 1, segment = \"nowhere\" }"),
                ElementsAre(HasSubstr("no account has segment \"nowhere\"")));
    EXPECT_THAT(errors_of_input("{ distribution = \"discrete\", values = [0, 1], weights = [1] }"),
                ElementsAre(HasSubstr("one weight for each value")));
    EXPECT_THAT(errors_of_input("{ distribution = \"discrete\", values = [0, \"x\"], weights = [1, 2] }"),
                ElementsAre(HasSubstr("takes finite numbers")));
    EXPECT_THAT(errors_of_input("{ distribution = \"uniform\", low = 0, high = 1, eech = true }"),
                ElementsAre(HasSubstr("did you mean \"uncertainty.inputs.accounts.growth.each\"?")));
    EXPECT_THAT(errors_with("[uncertainty.inputs]\nretention.save = { distribution = \"uniform\", low = 0, high = 1, "
                            "each = true }\n"),
                ElementsAre(HasSubstr("only columns of accounts can differ by account")));
    EXPECT_THAT(errors_with("[uncertainty]\nworlds = 5\n"), ElementsAre(HasSubstr("nothing is uncertain")));
    EXPECT_THAT(errors_of("uncertainty = \"guess\"\n" + complete("")),
                ElementsAre(HasSubstr("\"uncertainty\" takes \"evidence\" or a table")));
}

TEST_F(ScenarioUncertainty, CorrelationsThatDoNotFitAreRefused)
{
    const auto errors = [&](const std::string& correlations) {
        return errors_with("[uncertainty.inputs]\n"
                           "accounts.growth = { distribution = \"normal\", mean = 0.03, sd = 0.01 }\n"
                           "accounts.fit = { distribution = \"uniform\", low = 0, high = 1 }\n"
                           "accounts.logo = { distribution = \"uniform\", low = 0, high = 1 }\n"
                           + correlations);
    };
    const auto pair = [](const std::string& first, const std::string& second, const std::string& rank) {
        return "[[uncertainty.correlations]]\ninputs = [\"accounts." + first + "\", \"accounts." + second
               + "\"]\nrank = " + rank + "\n";
    };
    EXPECT_THAT(errors(pair("growth", "fit", "0.5")), IsEmpty());
    EXPECT_THAT(errors(pair("growth", "fit", "0.9") + pair("fit", "logo", "0.9") + pair("growth", "logo", "-0.9")),
                ElementsAre(HasSubstr("not positive definite")));
    EXPECT_THAT(errors(pair("growth", "fit", "0.9") + pair("fit", "logo", "0.9") + pair("growth", "logo", "0.8")),
                IsEmpty());
    EXPECT_THAT(errors(pair("growth", "fit", "0.5") + pair("fit", "growth", "0.5")),
                ElementsAre(HasSubstr("given twice")));
    EXPECT_THAT(errors(pair("growth", "fat", "0.5")), ElementsAre(HasSubstr("did you mean \"accounts.fit\"?")));
    EXPECT_THAT(errors(pair("growth", "growth", "0.5")), ElementsAre(HasSubstr("not between two")));
    EXPECT_THAT(errors(pair("growth", "fit", "1")), ElementsAre(HasSubstr("above -1 and below 1")));
    EXPECT_THAT(errors("[[uncertainty.correlations]]\ninputs = [\"accounts.growth\"]\nrank = 0.5\n"),
                ElementsAre(HasSubstr("a correlation needs inputs")));
}

} // namespace
} // namespace kamsim
