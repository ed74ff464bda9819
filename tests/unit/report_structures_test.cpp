// Designs compared, the course over time, bridges, accounts, milestones, team and targets: each rule at its edges, and
// that parts sum to wholes.

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/report/report_studies.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/paired.hpp"
#include "report/sections/charter_targets.hpp"
#include "report/sections/design_structures.hpp"
#include "report/sections/period_figures.hpp"
#include "report/sections/value_density.hpp"
#include "support/experiments.hpp"
#include "support/written_report.hpp"

namespace kamsim {
namespace {

using test::figure_of;
using test::hand_made;
using test::HandMade;
using test::HandMadeDesign;
using test::normal_scores;
using test::number_in;
using test::sentence_of;
using test::sentences_of;
using test::stored_of;
using test::text_in;
using test::told;
using test::written;
using testing::HasSubstr;

constexpr int futures = 200;
constexpr double never = std::numeric_limits<double>::infinity();

HandMade two_designs(double lead = 100.0)
{
    return hand_made({{"none", normal_scores(futures, 1000.0, 100.0, 37)},
                      {"matrix", normal_scores(futures, 1000.0 + lead, 100.0, 91)}});
}

double integral(const sections::Density& density, double power)
{
    double sum = 0.0;
    for (std::size_t i = 1; i < density.x.size(); ++i) {
        const double middle = 0.5 * (density.x[i] + density.x[i - 1]);
        sum += 0.5 * (density.y[i] + density.y[i - 1]) * (density.x[i] - density.x[i - 1]) * std::pow(middle, power);
    }
    return sum;
}

TEST(ValueDensity, IntegratesToOneAndKeepsTheMean)
{
    std::vector<double> skewed;
    for (const double score : normal_scores(10'000, 0.0, 1.0, 3571)) {
        skewed.push_back(1000.0 * std::exp(0.5 * score));
    }
    for (const auto& sample : {normal_scores(10'000, 5000.0, 900.0, 3571), skewed, normal_scores(20, -3.0, 2.0, 7)}) {
        const auto density = sections::kernel_density(sample);
        ASSERT_EQ(density.x.size(), static_cast<std::size_t>(sections::density_points));
        EXPECT_NEAR(integral(density, 0.0), 1.0, 2e-3);
        const auto moments = sample_moments(sample);
        EXPECT_NEAR(integral(density, 1.0), moments.mean, 0.01 * std::sqrt(moments.variance()));
    }
}

TEST(ValueDensity, ResolvesASampleWithAFarValue)
{
    auto sample = normal_scores(1000, 0.0, 1.0, 371);
    sample.push_back(1e5);
    EXPECT_NEAR(integral(sections::kernel_density(sample), 0.0), 1.0, 2e-3);
}

TEST(ValueDensity, IsNoneWithoutSpread)
{
    EXPECT_TRUE(sections::kernel_density({}).x.empty());
    EXPECT_TRUE(sections::kernel_density(std::vector{1.0}).x.empty());
    EXPECT_TRUE(sections::kernel_density(std::vector{2.0, 2.0, 2.0}).x.empty());
}

TEST(ReportStructures, TellsEveryPairTheBetterDesignFirst)
{
    const auto report = written(stored_of(hand_made({{"none", normal_scores(futures, 1000.0, 100.0, 37)},
                                                     {"matrix", normal_scores(futures, 900.0, 100.0, 91)},
                                                     {"central", normal_scores(futures, 700.0, 100.0, 61)}})));
    const auto& pairs = figure_of(report, "2.5")->variants.front().tables.front();
    ASSERT_EQ(pairs.rows.size(), 3U);
    EXPECT_EQ(text_in(pairs, 0, "pair"), "none over central");
    for (std::size_t row = 0; row < 3; ++row) {
        EXPECT_GT(number_in(pairs, row, "difference"), 0.0);
        EXPECT_LT(number_in(pairs, row, "low"), number_in(pairs, row, "difference"));
        EXPECT_GT(number_in(pairs, row, "high"), number_in(pairs, row, "difference"));
    }
    EXPECT_THAT(sentence_of(report, "structures", "structures.pairs_all").text, HasSubstr("All 3"));
}

TEST(ReportStructures, TurnsDominanceRoundForTheOtherDesign)
{
    const auto none = normal_scores(futures, 1000.0, 100.0, 37);
    auto better = none;
    for (double& value : better) {
        value += 300.0;
    }
    const auto report = written(stored_of(hand_made({{"none", none}, {"matrix", better}})));
    const auto& table = figure_of(report, "2.3")->variants.front().tables.front();
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(text_in(table, 0, "design"), "none");
    EXPECT_EQ(number_in(table, 0, "strength"), -2.0);
    EXPECT_EQ(text_in(table, 0, "first_order"), "dominated");
    EXPECT_EQ(number_in(table, 1, "strength"), 2.0);
    EXPECT_THAT(sentence_of(report, "structures", "structures.dominance").text, HasSubstr("matrix dominates none"));
    const auto regret = sentence_of(report, "structures", "structures.regret");
    EXPECT_EQ(told(regret, "mean"), 0.0);
}

TEST(ReportStructures, SaysWhereNothingIsToldApart)
{
    const auto report = written(stored_of(two_designs(1.0)));
    EXPECT_THAT(sentence_of(report, "structures", "structures.pair").text, HasSubstr("not told from nothing"));
    EXPECT_FALSE(sentences_of(report, "structures", "structures.dominance_none").empty());
}

/// Gives a measure of a design these means at the ends of the last periods, and nothing before.
void set_means(HandMade& made, int design, Measure measure, const std::vector<double>& means)
{
    const int first = made.outcome.periods - static_cast<int>(means.size());
    for (std::size_t i = 0; i < means.size(); ++i) {
        auto& summary = made.outcome.measures[made.outcome.measure_index(design, measure, first + static_cast<int>(i))];
        summary.moments = {static_cast<double>(futures), means[i], 1.0};
        summary.q05 = means[i] - 2.0;
        summary.q25 = means[i] - 1.0;
        summary.q50 = means[i];
        summary.q75 = means[i] + 1.0;
        summary.q95 = means[i] + 2.0;
    }
}

std::string course_of(const std::vector<double>& means)
{
    auto made = two_designs();
    set_means(made, 1, Measure::cumulative_difference, means);
    const auto report = written(stored_of(made));
    for (const auto* id :
         {"time.course", "time.course_ahead", "time.course_behind", "time.course_same", "time.course_none"}) {
        if (const auto found = sentence_of(report, "time", id); !found.text.empty()) {
            return found.id;
        }
    }
    return "";
}

TEST(ReportTime, FollowsTheDifferenceToTheBaseline)
{
    EXPECT_EQ(course_of({}), "time.course_none");
    EXPECT_EQ(course_of({0.0, 0.0}), "time.course_same");
    EXPECT_EQ(course_of({5.0, 9.0}), "time.course_ahead");
    EXPECT_EQ(course_of({-5.0, -2.0, 3.0}), "time.course");
    EXPECT_EQ(course_of({-5.0, 2.0, -1.0}), "time.course_behind");
    EXPECT_EQ(course_of({-5.0, 2.0, -1.0, 4.0}), "time.course");
}

TEST(ReportTime, CountsFromWhenItIsAheadForGood)
{
    auto made = two_designs();
    set_means(made, 1, Measure::cumulative_difference, {-5.0, 2.0, -1.0, 4.0});
    const auto course = sentence_of(written(stored_of(made)), "time", "time.course");
    EXPECT_EQ(told(course, "lowest"), -5.0);
    EXPECT_EQ(told(course, "ahead_from"), made.outcome.periods / 4.0);
    EXPECT_EQ(told(course, "last"), 4.0);
}

TEST(ReportTime, ShowsTheLastPeriodHoweverMany)
{
    Outcome outcome;
    for (const int periods : {1, 7, 40, 41, 84, 360}) {
        outcome.periods = periods;
        const auto shown = sections::shown_periods(outcome);
        EXPECT_EQ(shown.back(), periods - 1);
        EXPECT_LE(static_cast<int>(shown.size()), sections::most_points_over_time);
        EXPECT_GE(shown.front(), 0);
    }
}

/// The steps of a waterfall less its total.
double open_end(const ReportTable& table)
{
    double sum = 0.0;
    double total = std::nan("");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const double difference = number_in(table, row, "difference");
        if (text_in(table, row, "kind") == "end") {
            total = difference;
        } else {
            sum += difference;
        }
    }
    return sum - total;
}

TEST(ReportBridge, StepsSumToTheTotalInEveryPair)
{
    const auto report = written(stored_of(hand_made({{"none", normal_scores(futures, 1000.0, 100.0, 37)},
                                                     {"matrix", normal_scores(futures, 1100.0, 100.0, 91)},
                                                     {"central", normal_scores(futures, 700.0, 100.0, 61)}})));
    const auto* figure = figure_of(report, "4.1");
    ASSERT_EQ(figure->variants.size(), 3U);
    for (const auto& variant : figure->variants) {
        EXPECT_NEAR(open_end(variant.tables.front()), 0.0, 1e-9);
    }
    EXPECT_THAT(figure->variants[0].takeaway.front().text, HasSubstr("most is gained by retained"));
    EXPECT_THAT(figure->variants[0].takeaway.front().text, HasSubstr("most is lost by people"));
}

StudiedMechanisms mechanisms(int design, int against, double rounding)
{
    StudiedMechanisms studied{design, against, {}};
    studied.bridge.groups[0].differs = true;
    studied.bridge.groups[0].group = MechanismGroup::programme;
    studied.bridge.groups[0].share.mean = 120.0;
    studied.bridge.groups[2].differs = true;
    studied.bridge.groups[2].group = MechanismGroup::people;
    studied.bridge.groups[2].share.mean = -20.0;
    studied.bridge.total.mean = 100.0 + rounding;
    studied.bridge.total.interval = {90.0, 110.0, 0.95, IntervalKind::student_t};
    studied.bridge.hybrids = 4;
    studied.bridge.futures = 256;
    return studied;
}

TEST(ReportBridge, SharesTheDifferenceOutOverMechanisms)
{
    ReportStudies studies;
    studies.answer.mechanisms = {mechanisms(1, 0, 1e-9), mechanisms(1, 2, 0.0)};
    const auto report = written(stored_of(hand_made({{"none", normal_scores(futures, 1000.0, 100.0, 37)},
                                                     {"matrix", normal_scores(futures, 1100.0, 100.0, 91)},
                                                     {"central", normal_scores(futures, 1050.0, 100.0, 61)}})),
                                studies);
    ASSERT_NE(figure_of(report, "4.2"), nullptr);
    ASSERT_NE(figure_of(report, "4.3"), nullptr);
    EXPECT_NEAR(open_end(figure_of(report, "4.2")->variants.front().tables.front()), 0.0, 1e-12);
    EXPECT_EQ(figure_of(report, "4.2")->variants.front().tables.front().rows.size(), 4U); // with the rounding
    EXPECT_EQ(figure_of(report, "4.3")->variants.front().tables.front().rows.size(), 3U);
    EXPECT_TRUE(sentences_of(report, "bridge", "bridge.mechanism_unknown").empty());
}

TEST(ReportBridge, StudiesNothingWhereItIsToldToStop)
{
    ReportStudyOptions options;
    options.goes_on = [] { return false; };
    StoredResult stored;
    stored.scenario.experiment = small_experiment();
    stored.scenario.experiment.replications = 16;
    stored.outcome = simulate(stored.scenario.experiment);
    EXPECT_FALSE(study_answer(stored, options));
}

TEST(ReportDifferences, AddUpInEveryPairAndGrouping)
{
    const auto report = written(stored_of(hand_made({{"none", normal_scores(futures, 1000.0, 100.0, 37)},
                                                     {"matrix", normal_scores(futures, 1100.0, 100.0, 91)},
                                                     {"central", normal_scores(futures, 1300.0, 100.0, 61)}})));
    for (const auto* number : {"5.1", "5.2"}) {
        for (const auto& variant : figure_of(report, number)->variants) {
            const auto& rows = variant.tables.front();
            double shown = 0.0;
            for (std::size_t row = 0; row < rows.rows.size(); ++row) {
                shown += number_in(rows, row, "difference");
            }
            const auto& sum = variant.tables.back();
            EXPECT_NEAR(number_in(sum, 0, "difference"), shown, 1e-9);
            double parts = 0.0;
            for (std::size_t row = 0; row + 1 < sum.rows.size(); ++row) {
                parts += number_in(sum, row, "difference");
            }
            EXPECT_NEAR(parts, number_in(sum, sum.rows.size() - 1, "difference"), 1e-9);
        }
    }
}

TEST(ReportDifferences, KnowWhichAccountARowIsAbout)
{
    const auto report = written(stored_of(two_designs()));
    const auto& table = figure_of(report, "5.1")->variants.front().tables.front();
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(text_in(table, 0, "account"), "Account A");
    EXPECT_EQ(table.accounts, (std::vector<int>{0, 1, 2}));
    const auto sentence = sentence_of(report, "differences", "differences.concentration");
    EXPECT_EQ(sentence.scope, SentenceScope::whole_portfolio);
    EXPECT_EQ(told(sentence, "accounts_for_half"), 1.0);
    EXPECT_THAT(sentence.text, HasSubstr("1 of 3 accounts makes half of it."));
}

TEST(ReportDifferences, TurnThePairThatIsKeptTheOtherWayRound)
{
    const auto report = written(stored_of(hand_made(
        {{"none", normal_scores(futures, 1000.0, 100.0, 37)}, {"matrix", normal_scores(futures, 800.0, 100.0, 91)}})));
    const auto sentence = sentence_of(report, "differences", "differences.concentration");
    EXPECT_NEAR(told(sentence, "difference"), 200.0, 1e-9);
    EXPECT_LT(told(sentence, "low"), 200.0);
    EXPECT_GT(told(sentence, "high"), 200.0);
    EXPECT_THAT(sentence.text, HasSubstr("none is worth EUR 200 k more than matrix"));
}

std::string payback_of(double first_half, double second_half)
{
    auto made = two_designs();
    for (int i = 0; i < futures; ++i) {
        made.outcome.payback_years[made.outcome.value_index(1, i)] = i < futures / 2 + 1 ? first_half : second_half;
    }
    const auto report = written(stored_of(made));
    for (const auto* id : {"timeline.payback", "timeline.payback_rarely", "timeline.payback_never"}) {
        if (!sentences_of(report, "timeline", id).empty()) {
            return id;
        }
    }
    return "";
}

TEST(ReportTimeline, TellsWhenItPays)
{
    EXPECT_EQ(payback_of(2.0, 3.0), "timeline.payback");
    EXPECT_EQ(payback_of(never, 3.0), "timeline.payback_rarely");
    EXPECT_EQ(payback_of(never, never), "timeline.payback_never");
}

TEST(ReportTimeline, LeavesOutMilestonesThatAreNotReached)
{
    auto made = two_designs();
    set_means(made, 1, Measure::maturity, {0.2, 0.3, 0.6});
    const auto report = written(stored_of(made));
    const auto& table = figure_of(report, "14.4")->variants.front().tables.front();
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(text_in(table, 0, "milestone"), "matrix: maturity 25 %");
    EXPECT_EQ(number_in(table, 0, "half"), made.outcome.periods / 4.0 - 0.25);
    EXPECT_EQ(number_in(table, 1, "half"), made.outcome.periods / 4.0);
    EXPECT_EQ(text_in(table, 2, "milestone"), "matrix: paid back");
    EXPECT_THAT(sentence_of(report, "timeline", "timeline.milestones_missed").text, HasSubstr("maturity 80 %"));
}

TEST(ReportTimeline, SaysThatThereIsNoProgramme)
{
    const auto report = written(stored_of(hand_made({{"none", normal_scores(futures, 1000.0, 100.0, 37)}})));
    for (const auto* section : {"timeline", "team", "charter"}) {
        EXPECT_FALSE(sentences_of(report, section, std::string(section) + ".none").empty()) << section;
    }
}

MeasureSummary quantiles(double q05, double q25, double q50, double q75, double q95, double error)
{
    MeasureSummary summary;
    summary.q05 = q05;
    summary.q25 = q25;
    summary.q50 = q50;
    summary.q75 = q75;
    summary.q95 = q95;
    summary.quantile_error = error;
    return summary;
}

TEST(CharterTargets, AreNoSurerThanTheQuantilesAre)
{
    const auto summary = quantiles(1.0, 2.0, 3.0, 4.0, 5.0, 0.0);
    const auto between = [&](double threshold) {
        const auto bounds = sections::chance_to_reach(summary, threshold);
        return std::pair(bounds.low, bounds.high);
    };
    EXPECT_EQ(between(0.5), std::pair(0.95, 1.0));
    EXPECT_EQ(between(2.5), std::pair(0.5, 0.75));
    EXPECT_EQ(between(3.0), std::pair(0.25, 0.75)); // nothing is known at the quantile itself
    EXPECT_EQ(between(6.0).first, 0.0);
    EXPECT_NEAR(between(6.0).second, 0.05, 1e-12);
}

TEST(CharterTargets, KnowNothingWithinTheErrorOfQuantiles)
{
    const auto bounds = sections::chance_to_reach(quantiles(1.0, 2.0, 3.0, 4.0, 5.0, 10.0), 3.0);
    EXPECT_EQ(bounds.low, 0.0);
    EXPECT_EQ(bounds.high, 1.0);
    const auto point = sections::chance_to_reach(quantiles(1.0, 1.0, 1.0, 1.0, 1.0, 0.0), 1.0);
    EXPECT_EQ(point.low, 0.0);
    EXPECT_EQ(point.high, 1.0);
}

TEST(CharterTargets, AreCountedFutureByFuture)
{
    auto made = hand_made({{"none", {1.0, 1.0, 1.0, 1.0}}, {"matrix", {2.0, 1.0, 0.0, 9.0}}});
    made.outcome.payback_years = {0.0, 0.0, 0.0, 0.0, 4.0, 4.25, never, 7.0};
    made.outcome.programme_survives = {1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0};
    const auto report = written(stored_of(made));
    const auto& table = figure_of(report, "17.2")->variants.front().tables.front();
    ASSERT_GE(table.rows.size(), 4U);
    EXPECT_EQ(number_in(table, 0, "chance"), 0.5);  // what is equal is not more
    EXPECT_EQ(number_in(table, 1, "chance"), 0.25); // after 4 years
    EXPECT_EQ(number_in(table, 2, "chance"), 0.75); // after 7
    EXPECT_EQ(number_in(table, 3, "chance"), 0.5);
    for (std::size_t row = 0; row < 4; ++row) {
        EXPECT_LT(number_in(table, row, "low"), number_in(table, row, "chance"));
        EXPECT_GT(number_in(table, row, "high"), number_in(table, row, "chance"));
    }
}

TEST(Charter, IsOfTheBestProgrammeWhereNoneIsRecommended)
{
    const auto report = written(stored_of(hand_made({{"none", normal_scores(futures, 1000.0, 100.0, 37)},
                                                     {"poor", normal_scores(futures, 700.0, 100.0, 91)},
                                                     {"better", normal_scores(futures, 800.0, 100.0, 61)}})));
    EXPECT_THAT(sentence_of(report, "charter", "charter.not_recommended").text, HasSubstr("charter of better"));
    EXPECT_EQ(figure_of(report, "17.1")->title, "Charter of better");
}

TEST(DesignStructures, BeginWithThoseOfToday)
{
    auto experiment = small_experiment();
    auto& plan = experiment.alternatives[1].plan;
    plan = {{1.0, 2}, {100.0, 3}};
    experiment.today.structure = 1;
    const auto steps = sections::structures_of(experiment, 1);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].structure, 1);
    EXPECT_EQ(steps[1].structure, 2);
    EXPECT_EQ(steps[1].year, 1.0);
}

class SimulatedReport : public testing::Test {
protected:
    static StoredResult stored(Experiment experiment)
    {
        StoredResult stored;
        stored.outcome = simulate(experiment);
        stored.scenario.experiment = std::move(experiment);
        return stored;
    }
};

TEST_F(SimulatedReport, HasNoFaultAndItsRolesAreThoseOfTheModel)
{
    auto experiment = small_experiment();
    experiment.replications = 64;
    const auto result = stored(std::move(experiment));
    const auto report = written(result);
    const auto& roles = figure_of(report, "16.1")->variants.front().tables.front();
    const int matrix = 2;
    double sum = 0.0;
    for (std::size_t row = 0; row < roles.rows.size(); ++row) {
        if (text_in(roles, row, "design") == result.scenario.experiment.alternatives[matrix].name) {
            sum += number_in(roles, row, "at_horizon");
        }
    }
    EXPECT_NEAR(sum / 6.0, last_mean(result.outcome, matrix, Measure::role_coverage), 0.02);
}

TEST_F(SimulatedReport, HasNoFaultOverWorlds)
{
    const auto report = written(stored(uncertain_experiment(2)));
    EXPECT_FALSE(sentences_of(report, "summary", "summary.knowledge").empty());
    EXPECT_THAT(sentence_of(report, "summary", "summary.card_loss").text, HasSubstr("worlds of the scenario"));
    EXPECT_THAT(sentence_of(report, "charter", "charter.note").text, HasSubstr("luck and what is not known"));
}

} // namespace
} // namespace kamsim
