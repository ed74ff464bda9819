// The executive summary: its grade, verdict, cards and alerts, at the edges of every rule.

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/verdict_grade.hpp"
#include "support/stored_result.hpp"
#include "support/written_report.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::HandMadeDesign;
using test::normal_scores;
using test::number_in;
using test::sentence_of;
using test::sentences_of;
using test::stored_of;
using test::told;
using test::written;
using testing::HasSubstr;
using testing::Not;

constexpr int futures = 200;

HandMadeDesign design(const char* name, double mean, double deviation, int stride)
{
    return {name, normal_scores(futures, mean, deviation, stride)};
}

/// Values of one design and more on top in every future.
HandMadeDesign shifted(const char* name, const HandMadeDesign& from, double by)
{
    auto values = from.values;
    for (double& value : values) {
        value += by;
    }
    return {name, values};
}

Report report_of(const std::vector<HandMadeDesign>& designs, const ReportOptions& options = {})
{
    return written(stored_of(hand_made(designs)), {}, options);
}

Comparison two_designs(bool settled, double share, double confidence)
{
    Comparison comparison;
    comparison.replications = 100;
    comparison.alternatives.resize(2);
    comparison.alternatives[1].share_of_futures_best = share;
    comparison.alternatives[1].share_of_worlds_best = 1.0 - share;
    comparison.alternatives[1].confidence_best = confidence;
    comparison.verdict.best = 1;
    comparison.verdict.distinguishable = settled;
    Lead lead;
    lead.standing = settled ? Lead::Standing::settled : Lead::Standing::open;
    comparison.verdict.leads = {lead};
    return comparison;
}

TEST(VerdictGrade, HasOneBranchForEachRule)
{
    EXPECT_EQ(grade_of(two_designs(true, strong_share, 1.0)), VerdictGrade::strong);
    EXPECT_EQ(grade_of(two_designs(true, std::nextafter(strong_share, 0.0), 1.0)), VerdictGrade::moderate);
    EXPECT_EQ(grade_of(two_designs(false, 0.9, weak_confidence)), VerdictGrade::weak);
    EXPECT_EQ(grade_of(two_designs(false, 0.9, std::nextafter(weak_confidence, 0.0))), VerdictGrade::no_difference);
}

TEST(VerdictGrade, LooksAtWorldsWhereThereAreSome)
{
    auto comparison = two_designs(true, 0.9, 1.0);
    EXPECT_EQ(share_for_grade(comparison), 0.9);
    comparison.worlds = 64;
    EXPECT_NEAR(share_for_grade(comparison), 0.1, 1e-12);
    EXPECT_EQ(grade_of(comparison), VerdictGrade::moderate);
}

TEST(VerdictGrade, IsNoDifferenceWhereADesignIsEqualInEveryFuture)
{
    auto comparison = two_designs(false, 0.5, 1.0);
    comparison.verdict.leads.front().standing = Lead::Standing::identical;
    EXPECT_EQ(grade_of(comparison), VerdictGrade::no_difference);
}

TEST(VerdictGrade, IsNotGivenWithoutARivalOrASecondFuture)
{
    auto comparison = two_designs(true, 0.9, 1.0);
    comparison.replications = 1;
    EXPECT_FALSE(grade_of(comparison));
    comparison.replications = 100;
    comparison.verdict.leads.clear();
    EXPECT_FALSE(grade_of(comparison));
}

TEST(VerdictGrade, HasARuleThatNamesWhatItLooksAt)
{
    auto comparison = two_designs(true, 0.9, 1.0);
    EXPECT_THAT(grade_rule(comparison, NumberStyle()), HasSubstr("two thirds of futures"));
    comparison.worlds = 64;
    EXPECT_THAT(grade_rule(comparison, NumberStyle()), HasSubstr("two thirds of worlds"));
}

