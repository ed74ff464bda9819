#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/report/report_source.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

using namespace sections;
using testing::HasSubstr;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
const NumberStyle style;

// ---- sentences at their edges

TEST(ConcentrationSentence, FollowsTheShareOfCustomers)
{
    EXPECT_EQ(concentration_sentence(style, {0, 0, undefined, undefined}).id, "pareto.no_customers");
    EXPECT_EQ(concentration_sentence(style, {1, 1, 1.0, 0.0}).id, "pareto.one_customer");
    EXPECT_EQ(concentration_sentence(style, {3, 0, undefined, undefined}).id, "pareto.no_revenue");
    EXPECT_THAT(concentration_sentence(style, {40, 10, 0.75, 0.6}).text, HasSubstr("10 of 40 customers, 25 %"));
    EXPECT_THAT(concentration_sentence(style, {40, 10, 0.75, 0.6}).text, HasSubstr("A few carry"));
    EXPECT_THAT(concentration_sentence(style, {40, 11, 0.75, 0.6}).text, HasSubstr("less concentrated"));
    EXPECT_THAT(concentration_sentence(style, {40, 24, 0.3, 0.1}).text, HasSubstr("spread widely"));
    EXPECT_EQ(concentration_sentence(style, {40, 10, 0.75, 0.6}).scope, SentenceScope::whole_portfolio);
}

TEST(LargestCustomerSentence, KnowsItsThresholds)
{
    EXPECT_THAT(largest_customer_sentence(style, "X", 0.71).text, HasSubstr("lives on one"));
    EXPECT_THAT(largest_customer_sentence(style, "X", 0.70).text, HasSubstr("depends on it"));
    EXPECT_THAT(largest_customer_sentence(style, "X", 0.20).text, HasSubstr("press on prices"));
    EXPECT_THAT(largest_customer_sentence(style, "X", 0.10).text, HasSubstr("no customer is above 10 %"));
    EXPECT_EQ(largest_customer_sentence(style, "X", undefined).id, "pareto.largest_none");
}

TEST(LaterConcentrationSentence, TellsMoreFewerAndNeither)
{
    EXPECT_THAT(later_concentration_sentence(style, "d", {10, 14, 11, 17, 7, 40}).text, HasSubstr("more than"));
    EXPECT_THAT(later_concentration_sentence(style, "d", {10, 7, 5, 9, 7, 40}).text, HasSubstr("fewer than"));
    EXPECT_THAT(later_concentration_sentence(style, "d", {10, 10, 9, 11, 7, 40}).text, HasSubstr("not clearly"));
    EXPECT_EQ(later_concentration_sentence(style, "d", {undefined, 10, 9, 11, 7, 40}).id, "pareto.later_new");
    EXPECT_EQ(later_concentration_sentence(style, "d", {10, undefined, undefined, undefined, 7, 0}).id,
              "pareto.later_nobody");
}

TEST(TierFateSentence, TellsWhatBecomesOfTierA)
{
    EXPECT_EQ(tier_fate_sentence(style, "d", {}).id, "tiers.none");
    EXPECT_THAT(tier_fate_sentence(style, "d", {10, 8, 1, 1, 0}).text, HasSubstr("most stay"));
    EXPECT_THAT(tier_fate_sentence(style, "d", {10, 3, 2, 5, 1}).text, HasSubstr("more are lost than fall"));
    EXPECT_THAT(tier_fate_sentence(style, "d", {10, 3, 5, 2, 1}).text, HasSubstr("more fall to B or C"));
    EXPECT_THAT(tier_fate_sentence(style, "d", {10, 0, 0, 10, 1}).text, HasSubstr("every one is lost"));
    EXPECT_THAT(tier_fate_sentence(style, "d", {1, 1, 0, 0, 0}).text, HasSubstr("Of the 1 account in"));
}

TEST(RankingSentence, TellsHowStableTheLeadIs)
{
    EXPECT_EQ(ranking_sentence(style, {}).id, "scoring.nobody");
    EXPECT_EQ(ranking_sentence(style, {1, "X", 1.0, 1, 1, 1}).id, "scoring.one");
    EXPECT_THAT(ranking_sentence(style, {9, "X", 1.0, 3, 3, 3}).text, HasSubstr("whatever the weights"));
    EXPECT_THAT(ranking_sentence(style, {9, "X", 1.0, 3, 3, 3}).text, HasSubstr("hangs on no weight"));
    EXPECT_THAT(ranking_sentence(style, {9, "X", 0.5, 3, 2, 5}).text, HasSubstr("with most weights"));
    EXPECT_THAT(ranking_sentence(style, {9, "X", 0.4, 3, 2, 5}).text, HasSubstr("with some weights only"));
    EXPECT_THAT(ranking_sentence(style, {9, "X", 0.4, 0, 0, 0}).text, HasSubstr("no key accounts"));
}

