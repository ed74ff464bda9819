#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/largest_mean.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/decision/verdict.hpp"
#include "kamsim/random/draws.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::HandMade;
using test::normal_scores;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Five standard errors of a confidence from the fixed draws: they are reproducible, and before they were chosen a
/// faultless programme would have failed one such check in 1.7 million.
constexpr double confidence_tolerance = 5.0 * 0.00158;

double normal_density(double x)
{
    return std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::acos(-1.0));
}
double normal_probability(double x)
{
    return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

std::vector<double> sum(std::vector<double> left, const std::vector<double>& right)
{
    for (std::size_t i = 0; i < left.size(); ++i) {
        left[i] += right[i];
    }
    return left;
}

Comparison compared(const HandMade& made)
{
    return compare(made.experiment, made.outcome);
}

/// none, and matrix worth `mean` more with this spread of the difference over 400 futures.
HandMade two_designs(double mean, double standard_deviation)
{
    const auto none = normal_scores(400, 100'000.0, 20'000.0, 77);
    return hand_made({{"none", none}, {"matrix", sum(none, normal_scores(400, mean, standard_deviation, 141))}});
}

TEST(Comparison, FindsAKnownDifference)
{
    const auto comparison = compared(two_designs(3000.0, 20'000.0));
    const auto& none = comparison.alternatives[0];
    const auto& matrix = comparison.alternatives[1];
    EXPECT_NEAR(none.value.mean, 100'000.0, 1e-6);
    EXPECT_NEAR(none.value.standard_error, 1000.0, 1e-6);
    EXPECT_NEAR(none.value.quantiles.q50, 100'000.0, 1.0);
    // The sample holds the normal quantiles at (i + 1/2) / 400; type 7 reads i = 0.05 * 399.
    const double score = normal_of((0.05 * 399.0 + 0.5) / 400.0);
    EXPECT_NEAR(none.value.quantiles.q05, 100'000.0 + 20'000.0 * score, 30.0);
    EXPECT_NEAR(none.value.quantiles.q95, 100'000.0 - 20'000.0 * score, 30.0);
    EXPECT_NEAR(matrix.difference.mean, 3000.0, 1e-6);
    EXPECT_NEAR(matrix.difference.standard_error, 1000.0, 1e-6);
    // 97.5 % quantile of Student's t with 399 degrees of freedom.
    EXPECT_NEAR(matrix.difference.interval.high, 3000.0 + 1.965927 * 1000.0, 0.01);
    EXPECT_NEAR(matrix.difference.interval.low, 3000.0 - 1.965927 * 1000.0, 0.01);
    EXPECT_NEAR(matrix.share_of_futures_best, normal_probability(0.15), 0.0051);
    EXPECT_NEAR(none.share_of_futures_best + matrix.share_of_futures_best, 1.0, 1e-12);
    EXPECT_EQ(comparison.years, 7.0);
}

TEST(Comparison, GivesTheBaselineADifferenceOfExactlyZero)
{
    const auto comparison = compared(two_designs(3000.0, 20'000.0));
    EXPECT_EQ(comparison.alternatives[0].difference.mean, 0.0);
    EXPECT_EQ(comparison.alternatives[0].difference.standard_error, 0.0);
    EXPECT_EQ(comparison.alternatives[0].difference.quantiles.q95, 0.0);
}

TEST(Comparison, CannotTellAnAlternativeFromItsCopy)
{
    const auto values = normal_scores(101, 50'000.0, 9000.0, 13);
    const auto comparison = compared(hand_made({{"matrix", values}, {"copy", values}}));
    for (const auto& alternative : comparison.alternatives) {
        EXPECT_EQ(alternative.difference.mean, 0.0);
        EXPECT_EQ(alternative.difference.standard_error, 0.0);
        EXPECT_EQ(alternative.share_of_futures_best, 0.5);
        EXPECT_EQ(alternative.confidence_best, 0.5);
        EXPECT_EQ(alternative.expected_loss, 0.0);
    }
    EXPECT_EQ(comparison.verdict.best, 0);
    EXPECT_FALSE(comparison.verdict.distinguishable);
    EXPECT_EQ(comparison.verdict.leads.front().standing, Lead::Standing::identical);
    EXPECT_THAT(comparison.verdict.sentence, HasSubstr("worth the same"));
    EXPECT_THAT(comparison.verdict.sentence, Not(HasSubstr("--replications")));
}

TEST(Comparison, SplitsTiesOfFuturesEvenly)
{
    const auto comparison = compared(hand_made({{"a", {5, 1, 1, 0}}, {"b", {5, 2, 1, 0}}, {"c", {5, 2, 3, 1}}}));
    EXPECT_NEAR(comparison.alternatives[0].share_of_futures_best, (1.0 / 3.0) / 4.0, 1e-15);
    EXPECT_NEAR(comparison.alternatives[1].share_of_futures_best, (1.0 / 3.0 + 0.5) / 4.0, 1e-15);
    EXPECT_NEAR(comparison.alternatives[2].share_of_futures_best, (1.0 / 3.0 + 0.5 + 2.0) / 4.0, 1e-15);
}

TEST(Comparison, ChangesNoOtherAlternativeWhenOneIsAdded)
{
    const auto none = normal_scores(200, 100.0, 30.0, 7);
    const auto matrix = normal_scores(200, 110.0, 30.0, 9);
    const auto two = compared(hand_made({{"none", none}, {"matrix", matrix}}));
    const auto three =
        compared(hand_made({{"none", none}, {"matrix", matrix}, {"centralized", normal_scores(200, 90.0, 30.0, 11)}}));
    EXPECT_EQ(two.alternatives[1].value.mean, three.alternatives[1].value.mean);
    EXPECT_EQ(two.alternatives[1].difference.mean, three.alternatives[1].difference.mean);
    EXPECT_EQ(two.alternatives[1].difference.interval.low, three.alternatives[1].difference.interval.low);
}

TEST(Comparison, ReturnsTheDifferenceForEachUnitSpent)
{
    auto made = hand_made({{"none", {1, 3}}, {"a", {2, 6}}, {"b", {0, 2}}, {"c", {5, 5}}});
    made.outcome.programme_spending = {7, 7, 4, 6, 2, 2, 0, 0};
    const auto comparison = compared(made);
    EXPECT_FALSE(comparison.alternatives[0].programme_return.has_value()) << "the baseline";
    EXPECT_EQ(comparison.alternatives[1].programme_return, 2.0 / 5.0);
    EXPECT_EQ(comparison.alternatives[2].programme_return, -0.5);
    EXPECT_FALSE(comparison.alternatives[3].programme_return.has_value()) << "nothing is spent";
}

TEST(Comparison, TakesTheMedianOfPayback)
{
    auto made = hand_made({{"none", {1, 1, 1, 1}}, {"a", {2, 2, 2, 2}}, {"b", {3, 3, 3, 3}}});
    made.outcome.payback_years = {infinity, infinity, infinity, infinity, 1, 4, 3, infinity, 1, 4, infinity, infinity};
    made.outcome.programme_survives = {0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1};
    const auto comparison = compared(made);
    EXPECT_FALSE(comparison.alternatives[0].payback_years.has_value());
    EXPECT_EQ(comparison.alternatives[0].share_never_paid_back, 1.0);
    EXPECT_EQ(comparison.alternatives[1].payback_years, 3.5);
    EXPECT_EQ(comparison.alternatives[1].share_never_paid_back, 0.25);
    EXPECT_EQ(comparison.alternatives[1].programme_survival, 0.75);
    EXPECT_FALSE(comparison.alternatives[2].payback_years.has_value()) << "half of the futures never pay back";
}

TEST(Comparison, TakesMeasuresWhereTheyAreLastDefined)
{
    auto made = hand_made({{"none", {1, 2}}, {"matrix", {3, 4}}});
    auto& outcome = made.outcome;
    outcome.periods = 10; // two years and a half
    outcome.measures.assign(2 * measure_count * 10, {});
    outcome.measures[outcome.measure_index(1, Measure::satisfaction, 9)].moments = {2.0, 0.7, 0.1};
    outcome.measures[outcome.measure_index(1, Measure::key_net_revenue_retention, 7)].moments = {2.0, 1.1, 0.1};
    EXPECT_EQ(last_mean(outcome, 1, Measure::satisfaction), 0.7);
    EXPECT_EQ(last_mean(outcome, 1, Measure::key_net_revenue_retention), 1.1);
    EXPECT_TRUE(std::isnan(last_mean(outcome, 0, Measure::key_net_revenue_retention)));
    EXPECT_TRUE(std::isnan(last_mean(outcome, 0, Measure::satisfaction)));
    outcome.measures[outcome.measure_index(0, Measure::key_net_revenue_retention, 9)].moments = {2.0, 0.9, 0.1};
    EXPECT_EQ(last_mean(outcome, 0, Measure::key_net_revenue_retention), 0.9);
}

TEST(Comparison, RefusesTheOutcomeOfAnotherExperiment)
{
    auto made = hand_made({{"none", {1, 2}}, {"matrix", {3, 4}}});
    made.experiment.alternatives.pop_back();
    EXPECT_THROW((void)compared(made), std::invalid_argument);
    auto short_values = hand_made({{"none", {1, 2}}, {"matrix", {3, 4}}});
    short_values.outcome.value.pop_back();
    EXPECT_THROW((void)compared(short_values), std::invalid_argument);
    EXPECT_THROW((void)compare(made.experiment, Outcome{}), std::invalid_argument);
}

TEST(Confidence, OfTwoDesignsIsThatOfTheirDifference)
{
    const auto comparison = compared(two_designs(1500.0, 20'000.0));
    const double z = 1.5;
    const double loss = 1000.0 * (normal_density(z) - z * normal_probability(-z));
    EXPECT_NEAR(comparison.alternatives[1].confidence_best, normal_probability(z), confidence_tolerance);
    EXPECT_NEAR(comparison.alternatives[0].confidence_best, normal_probability(-z), confidence_tolerance);
    // The loss has a standard deviation below 1000 kEUR a draw.
    EXPECT_NEAR(comparison.alternatives[1].expected_loss, loss, 5.0 * 1000.0 / std::sqrt(largest_mean_draws));
    EXPECT_NEAR(comparison.alternatives[0].expected_loss, loss + 1500.0, 5.0 * 1000.0 / std::sqrt(largest_mean_draws));
}

// Probability that the best of k independent normal means is the largest, integrated numerically: the slippage and
// monotone configurations of Bechhofer (1954) and Kim and Nelson (2001).
TEST(Confidence, AgreesWithTheExactProbabilityOfIndependentDesigns)
{
    struct Configuration {
        std::vector<double> means;
        double variance;
        double probability;
    };
    std::vector<Configuration> configurations{
        {{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 1.0 / 5.0, 0.742489187472},
        {{0.5, 0, 0, 0, 0}, 1.0 / 20.0, 0.838786319065},
        {{0, -0.5, -1, -1.5, -2, -2.5, -3, -3.5, -4, -4.5}, 1.0 / 10.0, 0.862799622929},
        {{0, -1, -2, -3, -4, -5, -6, -7, -8, -9}, 36.0 / 100.0, 0.876754686003},
    };
    for (const auto& configuration : configurations) {
        const auto count = static_cast<Eigen::Index>(configuration.means.size());
        const Eigen::VectorXd means = Eigen::Map<const Eigen::VectorXd>(configuration.means.data(), count);
        const auto largest = largest_mean(means, configuration.variance * Eigen::MatrixXd::Identity(count, count));
        EXPECT_NEAR(largest.confidence[0], configuration.probability, confidence_tolerance);
    }
}

TEST(Confidence, IsCertainWhereDesignsDifferByAConstant)
{
    const auto values = normal_scores(50, 0.0, 1000.0, 7);
    auto better = values;
    for (double& value : better) {
        value += 1.0;
    }
    const auto comparison = compared(hand_made({{"a", values}, {"b", better}, {"copy of b", better}}));
    EXPECT_EQ(comparison.alternatives[0].confidence_best, 0.0);
    EXPECT_EQ(comparison.alternatives[1].confidence_best, 0.5);
    EXPECT_EQ(comparison.alternatives[2].confidence_best, 0.5);
    EXPECT_NEAR(comparison.alternatives[0].expected_loss, 1.0, 1e-9);
}

TEST(Confidence, IsUndefinedForOneFuture)
{
    const auto comparison = compared(hand_made({{"none", {1.0}}, {"matrix", {2.0}}}));
    EXPECT_TRUE(std::isnan(comparison.alternatives[1].confidence_best));
    EXPECT_TRUE(std::isnan(comparison.alternatives[1].expected_loss));
    EXPECT_FALSE(comparison.verdict.distinguishable);
    EXPECT_THAT(comparison.verdict.sentence, HasSubstr("--replications 1000"));
}

TEST(Confidence, RefusesSizesThatDoNotFit)
{
    EXPECT_THROW((void)largest_mean(Eigen::VectorXd::Zero(2), Eigen::MatrixXd::Identity(3, 3)), std::invalid_argument);
    EXPECT_THROW((void)largest_mean(Eigen::VectorXd(), Eigen::MatrixXd()), std::invalid_argument);
}

TEST(Verdict, IsDistinguishableWhereTheIntervalExcludesZero)
{
    const auto settled = compared(two_designs(2000.0, 20'000.0));
    EXPECT_EQ(settled.verdict.best, 1);
    EXPECT_TRUE(settled.verdict.distinguishable);
    EXPECT_EQ(
        settled.verdict.sentence.find("matrix is worth 2.0 M more than no programme over 7 years (95 % interval of "
                                      "the mean 0.0 to 4.0 M; 5-95 % of futures "),
        0U);
    EXPECT_THAT(settled.verdict.sentence, HasSubstr("its lead in the mean is settled (2.0 M ± 2.0 M over none)"));

    const auto open = compared(two_designs(1900.0, 20'000.0));
    EXPECT_FALSE(open.verdict.distinguishable);
    EXPECT_THAT(open.verdict.sentence,
                HasSubstr("the two are not distinguishable at this precision (difference 1.9 M ± 2.0 M)"));
    EXPECT_THAT(open.verdict.sentence, HasSubstr("--replications 2500 would settle a difference of 800 k."));
}

// Standard error 1000, lead 2100: outside 1.97 standard errors, inside 2.24, the simultaneous limit for two rivals.
TEST(Verdict, IsSimultaneousOverAllRivals)
{
    const auto none = normal_scores(400, 100'000.0, 20'000.0, 77);
    const auto matrix = sum(none, normal_scores(400, 2100.0, 20'000.0, 141));
    EXPECT_TRUE(compared(hand_made({{"none", none}, {"matrix", matrix}})).verdict.distinguishable);
    const auto far_away = sum(none, normal_scores(400, -90'000.0, 20'000.0, 141));
    const auto three = compared(hand_made({{"none", none}, {"matrix", matrix}, {"centralized", far_away}}));
    EXPECT_FALSE(three.verdict.distinguishable);
    ASSERT_EQ(three.verdict.leads.size(), 2U);
    EXPECT_EQ(three.verdict.leads[0].rival, 0);
    EXPECT_EQ(three.verdict.leads[0].standing, Lead::Standing::open);
    EXPECT_EQ(three.verdict.leads[1].standing, Lead::Standing::settled);
    EXPECT_EQ(three.verdict.leads[0].interval.kind, IntervalKind::student_t_simultaneous);
}

TEST(Verdict, SaysThatNoProgrammePays)
{
    const auto settled = compared(two_designs(-9000.0, 20'000.0));
    EXPECT_EQ(settled.verdict.best, 0);
    EXPECT_EQ(
        settled.verdict.sentence.find("No programme pays: the next best, matrix, loses 9.0 M against no programme "
                                      "over 7 years"),
        0U);
    const auto open = compared(two_designs(-100.0, 20'000.0));
    EXPECT_EQ(open.verdict.sentence.find("No programme is shown to pay: the next best, matrix, loses 100 k"), 0U);
}

TEST(Verdict, CallsAProgrammeThatStandsTheBaseline)
{
    const auto values = normal_scores(100, 1000.0, 50.0, 7);
    const auto comparison = compared(hand_made({{"as is", values}, {"other", normal_scores(100, 900.0, 50.0, 9)}}));
    EXPECT_EQ(
        comparison.verdict.sentence.find("No design is worth more than as is, the baseline: the next best, other, "
                                         "loses 100 k against as is"),
        0U);
}

TEST(Verdict, NamesEveryRivalThatIsOpen)
{
    const auto none = normal_scores(400, 100'000.0, 20'000.0, 77);
    const auto comparison = compared(hand_made({{"none", none},
                                                {"b", sum(none, normal_scores(400, 50'000.0, 20'000.0, 141))},
                                                {"c", sum(none, normal_scores(400, 49'000.0, 20'000.0, 99))},
                                                {"d", sum(none, normal_scores(400, 48'000.0, 20'000.0, 63))}}));
    EXPECT_EQ(comparison.verdict.best, 1);
    EXPECT_THAT(comparison.verdict.sentence, HasSubstr("the 3 are not distinguishable"));
    EXPECT_THAT(comparison.verdict.sentence, HasSubstr("It is the best of 4 designs in"));
    EXPECT_THAT(comparison.verdict.sentence, Not(HasSubstr("none in")));
}

TEST(Verdict, HasNothingToCompareOneDesignWith)
{
    const auto comparison = compared(hand_made({{"matrix", {1000.0, 3000.0}}}));
    EXPECT_TRUE(comparison.verdict.distinguishable);
    EXPECT_TRUE(comparison.verdict.leads.empty());
    EXPECT_EQ(comparison.verdict.sentence.find("matrix is worth 2.0 M over 7 years"), 0U);
}

TEST(Settlement, RoundsTheDifferenceDownAndTheReplicationsUp)
{
    EXPECT_EQ(settlement(2000.0, 2200.0, 12'000).difference, 1000.0);   // half of 2200 is 1100
    EXPECT_EQ(settlement(2000.0, 2200.0, 12'000).replications, 59'000); // 12000 * 2.2^2 = 58080
    EXPECT_EQ(settlement(20.0, 20.0, 100).difference, 10.0);
    EXPECT_EQ(settlement(20.0, 20.0, 100).replications, 400);
}

TEST(Settlement, AimsAtTheLeadWithinReach)
{
    EXPECT_EQ(settlement(2000.0, 10'400.0, 200).difference, 2000.0);
    EXPECT_EQ(settlement(2000.0, 10'400.0, 200).replications, 5500); // 200 * 5.2^2 = 5408
    EXPECT_EQ(settlement(0.0, 10'000.0, 200).difference, 1000.0);
    EXPECT_EQ(settlement(0.0, 10'000.0, 200).replications, 20'000);
}

TEST(MoneyText, SpeaksInThousandsAndMillions)
{
    EXPECT_EQ(money_text(26'100.0), "26.1 M");
    EXPECT_EQ(money_text(-1'234'567.0), "-1,235 M");
    EXPECT_EQ(money_text(850.0), "850 k");
    EXPECT_EQ(money_text(-4.26), "-4.3 k");
    EXPECT_EQ(money_text(0.0), "0 k");
    EXPECT_EQ(money_text(-0.001), "0.0 k");
    EXPECT_EQ(money_range_text(-900.0, 71'000.0), "-0.9 to 71.0 M");
    EXPECT_EQ(grouped(-1234567.891, 2), "-1,234,567.89");
    EXPECT_EQ(grouped(999.0, 0), "999");
    EXPECT_EQ(grouped(std::nan(""), 0), "n/a");
}

TEST(MoneyText, NeverRoundsASmallShareToNone)
{
    EXPECT_EQ(percent_text(0.47), "47 %");
    EXPECT_EQ(percent_text(0.001), "< 1 %");
    EXPECT_EQ(percent_text(0.999), "> 99 %");
    EXPECT_EQ(percent_text(0.0), "0 %");
    EXPECT_EQ(percent_text(1.0), "100 %");
}

} // namespace
} // namespace kamsim