TEST(ReportAnswer, TellsTheSameNumbersEverywhere)
{
    const auto none = design("none", 1000.0, 100.0, 37);
    const auto stored = stored_of(hand_made({none, design("matrix", 1100.0, 100.0, 91)}));
    const auto report = written(stored);
    const auto comparison = compare(stored.scenario.experiment, stored.outcome);
    const auto& difference = comparison.alternatives[1].difference;
    const auto verdict = sentence_of(report, "summary", "verdict.gain");
    EXPECT_EQ(told(verdict, "difference"), difference.mean);
    EXPECT_EQ(told(verdict, "low"), difference.interval.low);
    EXPECT_EQ(told(verdict, "high"), difference.interval.high);
    const auto card = sentence_of(report, "summary", "summary.card_difference");
    EXPECT_EQ(told(card, "difference"), difference.mean);
    const auto& table = test::figure_of(report, "2.6")->variants.front().tables.front();
    EXPECT_EQ(number_in(table, 1, "difference"), difference.mean);
    EXPECT_EQ(number_in(table, 1, "low"), difference.interval.low);
    EXPECT_EQ(told(sentence_of(report, "bridge", "bridge.ledger"), "difference"), difference.mean);
    EXPECT_EQ(told(sentence_of(report, "differences", "differences.concentration"), "difference"), difference.mean);
    const NumberStyle style;
    EXPECT_THAT(verdict.text, HasSubstr(style.money(difference.mean)));
    EXPECT_THAT(verdict.text, HasSubstr(style.money_range(difference.interval.low, difference.interval.high)));
    EXPECT_THAT(verdict.text, HasSubstr("no programme"));
}

TEST(ReportAnswer, DoesNotQuoteTheStoredVerdict)
{
    const auto report = report_of({design("none", 1000.0, 100.0, 37), design("matrix", 1100.0, 100.0, 91)});
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            if (const auto* text = std::get_if<TextBlock>(&block)) {
                for (const auto& sentence : text->sentences) {
                    EXPECT_THAT(sentence.text, Not(HasSubstr("The run's own words")));
                }
            }
        }
    }
}

TEST(ReportAnswer, ChangesItsNumbersWithTheLocale)
{
    ReportOptions options;
    options.locale = Locale::de;
    const auto report = report_of({design("none", 1e6, 1e5, 37), design("matrix", 1.0345e6, 1e5, 91)}, options);
    EXPECT_THAT(sentence_of(report, "summary", "verdict.gain").text, HasSubstr("34,5 Mio. EUR"));
}

TEST(ReportAnswer, StandsWithOneDesign)
{
    const auto report = report_of({design("matrix", 1000.0, 100.0, 37)});
    EXPECT_THAT(sentence_of(report, "summary", "verdict.alone").text, HasSubstr("no other design"));
    EXPECT_TRUE(sentences_of(report, "summary", "summary.card_design").empty());
    EXPECT_FALSE(sentences_of(report, "structures", "structures.alone").empty());
    EXPECT_FALSE(sentences_of(report, "bridge", "bridge.alone").empty());
    EXPECT_FALSE(sentences_of(report, "differences", "differences.alone").empty());
    EXPECT_FALSE(sentences_of(report, "time", "time.alone").empty());
    EXPECT_FALSE(sentences_of(report, "timeline", "timeline.alone").empty());
}

TEST(ReportAnswer, StandsWithOneFuture)
{
    const auto report = report_of({{"none", {1000.0}}, {"matrix", {1100.0}}});
    EXPECT_THAT(sentence_of(report, "summary", "verdict.one_future").text, HasSubstr("One future"));
    EXPECT_THAT(sentence_of(report, "summary", "summary.card_design").text, HasSubstr("cannot grade"));
    EXPECT_FALSE(sentences_of(report, "structures", "structures.one_future").empty());
    EXPECT_EQ(test::figure_of(report, "2.1"), nullptr);
    EXPECT_FALSE(sentences_of(report, "summary", "summary.precision_none").empty());
}

TEST(ReportAnswer, SaysThatNoProgrammePays)
{
    const auto none = design("none", 1000.0, 100.0, 37);
    const auto report = report_of({none, shifted("matrix", none, -50.0)});
    const auto verdict = sentence_of(report, "summary", "verdict.no_gain");
    EXPECT_THAT(verdict.text, HasSubstr("No programme pays: the next best, matrix, loses EUR 50 k"));
    EXPECT_NEAR(told(verdict, "difference"), -50.0, 1e-9);
    EXPECT_NEAR(told(sentence_of(report, "summary", "summary.card_lead"), "lead"), 50.0, 1e-9);
}

TEST(ReportAnswer, SaysThatADesignIsTheSame)
{
    const auto none = design("none", 1000.0, 100.0, 37);
    const auto report = report_of({none, shifted("matrix", none, 0.0)});
    EXPECT_THAT(sentence_of(report, "summary", "verdict.no_gain_identical").text, HasSubstr("the same"));
    EXPECT_THAT(sentence_of(report, "summary", "verdict.identical").text,
                HasSubstr("matrix is worth the same as none"));
    EXPECT_THAT(sentence_of(report, "summary", "verdict.grade").text, HasSubstr("no difference"));
    EXPECT_FALSE(sentences_of(report, "differences", "differences.none").empty());
    EXPECT_FALSE(sentences_of(report, "differences", "differences.segment_same").empty());
    EXPECT_THAT(sentence_of(report, "bridge", "bridge.ledger").text, HasSubstr("no step differs"));
}