TEST(DevelopmentText, TellsRisesFallsAndTies)
{
    EXPECT_EQ(development_text("3", "5", {3, 5}), "rises from 3 to 5");
    EXPECT_EQ(development_text("5", "3", {5, 3}), "falls from 5 to 3");
    EXPECT_EQ(development_text("5", "5", {5.001, 5.0}), "stays at 5");
    EXPECT_EQ(development_text("n/a", "5", {undefined, 5}), "is 5 at the horizon");
    EXPECT_EQ(development_text("5", "n/a", {5, undefined}), "is not defined at the horizon");
}

TEST(KeyAccountsSentence, CountsTheEndangered)
{
    EXPECT_EQ(key_accounts_sentence(style, "d", 0, 0, 0).id, "dashboard.no_key");
    EXPECT_THAT(key_accounts_sentence(style, "d", 1, 1, 0).text, HasSubstr("1 account is key"));
    EXPECT_THAT(key_accounts_sentence(style, "d", 5, 5, 0).text, HasSubstr("of them none is endangered"));
    EXPECT_THAT(key_accounts_sentence(style, "d", 50, 40, 2).text, HasSubstr("of the 40 most often key two are"));
}

TEST(EndangeredSentence, TellsTheQueue)
{
    EXPECT_EQ(endangered_sentence(style, {}).id, "at_risk.nobody");
    EXPECT_THAT(endangered_sentence(style, {5, 0, 0.25, "X", 0.1, 100, 20}).text, HasSubstr("No customer is seen"));
    EXPECT_THAT(endangered_sentence(style, {5, 1, 0.25, "X", 0.3, 100, 20}).text, HasSubstr("1 of 5 customers is"));
    EXPECT_THAT(endangered_sentence(style, {5, 2, 0.25, "X", 0.3, 100, 20}).text, HasSubstr("2 of 5 customers are"));
}

TEST(WarningSentence, TellsWhatIsMissing)
{
    EXPECT_EQ(warning_sentence(style, "d", {undefined, undefined}).id, "at_risk.nobody_leaves");
    EXPECT_EQ(warning_sentence(style, "d", {0.0, undefined}).id, "at_risk.nobody_flagged");
    EXPECT_THAT(warning_sentence(style, "d", {0.8, 0.1}).text, HasSubstr("few leave"));
    EXPECT_THAT(warning_sentence(style, "d", {0.5, 0.1}).text, HasSubstr("many leave"));
    EXPECT_THAT(warning_sentence(style, "d", {0.1, 0.1}).text, HasSubstr("most leave"));
}

TEST(ProfitSentence, CountsAccountsThatLoseMoney)
{
    EXPECT_EQ(profit_sentence(style, "d", {}).id, "profit.no_revenue");
    EXPECT_EQ(profit_sentence(style, "d", {3, 3, 1}).id, "profit.all_lose");
    EXPECT_THAT(profit_sentence(style, "d", {3, 0, 0}).text, HasSubstr("no account costs more than it brings"));
    EXPECT_THAT(profit_sentence(style, "d", {3, 1, 1}).text, HasSubstr("1 account costs more than it brings"));
    EXPECT_THAT(profit_sentence(style, "d", {3, 2, 2}).text, HasSubstr("2 accounts cost more than they bring"));
}

TEST(WhaleSentence, TellsThePeakOrWhyThereIsNone)
{
    EXPECT_EQ(whale_sentence(style, "d", {}).id, "profit.nobody");
    EXPECT_EQ(whale_sentence(style, "d", {undefined, -5, 3, 3}).id, "profit.no_total");
    EXPECT_THAT(whale_sentence(style, "d", {1.0, 5, 0, 3}).text, HasSubstr("no account loses"));
    EXPECT_THAT(whale_sentence(style, "d", {1.1, 5, 1, 3}).text, HasSubstr("1 account loses"));
    EXPECT_THAT(whale_sentence(style, "d", {1.6, 5, 2, 3}).text, HasSubstr("2 accounts lose money"));
}

TEST(StayingSentence, KnowsAllAndNone)
{
    EXPECT_EQ(staying_sentence(style, "d", {}).id, "retention.nobody");
    EXPECT_EQ(staying_sentence(style, "d", {0, 0, 0, 7, 5}).id, "retention.all_lost");
    EXPECT_EQ(staying_sentence(style, "d", {1, 1, 1, 7, 5}).id, "retention.all_stay");
    EXPECT_THAT(staying_sentence(style, "d", {0.5, 0.4, 0.6, 7, 5}).text, HasSubstr("40 % to 60 %"));
}

