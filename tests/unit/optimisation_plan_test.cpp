#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/design_search.hpp"
#include "kamsim/report/optimisation_text.hpp"
#include "kamsim/scenario/design_writer.hpp"
#include "kamsim/scenario/optimisation_plan.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::HasSubstr;

class OptimisationFile : public testing::ScenarioFiles {
protected:
    OptimisationFile() { write("scenario.toml", complete("[simulation]\nyears = 1\n")); }

    [[nodiscard]] OptimisationPlan plan(std::string_view text) const
    {
        write("search.toml", text);
        return read_optimisation(path("search.toml"));
    }
    [[nodiscard]] std::string errors(std::string_view text) const
    {
        try {
            static_cast<void>(plan(text));
        } catch (const ScenarioError& error) {
            return error.what();
        }
        return "";
    }
    [[nodiscard]] static std::string with_variable(const std::string& more)
    {
        return "scenario = \"scenario.toml\"\ndesign = \"matrix\"\n" + more
               + "\n[[variable]]\npath = \"alternatives.matrix.key_accounts\"\nvalues = [1, 2, 3]\n";
    }
    [[nodiscard]] static FactorSpace space(const OptimisationPlan& plan)
    {
        return {plan.scenario, plan.overrides, plan.variables};
    }
};

TEST_F(OptimisationFile, SaysWhatIsSoughtAndWhatHasToBeKeptTo)
{
    const auto plan = this->plan(with_variable(R"(
title = "a search"
baseline = "early_stage"
set = ["years=1"]
seed = 7
evaluations = 50
futures = 16
fresh_futures = 32
finalists = 3
confidence = 0.9
indifference = 20
[[objective]]
figure = "tail_difference"
tail = 0.1
[[objective]]
figure = "spending"
[[constraint]]
figure = "measure"
measure = "managers"
time = "greatest"
at_most = 4
[[constraint]]
figure = "value"
at_least = -3
)"));
    EXPECT_EQ(plan.title, "a search");
    EXPECT_EQ(plan.baseline, "early_stage");
    EXPECT_EQ(plan.overrides, std::vector<std::string>{"years=1"});
    EXPECT_EQ(plan.seed, 7U);
    EXPECT_EQ(plan.evaluations, 50);
    EXPECT_EQ(plan.futures, 16);
    EXPECT_EQ(plan.fresh_futures, 32);
    EXPECT_EQ(plan.finalists, 3);
    EXPECT_EQ(plan.confidence, 0.9);
    EXPECT_EQ(plan.indifference, 20.0);
    ASSERT_EQ(plan.objectives.size(), 2U);
    EXPECT_EQ(plan.objectives[0].figure.figure, DesignFigure::tail_difference);
    EXPECT_EQ(plan.objectives[0].figure.tail, 0.1);
    EXPECT_EQ(plan.objectives[0].direction, ObjectiveDirection::maximise);
    EXPECT_EQ(plan.objectives[1].direction, ObjectiveDirection::minimise);
    ASSERT_EQ(plan.constraints.size(), 2U);
    EXPECT_EQ(plan.constraints[0].figure.measure, Measure::managers);
    EXPECT_EQ(plan.constraints[0].figure.time, MeasureTime::greatest);
    EXPECT_EQ(plan.constraints[0].side, BoundSide::at_most);
    EXPECT_EQ(plan.constraints[0].bound, 4.0);
    EXPECT_EQ(plan.constraints[1].side, BoundSide::at_least);
    EXPECT_EQ(plan.constraints[1].bound, -3.0);
    ASSERT_EQ(plan.variables.size(), 1U);
    EXPECT_EQ(plan.variables[0].name, "key_accounts");
}

TEST_F(OptimisationFile, SeeksTheHighestValueWhereNothingIsSaid)
{
    const auto plan = this->plan(with_variable(""));
    ASSERT_EQ(plan.objectives.size(), 1U);
    EXPECT_EQ(plan.objectives[0].figure.figure, DesignFigure::value);
    EXPECT_FALSE(plan.curve);
}

TEST_F(OptimisationFile, TellsEveryErrorWithItsPlace)
{
    EXPECT_THAT(errors("design = \"matrix\"\n"), HasSubstr("needs \"scenario\""));
    EXPECT_THAT(errors("design = \"matrix\"\n"), HasSubstr("add a [[variable]]"));
    EXPECT_THAT(errors(with_variable("evaluation = 3")), HasSubstr("search.toml:3:1: unknown key \"evaluation\""));
    EXPECT_THAT(errors(with_variable("[[objective]]\nfigure = \"worth\"\n")), HasSubstr("search.toml:4:10: "));
    EXPECT_THAT(errors(with_variable("[[objective]]\ndirection = \"minimise\"\n")), HasSubstr("\"objective.figure\""));
    EXPECT_THAT(errors(with_variable("[[objective]]\nfigure = \"measure\"\n")), HasSubstr("needs \"measure\""));
    EXPECT_THAT(errors(with_variable("[[objective]]\nfigure = \"measure\"\nmeasure = \"manager\"\n")),
                HasSubstr("did you mean \"managers\""));
    EXPECT_THAT(errors(with_variable("[[objective]]\nfigure = \"value\"\ntail = 0.1\n")),
                HasSubstr("belongs to the figures tail_value"));
    EXPECT_THAT(errors(with_variable("[[constraint]]\nfigure = \"value\"\n")),
                HasSubstr("\"at_most\" or \"at_least\""));
    EXPECT_THAT(errors(with_variable("[curve]\nspending = [2, 1]\n")), HasSubstr("ascending order"));
    EXPECT_THAT(
        errors(with_variable("[[objective]]\nfigure=\"value\"\n[[objective]]\nfigure=\"spending\"\n[curve]\nspending = "
                             "[1, 2]\n")),
        HasSubstr("one objective"));
}

TEST_F(OptimisationFile, RefusesADesignOrBaselineThatTheScenarioDoesNotHave)
{
    auto plan = this->plan(with_variable(""));
    plan.design = "matrx";
    EXPECT_THROW(static_cast<void>(search_designs(plan, space(plan))), ScenarioError);
    plan.design = "matrix";
    plan.baseline = "nothing";
    EXPECT_THROW(static_cast<void>(search_designs(plan, space(plan))), ScenarioError);
}

/// A small search whose answer goes through words and files.
class SmallSearch : public OptimisationFile {
protected:
    [[nodiscard]] OptimisationPlan small_plan(const std::string& more = "") const
    {
        return plan(with_variable("evaluations = 30\nfutures = 8\nfresh_futures = 32\nfinalists = 2\n" + more)
                    + "[[variable]]\npath = \"alternatives.matrix.attention\"\nvalues = [\"equal\", \"growth\"]\n"
                      "[[variable]]\npath = \"retention.endangerment_threshold\"\nrange = [0.1, 0.4]\n");
    }
};

TEST_F(SmallSearch, WritesItsDesignAsAScenarioThatIsReadTheSame)
{
    const auto plan = small_plan();
    const auto space = this->space(plan);
    const auto found = search_designs(plan, space);
    ASSERT_FALSE(found.finalists.empty());
    const auto& coordinates = found.trials[found.finalists[found.chosen].trial].coordinates;
    const Experiment best = design_at(plan, space, coordinates);
    AddedDesign added{"scenario.toml",           "found",        "matrix",
                      best.alternatives.front(), plan.overrides, space.settings_at(coordinates)};
    added.best.name = "matrix_best";
    write("best.toml", scenario_with(added, space.base()));
    const Experiment again = read_scenario(path("best.toml")).experiment;
    ASSERT_EQ(again.alternatives.size(), 5U); // the four of the scenario, and the new one
    const Alternative& design = again.alternatives.back();
    EXPECT_EQ(design.name, "matrix_best");
    EXPECT_EQ(design.key_accounts, best.alternatives.front().key_accounts);
    EXPECT_EQ(design.attention, best.alternatives.front().attention);
    EXPECT_EQ(design.levers, best.alternatives.front().levers);
    EXPECT_EQ(design.plan.front().structure, best.alternatives.front().plan.front().structure);
    EXPECT_EQ(again.parameters.retention.endangerment_threshold, best.parameters.retention.endangerment_threshold);
}

TEST_F(SmallSearch, KeepsOtherAlternativesAndOverridesInWhatItWrites)
{
    write("scenario.toml", complete("[simulation]\nyears = 1\n[[alternatives]]\nname = \"matrix\"\nstructure = "
                                    "\"matrix\"\n[[alternatives]]\nname = \"other\"\nplan = [{ year = 0, structure = "
                                    "\"none\" }, { year = 0.5, structure = \"matrix\" }]\n"));
    write("list.toml", "only_alternatives = [\"matrix\", \"other\"]\nextends = \"scenario.toml\"\n");
    const Scenario base = read_scenario(path("list.toml"), {"alternatives.other.key_accounts=1"});
    AddedDesign added{"list.toml",
                      "found",
                      "matrix",
                      base.experiment.alternatives[1],
                      {"alternatives.other.key_accounts=1", "alternatives.other.hiring=specialist"},
                      {"alternatives.matrix.key_accounts=3"}};
    added.best.name = "found \"so\"";
    write("best.toml", scenario_with(added, base));
    const Experiment again = read_scenario(path("best.toml")).experiment;
    ASSERT_EQ(again.alternatives.size(), 3U);
    EXPECT_EQ(again.alternatives[1].key_accounts, 1);
    EXPECT_EQ(again.alternatives[1].hiring, HiringPolicy::specialist);
    EXPECT_EQ(again.alternatives[2].name, "found \"so\"");
    ASSERT_EQ(again.alternatives[2].plan.size(), 2U);
    EXPECT_EQ(again.alternatives[2].plan[1].year, 0.5);
    EXPECT_EQ(again.alternatives[2].key_accounts, 1);
}

TEST_F(SmallSearch, IsToldIn80ColumnsAndAsJson)
{
    const auto plan = small_plan("[[constraint]]\nfigure = \"spending\"\nat_most = 5000\n[curve]\nspending = [100, "
                                 "3000]\nevaluations = 10\n");
    const auto space = this->space(plan);
    const auto found = search_designs(plan, space);
    const auto text = optimisation_text(plan, space, found);
    for (std::size_t first = 0; first < text.size();) {
        const auto end = text.find('\n', first);
        EXPECT_LE(end - first, terminal_width) << text.substr(first, end - first);
        first = end + 1;
    }
    EXPECT_THAT(text, HasSubstr("Optimism of the search"));
    EXPECT_THAT(optimisation_json(plan, space, found), HasSubstr("\"price_of_more\""));
}

TEST_F(SmallSearch, EndsEarlyWithTheBestSoFar)
{
    const auto plan = small_plan();
    const auto space = this->space(plan);
    DesignSearchOptions options;
    std::int64_t done = 0;
    options.progress = [&](std::int64_t now, std::int64_t) { done = now; };
    options.goes_on = [&] { return done < 20; };
    const auto found = search_designs(plan, space, options);
    EXPECT_TRUE(found.was_interrupted);
    EXPECT_GE(found.trials.size(), 20U);
    EXPECT_FALSE(found.best.empty());
    EXPECT_TRUE(found.finalists.empty());
    EXPECT_THAT(optimisation_text(plan, space, found), HasSubstr("Interrupted"));
}

TEST_F(SmallSearch, CountsCombinationsThatAreNoScenario)
{
    const auto plan = this->plan(with_variable("futures = 8\nfresh_futures = 16\n")
                                 + "[[variable]]\nname = \"when\"\npath = \"alternatives.matrix.plan\"\nvalues = [[{ "
                                   "year = 0, structure = \"matrix\" }], [{ year = 5, structure = \"matrix\" }]]\n"
                                   "[[variable]]\npath = \"alternatives.matrix.attention\"\nvalues = [\"equal\"]\n");
    const auto space = this->space(plan);
    EXPECT_FALSE(space.warnings().empty());
    const auto found = search_designs(plan, space);
    EXPECT_EQ(found.method, SearchMethod::enumeration);
    EXPECT_EQ(found.trials.size(), 6U);
    EXPECT_EQ(found.failures, 3);
    EXPECT_THAT(found.first_failure, HasSubstr("year 5"));
    EXPECT_EQ(found.best.size(), 3U);
    EXPECT_EQ(found.choice_among, 3U);
}

} // namespace
} // namespace kamsim