TEST(ReportAnswer, SaysWhatIsNotToldApartAndWhatWouldSettleIt)
{
    const auto report = report_of({design("none", 1000.0, 100.0, 37), design("matrix", 1003.0, 100.0, 91)});
    const auto verdict = sentence_of(report, "summary", "verdict.open");
    EXPECT_THAT(verdict.text, HasSubstr("not told apart from none"));
    EXPECT_THAT(verdict.text, HasSubstr("futures would settle a difference"));
    EXPECT_GT(told(verdict, "replications"), futures);
    EXPECT_TRUE(sentences_of(report, "summary", "verdict.settled").empty());
    EXPECT_FALSE(sentences_of(report, "summary", "alert.open").empty());
    EXPECT_FALSE(sentences_of(report, "summary", "alert.wide").empty());
    const auto& cards = std::get<CardBlock>(report.sections.front().blocks[1]).cards;
    EXPECT_EQ(cards.front().label, "Highest mean");
}

TEST(ReportAnswer, SaysHowToGetWhatWasNotSimulatedAgain)
{
    const auto report = report_of({design("none", 1000.0, 100.0, 37), design("matrix", 1100.0, 100.0, 91)});
    for (const auto& [section, id] :
         {std::pair{"summary", "summary.change_unknown"}, std::pair{"bridge", "bridge.mechanism_unknown"}}) {
        EXPECT_THAT(sentence_of(report, section, id).text, HasSubstr("without --quick"));
    }
    EXPECT_FALSE(sentences_of(report, "summary", "summary.card_loss_sample").empty());
}

/// A certificate over the ranges of the evidence, with one input that turns the answer and one that does not.
Certificate certificate_of(const StoredResult& stored)
{
    Certificate certificate;
    certificate.comparison = compare(stored.scenario.experiment, stored.outcome, ComparisonQuestion{});
    certificate.recommended = certificate.comparison.verdict.best;
    certificate.basis = KnowledgeBasis::evidence;
    certificate.worlds = 512;
    certificate.futures_per_world = 8;
    certificate.shared_inputs = 12;
    certificate.candidates = 80;
    certificate.shares_of_worlds_best = {0.25, 0.75};
    certificate.best_over_worlds = certificate.recommended;
    OpportunityLoss loss;
    loss.mean = 12.5;
    loss.interval = {10.0, 15.0, 0.95, IntervalKind::bca_over_worlds};
    certificate.information.losses.alternatives = {loss, loss};
    certificate.break_evens.leader = 1;
    certificate.break_evens.inputs.resize(2);
    Crossing crossing;
    crossing.value = -1.9;
    crossing.takes_over = 0;
    crossing.leads_below = true;
    certificate.break_evens.inputs[1].crossings = {crossing};
    CarryingAssumption steadfast{"programme.carry", 0.75, Grade::verified, "", {}, 0, {}};
    CarryingAssumption turning{"retention.leaving_base", -2.2, Grade::assumption, "", {}, 1, {}};
    certificate.assumptions = {turning, steadfast};
    return certificate;
}

TEST(ReportAnswer, TellsWhatTheCertificateFound)
{
    const auto stored = stored_of(hand_made({design("none", 1000.0, 100.0, 37), design("matrix", 1100.0, 100.0, 91)}));
    ReportStudies studies;
    studies.answer.certificate = certificate_of(stored);
    const auto report = written(stored, studies);
    EXPECT_EQ(sentence_of(report, "summary", "summary.crossing").text,
              "matrix leads while retention.leaving_base stays under -1.9 (given -2.2); then none leads.");
    EXPECT_THAT(sentence_of(report, "summary", "summary.steadfast").text, HasSubstr("programme.carry"));
    EXPECT_EQ(told(sentence_of(report, "summary", "summary.knowledge_evidence"), "share_of_worlds"), 0.75);
    const auto card = sentence_of(report, "summary", "summary.card_loss");
    EXPECT_EQ(told(card, "loss"), 12.5);
    EXPECT_THAT(card.text, HasSubstr("ranges of the evidence"));
    EXPECT_EQ(told(sentence_of(report, "summary", "alert.assumed"), "assumed"), 1.0);
    EXPECT_TRUE(sentences_of(report, "summary", "alert.other_over_worlds").empty());
}

