#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/scenario/factors.hpp"
#include "kamsim/scenario/sweep_design.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr double as_given = std::numeric_limits<double>::quiet_NaN();

class Factors : public testing::ScenarioFiles {
protected:
    Factors() { write("scenario.toml", complete("[simulation]\nyears = 2\n")); }

    [[nodiscard]] SweepDesign design(std::string_view text) const
    {
        write("design.toml", "scenario = \"scenario.toml\"\n" + std::string(text));
        return read_sweep_design(path("design.toml"));
    }
    [[nodiscard]] std::string errors(std::string_view text) const
    {
        try {
            static_cast<void>(design(text));
        } catch (const ScenarioError& error) {
            return error.what();
        }
        return "";
    }
    [[nodiscard]] static FactorSpace space(const SweepDesign& design)
    {
        return {design.scenario, design.overrides, design.factors};
    }
};

TEST_F(Factors, ValuesOfAnyKindReachTheScenario)
{
    const auto design = this->design(R"(
[[factor]]
path = "defaults.key_accounts"
values = [1, 3]
[[factor]]
path = "alternatives.*.attention"
values = ["equal", "growth"]
[[factor]]
name = "plan"
path = "alternatives.matrix.plan"
values = [[{ year = 1, structure = "matrix" }], [{ year = 0, structure = "early_stage" }, { year = 1, structure = "matrix" }]]
[[factor]]
name = "levers"
path = "defaults.levers"
values = [{ training = 0.9 }, 0.2]
)");
    EXPECT_EQ(design.coordinates.size(), 16u);
    const FactorSpace space = Factors::space(design);
    EXPECT_THAT(space.warnings(), IsEmpty());
    const auto first = space.scenario_at(std::vector{0.0, 0.0, 0.0, 0.0}).experiment;
    const auto last = space.scenario_at(std::vector{1.0, 1.0, 1.0, 1.0}).experiment;
    for (const Alternative& alternative : first.alternatives) {
        EXPECT_EQ(alternative.key_accounts, 1);
        EXPECT_EQ(alternative.attention, AttentionPolicy::equal);
        EXPECT_DOUBLE_EQ(alternative.levers[4], 0.9);
    }
    EXPECT_EQ(first.alternatives[2].plan.size(), 1u);
    EXPECT_DOUBLE_EQ(first.alternatives[2].plan[0].year, 1.0);
    EXPECT_EQ(last.alternatives[0].key_accounts, 3);
    EXPECT_EQ(last.alternatives[3].attention, AttentionPolicy::growth);
    EXPECT_EQ(last.alternatives[2].plan.size(), 2u);
    EXPECT_DOUBLE_EQ(last.alternatives[1].levers[0], 0.2);
}

TEST_F(Factors, LevelsSetSeveralPathsAtOnce)
{
    write("few.csv", "id,revenue\nsolo,100\n");
    const auto design = this->design(R"(
[[factor]]
name = "size"
[[factor.level]]
label = "one"
set = { "portfolio.accounts" = "few.csv", "defaults.key_accounts" = 1 }
[[factor.level]]
label = "three"
set = { portfolio.accounts = "accounts.csv", defaults.key_accounts = 2 }
)");
    const FactorSpace space = Factors::space(design);
    EXPECT_EQ(space.scenario_at(std::vector{0.0}).experiment.accounts.size(), 1u);
    EXPECT_EQ(space.scenario_at(std::vector{0.0}).experiment.alternatives[1].key_accounts, 1);
    EXPECT_EQ(space.scenario_at(std::vector{1.0}).experiment.accounts.size(), 3u);
    EXPECT_EQ(space.factors()[0].text_of(1.0), "three");
    EXPECT_TRUE(space.factors()[0].is_categorical());
}

TEST_F(Factors, AnEmptyCoordinateLeavesTheScenarioAsItIs)
{
    const auto space = Factors::space(design("[[factor]]\npath = \"retention.save\"\nrange = [0.1, 0.2]\n"));
    EXPECT_THAT(space.settings_at(std::vector{as_given}), IsEmpty());
    EXPECT_THAT(space.settings_at(std::vector{0.125}), ElementsAre("retention.save=0.125"));
    EXPECT_EQ(space.scenario_at(std::vector{as_given}).experiment.parameters.retention.save,
              space.base().experiment.parameters.retention.save);
    EXPECT_EQ(space.scenario_at(std::vector{0.125}).experiment.parameters.retention.save, 0.125);
}

TEST_F(Factors, RangesAreLinearLogarithmicOrWhole)
{
    const auto factors = design(R"(
[[factor]]
path = "retention.save"
range = [0.5, 1.5]
steps = 5
[[factor]]
name = "budget"
path = "defaults.investment_budget"
range = [1.0, 100.0]
scale = "logarithmic"
[[factor]]
path = "defaults.key_accounts"
range = [1, 3]
whole = true
steps = 9
[[factor]]
path = "expansion.opportunity_rate"
)")
                             .factors;
    EXPECT_THAT(factors[0].grid(), ElementsAre(0.5, 0.75, 1.0, 1.25, 1.5));
    EXPECT_THAT(factors[1].grid(), ElementsAre(1.0, ::testing::DoubleEq(10.0), 100.0));
    EXPECT_THAT(factors[2].grid(), ElementsAre(1.0, 2.0, 3.0));
    EXPECT_EQ(factors[2].coordinate_at(0.34), 2.0);
    EXPECT_EQ(factors[2].coordinate_at(0.9999), 3.0);
    EXPECT_LT(factors[3].low, factors[3].high) << "the range of the evidence";
}

