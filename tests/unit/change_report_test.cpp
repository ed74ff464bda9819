#include <algorithm>
#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/result_change.hpp"
#include "kamsim/report/change_report.hpp"
#include "report/change_report_parts.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::HandMadeDesign;
using test::normal_scores;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int futures = 400;

StoredResult stored(const std::vector<HandMadeDesign>& designs)
{
    auto made = test::hand_made(designs);
    StoredResult result;
    result.scenario.experiment = std::move(made.experiment);
    result.scenario.inputs = {{"scenario.toml", "0"}};
    result.outcome = std::move(made.outcome);
    result.verdict = "The verdict.";
    result.program_version = "1.2.3";
    return result;
}

Report report_of(const StoredResult& before, const StoredResult& now)
{
    return write_change_report(TableSource(now), TableSource(before), {"now.h5", {"kamsim report now.h5"}},
                               "before.h5");
}

/// All sentences with an id that begins so, one after the other.
std::string told(const Report& report, const std::string& begin)
{
    std::string text;
    const auto take = [&](const std::vector<Sentence>& sentences) {
        for (const auto& sentence : sentences) {
            text += sentence.id.starts_with(begin) ? sentence.id + ": " + sentence.text + "\n" : "";
        }
    };
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            if (const auto* words = std::get_if<TextBlock>(&block)) {
                take(words->sentences);
            } else if (const auto* figure = std::get_if<Figure>(&block)) {
                for (const auto& variant : figure->variants) {
                    take(variant.takeaway);
                    take(variant.notes);
                }
            }
        }
    }
    return text;
}

HandMadeDesign none()
{
    return {"none", normal_scores(futures, 1000.0, 100.0, 7)};
}

HandMadeDesign shifted(HandMadeDesign design, double by)
{
    for (double& value : design.values) {
        value += by;
    }
    return design;
}

HandMadeDesign matrix(double mean)
{
    return {"matrix", normal_scores(futures, mean, 100.0, 11)};
}

TEST(ChangeReport, SaysThatNothingChanged)
{
    const auto one = stored({none(), matrix(1200.0)});
    const auto report = report_of(one, one);
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_EQ(report.kind, "change");
    EXPECT_THAT(told(report, "verdict.same"), HasSubstr("The best design is matrix, as before"));
    EXPECT_THAT(told(report, "values."), HasSubstr("values.identical"));
    EXPECT_THAT(told(report, "inputs."), HasSubstr("inputs.none"));
    EXPECT_THAT(told(report, "accounts."), HasSubstr("accounts.same"));
    EXPECT_THAT(told(report, "changes."), HasSubstr("Nothing changed."));
}

TEST(ChangeReport, TellsAReversalWithItsError)
{
    const auto report = report_of(stored({none(), matrix(900.0)}), stored({none(), matrix(1200.0)}));
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_THAT(told(report, "verdict.reversal"), HasSubstr("the best design was none, and now it is matrix"));
    EXPECT_THAT(told(report, "lead."), HasSubstr("lead.exceeds_error"));
    EXPECT_THAT(told(report, "values."), HasSubstr("matrix by EUR +300 k; the other one not"));
}

TEST(ChangeReport, DoesNotCallASmallReversalOne)
{
    const auto report = report_of(stored({none(), matrix(999.9)}), stored({shifted(none(), -1.0), matrix(999.5)}));
    EXPECT_THAT(told(report, "verdict."), HasSubstr("verdict.reversal_open"));
}

TEST(ChangeReport, TellsDesignsThatAppearAndDisappear)
{
    const auto report = report_of(stored({none(), matrix(1200.0)}),
                                  stored({none(), {"lean", normal_scores(futures, 1300.0, 100.0, 13)}}));
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_THAT(told(report, "verdict.best_gone"),
                HasSubstr("was matrix, which is not there any more; now it is lean"));
    EXPECT_THAT(told(report, "alert.new_designs"), HasSubstr("lean"));
    EXPECT_THAT(told(report, "alert.gone_designs"), HasSubstr("matrix"));
    const auto other = report_of(stored({none()}), stored({none(), matrix(1200.0)}));
    EXPECT_THAT(told(other, "verdict."), HasSubstr("verdict.best_is_new"));
    EXPECT_THAT(faults_of(other), IsEmpty());
}