TEST(LossSentence, TellsTheMainReasonOrNone)
{
    EXPECT_EQ(loss_sentence(style, "d", {0, "chance", 0}).id, "retention.no_losses");
    EXPECT_THAT(loss_sentence(style, "d", {3, "first_year", 0.5}).text, HasSubstr("first year"));
}

TEST(PenetrationSentence, TellsTheChange)
{
    EXPECT_EQ(penetration_sentence(style, "d", {undefined, undefined, 7}).id, "divisions.no_cells");
    EXPECT_THAT(penetration_sentence(style, "d", {0.2, 0.3, 7}).text, HasSubstr("rises from 20 % to 30 %"));
    EXPECT_THAT(penetration_sentence(style, "d", {0.3, 0.2, 7}).text, HasSubstr("falls"));
}

TEST(CountText, SpellsSmallNumbers)
{
    EXPECT_EQ(count_text(style, 0), "no");
    EXPECT_EQ(count_text(style, 9), "nine");
    EXPECT_EQ(count_text(style, 10), "10");
    EXPECT_EQ(counted(style, 1, "account"), "1 account");
    EXPECT_EQ(counted(style, 0, "account"), "0 accounts");
}

TEST(LargestOf, KeepsTheOrderOfTheFileAmongEqualsAndPutsTheUndefinedLast)
{
    EXPECT_THAT(largest_of({0, 1, 2, 3}, {1.0, undefined, 2.0, 1.0}), testing::ElementsAre(2, 0, 3, 1));
    EXPECT_THAT(largest_of({0, 1, 2, 3}, {1.0, undefined, 2.0, 1.0}, 1), testing::ElementsAre(2));
    EXPECT_THAT(largest_of({}, {}), testing::IsEmpty());
}

// ---- whole reports

StoredResult result_of(Experiment experiment)
{
    StoredResult stored;
    stored.scenario.experiment = std::move(experiment);
    stored.outcome = simulate(stored.scenario.experiment);
    return stored;
}

Report report_of(const StoredResult& stored, const ReportStudies& studies = {})
{
    return write_report(TableSource(stored), studies, {});
}

const Figure& figure_of(const Report& report, const std::string& number)
{
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            if (const auto* figure = std::get_if<Figure>(&block); figure != nullptr && figure->number == number) {
                return *figure;
            }
        }
    }
    throw std::out_of_range(number);
}

/// Rows whose cells in `column` are numbers add up to.
double sum_of(const ReportTable& table, std::size_t column)
{
    double sum = 0.0;
    for (const auto& row : table.rows) {
        const auto* number = std::get_if<double>(&row[column]);
        sum += number != nullptr ? *number : 0.0;
    }
    return sum;
}

void expect_sound(const Report& report)
{
    EXPECT_THAT(faults_of(report), testing::IsEmpty());
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            const auto* figure = std::get_if<Figure>(&block);
            for (const auto& variant : figure != nullptr ? figure->variants : std::vector<FigureVariant>()) {
                for (const auto& sentence : variant.takeaway) {
                    EXPECT_THAT(sentence.text, testing::Not(testing::ContainsRegex("(^|[^a-z])-?nan([^a-z]|$)")))
                        << sentence.id;
                    EXPECT_THAT(sentence.text, testing::Not(HasSubstr("n/a"))) << sentence.id;
                }
                for (const auto& table : variant.tables) {
                    EXPECT_LE(table.rows.size(), 2000U) << figure->number;
                }
            }
        }
    }
}

TEST(ReportOnAccounts, HasNoFaultWithAndWithoutTheStudy)
{
    auto experiment = small_experiment();
    experiment.replications = 64;
    const auto stored = result_of(experiment);
    expect_sound(report_of(stored));
    ReportStudies studies;
    studies.paths = follow_accounts(experiment);
    expect_sound(report_of(stored, studies));
}

TEST(ReportOnAccounts, HasNoFaultInOneFuture)
{
    auto experiment = small_experiment();
    experiment.replications = 1;
    expect_sound(report_of(result_of(experiment)));
}

TEST(ReportOnAccounts, HasNoFaultWhereMuchIsUncertain)
{
    const auto experiment = uncertain_experiment(8);
    const auto stored = result_of(experiment);
    expect_sound(report_of(stored));
    ReportStudies studies;
    studies.paths = follow_accounts(experiment);
    expect_sound(report_of(stored, studies));
}

TEST(ReportOnAccounts, HasNoFaultWithOneAccountAndOneDesign)
{
    auto experiment = small_experiment();
    experiment.replications = 16;
    experiment.accounts.resize(1);
    experiment.alternatives.resize(1);
    experiment.alternatives.front().key_accounts = 1;
    experiment.baseline = 0;
    const auto stored = result_of(experiment);
    expect_sound(report_of(stored));
    EXPECT_EQ(figure_of(report_of(stored), "6.1").variants.front().takeaway.front().id, "pareto.one_customer");
}