TEST(ReportAnswer, WarnsWhereWorldsChooseAnotherDesign)
{
    const auto stored = stored_of(hand_made({design("none", 1000.0, 100.0, 37), design("matrix", 1100.0, 100.0, 91)}));
    ReportStudies studies;
    studies.answer.certificate = certificate_of(stored);
    studies.answer.certificate->best_over_worlds = 0;
    studies.answer.certificate->assumptions.clear();
    const auto report = written(stored, studies);
    EXPECT_THAT(sentence_of(report, "summary", "alert.other_over_worlds").text, HasSubstr("none has the higher mean"));
    EXPECT_FALSE(sentences_of(report, "summary", "summary.change_nothing").empty());
    EXPECT_TRUE(sentences_of(report, "summary", "alert.assumed").empty());
}

TEST(ReportAlerts, TellFewFuturesAndDefaults)
{
    auto stored = stored_of(hand_made({design("none", 1000.0, 100.0, 37), design("matrix", 1100.0, 100.0, 91)}));
    auto report = written(stored);
    EXPECT_EQ(told(sentence_of(report, "summary", "alert.few_futures"), "futures"), futures);
    EXPECT_TRUE(sentences_of(report, "summary", "alert.defaults").empty());
    stored.scenario.assumptions = {"one"};
    EXPECT_THAT(sentence_of(written(stored), "summary", "alert.defaults").text,
                HasSubstr("One default has to stand in"));
    stored.scenario.assumptions = {"one", "two"};
    EXPECT_THAT(sentence_of(written(stored), "summary", "alert.defaults").text, HasSubstr("2 defaults stand in"));
}

TEST(ReportAlerts, TellTheChanceOfALossAndOfTheEnd)
{
    auto made = hand_made({design("none", 1000.0, 100.0, 37), design("matrix", 1010.0, 100.0, 91)});
    for (int i = 0; i < futures / 2; ++i) {
        made.outcome.programme_survives[made.outcome.value_index(1, i)] = 0.0;
    }
    const auto report = written(stored_of(made));
    EXPECT_GT(told(sentence_of(report, "summary", "alert.loss"), "share"), 1.0 / 3.0);
    EXPECT_EQ(told(sentence_of(report, "summary", "alert.abandoned"), "share"), 0.5);
    const auto none = design("none", 1000.0, 100.0, 37);
    const auto safe = report_of({none, shifted("matrix", none, 500.0)});
    EXPECT_TRUE(sentences_of(safe, "summary", "alert.loss").empty());
    EXPECT_TRUE(sentences_of(safe, "summary", "alert.abandoned").empty());
}

TEST(ReportAlerts, TellRuinAndTheGravestConcentrationOnly)
{
    auto made = hand_made({design("none", 1000.0, 100.0, 37), design("matrix", 1100.0, 100.0, 91)});
    const auto set = [&](Measure measure, double mean) {
        auto& summary = made.outcome.measures[made.outcome.measure_index(1, measure, made.outcome.periods - 1)];
        summary.moments = {static_cast<double>(futures), mean, 1.0};
    };
    set(Measure::ruined, 0.05);
    set(Measure::customer_above_10_percent, 0.9);
    set(Measure::customer_above_20_percent, 0.5);
    set(Measure::customer_above_70_percent, 0.49);
    set(Measure::key_share_above_75_percent, 0.6);
    const auto report = written(stored_of(made));
    EXPECT_EQ(told(sentence_of(report, "summary", "alert.ruin"), "share"), 0.05);
    const auto concentration = sentences_of(report, "summary", "alert.concentration");
    ASSERT_EQ(concentration.size(), 2U);
    EXPECT_THAT(concentration[0].text, HasSubstr("more than a fifth"));
    EXPECT_THAT(concentration[1].text, HasSubstr("key accounts bring"));
}

TEST(ReportAnswer, StandsWhereEverythingIsLost)
{
    auto made = hand_made({{"none", std::vector<double>(50, 0.0)}, {"matrix", std::vector<double>(50, -100.0)}});
    made.outcome.programme_survives.assign(made.outcome.programme_survives.size(), 0.0);
    made.outcome.payback_years.assign(made.outcome.payback_years.size(), std::numeric_limits<double>::infinity());
    const auto report = written(stored_of(made));
    EXPECT_THAT(sentence_of(report, "summary", "verdict.no_gain").text, HasSubstr("loses EUR 100 k"));
    EXPECT_FALSE(sentences_of(report, "timeline", "timeline.payback_never").empty());
}

TEST(ReportAnswer, HasNoFaultWhateverTheSmallOutcomeHolds)
{
    for (const std::int64_t replications : {1, 2, 7}) {
        for (const int managers : {0, 3}) {
            const auto report = written(test::small_result(replications, managers));
            EXPECT_FALSE(report.sections.front().blocks.empty());
        }
    }
}

} // namespace
} // namespace kamsim