TEST_F(Factors, ChoosesPointsByEveryMethod)
{
    const std::string factors = "[[factor]]\npath = \"retention.save\"\nrange = [0, 1]\n"
                                "[[factor]]\nname = \"attention\"\npath = \"alternatives.*.attention\"\n"
                                "values = [\"equal\", \"growth\"]\n";
    EXPECT_EQ(design(factors).coordinates.size(), 6u);
    const auto single = design("method = \"one_at_a_time\"\n" + factors).coordinates;
    ASSERT_EQ(single.size(), 6u);
    EXPECT_TRUE(std::isnan(single[0][0]) && std::isnan(single[0][1]) && std::isnan(single[4][0]));
    EXPECT_EQ(single[5][1], 1.0);
    for (const char* method : {"latin_hypercube", "sobol"}) {
        const auto points = design(std::string("points = 8\nmethod = \"") + method + "\"\n" + factors).coordinates;
        ASSERT_EQ(points.size(), 8u);
        std::vector<int> eighths(8);
        int growth = 0;
        for (const auto& point : points) {
            ++eighths[static_cast<std::size_t>(point[0] * 8.0)];
            growth += point[1] == 1.0 ? 1 : 0;
        }
        EXPECT_THAT(eighths, ElementsAre(1, 1, 1, 1, 1, 1, 1, 1)) << method;
        EXPECT_EQ(growth, 4) << method;
    }
    write("points.csv", "attention,save\ngrowth,0.25\nequal,\n");
    const auto points = design("method = \"points\"\nfile = \"points.csv\"\n" + factors).coordinates;
    ASSERT_EQ(points.size(), 2u);
    EXPECT_THAT(points[0], ElementsAre(0.25, 1.0));
    EXPECT_TRUE(std::isnan(points[1][0]));
}

TEST_F(Factors, WhatIsWrongIsToldWithItsPlace)
{
    EXPECT_THAT(errors(""), HasSubstr("the design varies nothing"));
    EXPECT_THAT(errors("[[factor]]\npath = \"retention.save\"\nvalues = []\n"), HasSubstr("design.toml:4:10"));
    EXPECT_THAT(errors("[[factor]]\npath = \"retention.save\"\nrange = [2, 1]\n"), HasSubstr("the lower one first"));
    EXPECT_THAT(errors("[[factor]]\npath = \"defaults.attention\"\n"), HasSubstr("needs \"values\""));
    EXPECT_THAT(errors("[[factor]]\npath = \"a.b\"\nvalues = [1, 1]\n"), HasSubstr("takes \"1\" twice"));
    EXPECT_THAT(errors("[[factor]]\npath = \"a.world\"\nvalues = [1]\n"), HasSubstr("results use"));
    EXPECT_THAT(errors("[[factor]]\npath = \"a.b\"\nvalue = [1]\n"), HasSubstr("did you mean \"factor.values\""));
    EXPECT_THAT(errors("points = 3\n[[factor]]\npath = \"a.b\"\nvalues = [1]\n"),
                HasSubstr("latin_hypercube and sobol"));
    EXPECT_THAT(errors("method = \"sobol\"\n[[factor]]\npath = \"a.b\"\nvalues = [1]\n"),
                HasSubstr("needs \"points\""));
    EXPECT_THAT(errors("measures = [\"revenu\"]\n[[factor]]\npath = \"a.b\"\nvalues = [1]\n"),
                HasSubstr("did you mean \"revenue\""));
    EXPECT_THAT(errors("method = \"points\"\nfile = \"none.csv\"\n[[factor]]\npath = \"a.b\"\nvalues = [1]\n"),
                HasSubstr("cannot read \"none.csv\""));
    write("points.csv", "b,c\n2,3\n");
    EXPECT_THAT(errors("method = \"points\"\nfile = \"points.csv\"\n[[factor]]\npath = \"a.b\"\nvalues = [1]\n"),
                ::testing::AllOf(HasSubstr("column \"c\" is no factor"), HasSubstr("has no level \"2\"")));
}

TEST_F(Factors, AFactorOfWhichNothingCanBeReadIsRefused)
{
    const auto unknown = design("[[factor]]\npath = \"retention.sav\"\nvalues = [1, 2]\n");
    EXPECT_THROW(static_cast<void>(Factors::space(unknown)), ScenarioError);
    const auto partly = Factors::space(design("[[factor]]\npath = \"defaults.key_accounts\"\nvalues = [1, 99]\n"));
    ASSERT_EQ(partly.warnings().size(), 1u);
    EXPECT_THAT(partly.warnings()[0], HasSubstr("factor \"key_accounts\" at 99"));
    EXPECT_THROW(static_cast<void>(partly.scenario_at(std::vector{1.0})), ScenarioError);
}

TEST_F(Factors, AFileThatChangesMeanwhileIsNoticed)
{
    const auto space = Factors::space(design("[[factor]]\npath = \"defaults.key_accounts\"\nvalues = [1, 2]\n"));
    EXPECT_NO_THROW(static_cast<void>(space.scenario_at(std::vector{0.0})));
    write("accounts.csv", "id,revenue\nacme,1000\nbolt,500\ncity,251\n");
    EXPECT_THROW(static_cast<void>(space.scenario_at(std::vector{0.0})), ScenarioError);
}

} // namespace
} // namespace kamsim