TEST(ReportOnAccounts, HasNoFaultWhereEverybodyLeaves)
{
    auto experiment = small_experiment();
    experiment.replications = 16;
    experiment.parameters.retention.leaving_base = 60.0;
    experiment.parameters.acquisition.pursuit_rate = 0.0;
    for (auto& account : experiment.accounts) {
        account.next_renewal = 0.25;
        account.contract_term = 0.25;
    }
    const auto stored = result_of(experiment);
    ReportStudies studies;
    studies.paths = follow_accounts(experiment);
    expect_sound(report_of(stored, studies));
    const auto report = report_of(stored, studies);
    EXPECT_EQ(figure_of(report, "6.2").variants.front().takeaway.front().id, "pareto.later_nobody");
    EXPECT_EQ(figure_of(report, "13.1").variants.front().takeaway.front().id, "retention.all_lost");
}

TEST(ReportOnAccounts, HasNoFaultWithoutCustomers)
{
    auto experiment = small_experiment();
    experiment.replications = 16;
    for (auto& account : experiment.accounts) {
        account.status = AccountStatus::prospect;
        account.revenue = 0.0;
        account.live_cells = 0.0;
        account.key_now = false;
        account.manager_now = -1;
    }
    const auto stored = result_of(experiment);
    ReportStudies studies;
    studies.paths = follow_accounts(experiment);
    expect_sound(report_of(stored, studies));
    EXPECT_EQ(figure_of(report_of(stored), "13.1").variants.front().takeaway.front().id, "retention.nobody");
}

TEST(ReportOnAccounts, TellsTheSameNumbersAsTheResult)
{
    auto experiment = small_experiment();
    experiment.replications = 64;
    const auto stored = result_of(experiment);
    ReportStudies studies;
    studies.paths = follow_accounts(experiment);
    const auto report = report_of(stored, studies);
    const auto& outcome = stored.outcome;

    double revenue = 0.0;
    for (const auto& account : experiment.accounts) {
        revenue += account.status == AccountStatus::customer ? account.revenue : 0.0;
    }
    EXPECT_NEAR(sum_of(figure_of(report, "6.1").variants.front().tables.front(), 1), revenue, 1e-9 * revenue);
    for (int design = 0; design < outcome.alternatives; ++design) {
        const auto& flows = figure_of(report, "7.2").variants[static_cast<std::size_t>(design)].tables.front();
        EXPECT_NEAR(sum_of(flows, 2), outcome.accounts, 1e-6) << "every account is somewhere";
        double losses = 0.0;
        for (int account = 0; account < outcome.accounts; ++account) {
            for (int reason = 0; reason < loss_reason_count; ++reason) {
                losses += outcome.account_losses[outcome.loss_index(design, account, static_cast<LossReason>(reason))];
            }
        }
        double told = 0.0;
        for (const auto& row : figure_of(report, "13.3").variants.front().tables.front().rows) {
            told += std::get<std::string>(row[1]) == experiment.alternatives[static_cast<std::size_t>(design)].name
                        ? std::get<double>(row[2])
                        : 0.0;
        }
        EXPECT_NEAR(told, losses, 1e-9 * (1.0 + losses));
    }
}

TEST(ReportOnAccounts, ShowsNoMoreThanTheMostImportantAccounts)
{
    auto experiment = small_experiment();
    experiment.replications = 8;
    const auto first = experiment.accounts;
    while (experiment.accounts.size() < 3 * most_rows_of_accounts) {
        auto copy = first[experiment.accounts.size() % first.size()];
        copy.id += "_" + std::to_string(experiment.accounts.size());
        experiment.accounts.push_back(copy);
    }
    const auto report = report_of(result_of(experiment));
    expect_sound(report);
    for (const auto* number : {"6.1", "6.2", "8.1", "9.5", "10.1", "12.1", "13.4"}) {
        for (const auto& variant : figure_of(report, number).variants) {
            EXPECT_LE(variant.tables.front().rows.size(), most_rows_of_accounts) << number;
        }
    }
}

TEST(ReportOnAccounts, TellsNamesAsTheyAre)
{
    auto experiment = small_experiment();
    experiment.replications = 8;
    experiment.accounts.front().name = "</script><b>A & B</b>";
    experiment.accounts.front().revenue *= 1000.0;
    experiment.accounts.front().wallet *= 1000.0;
    const auto report = report_of(result_of(experiment));
    EXPECT_THAT(figure_of(report, "6.1").variants.front().takeaway[1].text, HasSubstr("</script><b>A & B</b>"));
}

} // namespace
} // namespace kamsim