TEST(ChangeReport, HasNoDesignInCommon)
{
    const auto report = report_of(stored({{"a", none().values}}), stored({{"b", none().values}}));
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_THAT(told(report, "values."), HasSubstr("values.no_design_in_both"));
}

TEST(ChangeReport, SaysThatOneFutureTellsNothingOfItsError)
{
    const auto report =
        report_of(stored({{"none", {1.0}}, {"matrix", {2.0}}}), stored({{"none", {1.5}}, {"matrix", {2.0}}}));
    EXPECT_THAT(faults_of(report), IsEmpty()); // no cell is NaN
    EXPECT_THAT(told(report, "values."), HasSubstr("values.without_interval"));
}

/// With the same luck a small shift is seen that independent samples hide.
TEST(ResultChange, PairsFuturesOfTheSameLuck)
{
    auto before = stored({none(), matrix(1200.0)});
    auto now = stored({shifted(none(), 1.0), matrix(1200.0)});
    const auto change = [&] {
        return change_between(before.outcome, TableSource(before).comparison, now.outcome, TableSource(now).comparison);
    };
    const auto paired = change();
    EXPECT_EQ(paired.pairing, ResultPairing::futures);
    EXPECT_TRUE(paired.designs[0].value.exceeds_error());
    EXPECT_NEAR(paired.designs[0].value.mean, 1.0, 1e-9);
    EXPECT_TRUE(paired.designs[1].value.is_identical);
    EXPECT_FALSE(paired.designs[1].value.exceeds_error());
    ASSERT_TRUE(paired.designs[1].difference);
    EXPECT_NEAR(paired.designs[1].difference->mean, -1.0, 1e-9);

    now.scenario.experiment.seed += 1;
    const auto apart = change();
    EXPECT_EQ(apart.pairing, ResultPairing::independent);
    EXPECT_FALSE(apart.designs[0].value.exceeds_error());
    // Welch: two means of 400 with a deviation of 100 each, t near 2.24 for two intervals together
    const auto& interval = apart.designs[0].value.interval;
    EXPECT_NEAR((interval.high - interval.low) / 2.0, 2.247 * 100.0 * std::sqrt(2.0 / futures), 0.1);
}

TEST(ResultChange, DoesNotPairResultsOfDifferentSizes)
{
    const auto before = stored({none()});
    const auto now = stored({{"none", normal_scores(200, 1000.0, 100.0, 7)}});
    const auto change =
        change_between(before.outcome, TableSource(before).comparison, now.outcome, TableSource(now).comparison);
    EXPECT_EQ(change.pairing, ResultPairing::shared_luck);
}

TEST(ChangedInputs, NamesPathsValuesAndMeanings)
{
    const auto before = stored({none(), matrix(1200.0)}).scenario.experiment;
    auto now = before;
    now.seed = 8;
    now.discount_rate = 0.125;
    now.alternatives[1].key_accounts = 20;
    const auto changes = change_report::changed_inputs(before, now, NumberStyle(Locale::de));
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].what, "settings.discount_rate");
    EXPECT_EQ(changes[0].before, "0,1");
    EXPECT_EQ(changes[0].now, "0,125");
    EXPECT_EQ(changes[1].what, "alternatives.matrix.key_accounts");
    EXPECT_EQ(changes[2].what, "seed");
    EXPECT_THAT(change_report::changed_inputs(before, before, NumberStyle()), IsEmpty());
}

TEST(ChangedAccounts, FindsAccountsByTheirIds)
{
    const auto before = stored({none()}).scenario.experiment;
    auto now = before;
    std::reverse(now.accounts.begin(), now.accounts.end()); // the order says nothing
    EXPECT_THAT(change_report::changed_accounts(before, now, NumberStyle()), IsEmpty());
    now.accounts[0].revenue += 50.0; // C
    now.accounts[1].id = "D";        // was B
    now.accounts[2].tender = true;   // A
    const auto changes = change_report::changed_accounts(before, now, NumberStyle());
    ASSERT_EQ(changes.size(), 4U);
    EXPECT_EQ(changes[0].id, "D"); // the largest revenue that came or went
    EXPECT_EQ(changes[0].kind, change_report::AccountChange::Kind::appeared);
    EXPECT_EQ(changes[1].kind, change_report::AccountChange::Kind::gone);
    EXPECT_THAT(changes[2].what, HasSubstr("revenue 500 → 550"));
    EXPECT_EQ(changes[3].what, "tender no → yes");
}

} // namespace
} // namespace kamsim
