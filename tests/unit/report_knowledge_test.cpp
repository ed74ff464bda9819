// Sections on what the answer rests on: the rules by which their sentences are chosen, at their edges.

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"
#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::HandMadeDesign;
using testing::HasSubstr;

/// A result that was never simulated, with what a report needs beside it.
class Told {
public:
    explicit Told(const std::vector<HandMadeDesign>& designs)
    {
        auto made = hand_made(designs);
        stored_.scenario.experiment = std::move(made.experiment);
        stored_.outcome = std::move(made.outcome);
        stored_.program_version = "1.2.3";
        stored_.program_revision = "abc";
        origin.file = "run.h5";
    }

    Experiment& experiment() { return stored_.scenario.experiment; }
    StoredResult& stored() { return stored_; }

    /// The section, after a look for faults in it.
    Section section(Section (*of)(const ReportSource&))
    {
        TableSource tables(stored_);
        tables.comparison.worlds = worlds;
        const ReportSource source{tables, studies, origin, NumberStyle(), {}, {}};
        Report report;
        for (const auto& alternative : tables.comparison.alternatives) {
            report.designs.push_back(alternative.name);
        }
        Choice account{"account", "Account", {}, 0};
        for (const int index : sections::mapped_accounts(experiment())) {
            account.options.push_back(experiment().accounts[static_cast<std::size_t>(index)].id);
        }
        report.choices = {account};
        report.sections = {of(source)};
        EXPECT_THAT(faults_of(report), testing::IsEmpty());
        return report.sections.front();
    }

    ReportStudies studies;
    ReportOrigin origin;
    std::int64_t worlds = 1; ///< that the comparison tells of

private:
    StoredResult stored_;
};

const std::vector<HandMadeDesign>& two_designs()
{
    static const std::vector<HandMadeDesign> designs{{"none", {0.0, 10.0, 20.0, 30.0}},
                                                     {"matrix", {50.0, 40.0, 90.0, 60.0}}};
    return designs;
}

void collect(const std::vector<Sentence>& sentences, const std::string& id, std::string& text)
{
    for (const auto& one : sentences) {
        if (one.id == id) {
            text += one.text + "\n";
        }
    }
}

/// All sentences of a template in a section.
std::string sentence(const Section& section, const std::string& id)
{
    std::string text;
    for (const auto& block : section.blocks) {
        if (const auto* words = std::get_if<TextBlock>(&block)) {
            collect(words->sentences, id, text);
        } else if (const auto* figure = std::get_if<Figure>(&block)) {
            for (const auto& variant : figure->variants) {
                collect(variant.takeaway, id, text);
                collect(variant.notes, id, text);
            }
        }
    }
    return text;
}

const Figure* figure(const Section& section, const std::string& number)
{
    for (const auto& block : section.blocks) {
        const auto* found = std::get_if<Figure>(&block);
        if (found != nullptr && found->number == number) {
            return found;
        }
    }
    return nullptr;
}

// 11 Decision process ----------------------------------------------------------------------------------------------

Stakeholder person(const char* name, double power, double attitude, double access)
{
    Stakeholder stakeholder;
    stakeholder.person = name;
    stakeholder.role = "buyer";
    stakeholder.power = power;
    stakeholder.attitude = attitude;
    stakeholder.access = access;
    return stakeholder;
}

Told with_a_map()
{
    Told told(two_designs());
    told.experiment().accounts[1].stakeholders = {person("P", 3.0, -0.5, 0.5), person("W", 1.0, 0.0, 1.0)};
    return told;
}

TEST(DecisionProcess, SaysWhatBringsAMapWhereThereIsNone)
{
    Told told(two_designs());
    EXPECT_THAT(sentence(told.section(sections::decision_process), "decision.no_maps"), HasSubstr("stakeholders"));
}

TEST(DecisionProcess, NamesTheFirstPersonAndWhatChanges)
{
    auto told = with_a_map();
    const auto section = told.section(sections::decision_process);
    EXPECT_EQ(sentence(section, "decision.first"),
              "At Account B win P (buyer) first: support rises from -0.38 to 0.75 on a scale from -1 to 1, and the "
              "person can be reached to 50 %.\n");
    EXPECT_THAT(sentence(section, "decision.renewal"), HasSubstr("rises from"));
    EXPECT_THAT(sentence(section, "decision.influence"), HasSubstr("no lines of influence"));
    EXPECT_THAT(sentence(section, "decision.no_study"), HasSubstr("--quick"));
    EXPECT_EQ(figure(section, "11.4"), nullptr);
    EXPECT_EQ(figure(section, "11.2")->variants.size(), 1U);
}

TEST(DecisionProcess, SaysWhereNobodyIsLeft)
{
    auto told = with_a_map();
    for (auto& one : told.experiment().accounts[1].stakeholders) {
        one.attitude = 1.0;
    }
    EXPECT_THAT(sentence(told.section(sections::decision_process), "decision.nobody_to_win"), HasSubstr("Everybody"));
    auto closed = with_a_map();
    for (auto& one : closed.experiment().accounts[1].stakeholders) {
        one.access = 0.0;
    }
    const auto section = closed.section(sections::decision_process);
    EXPECT_THAT(sentence(section, "decision.nobody_to_win"), HasSubstr("Nobody is left"));
    EXPECT_THAT(sentence(section, "decision.gains"), HasSubstr("Nobody's winning"));
}

TEST(DecisionProcess, TellsATieAndALonelyPerson)
{
    auto tie = with_a_map();
    tie.experiment().accounts[1].stakeholders = {person("P", 1.0, 0.0, 0.5), person("Q", 1.0, 0.0, 0.5)};
    EXPECT_THAT(sentence(tie.section(sections::decision_process), "decision.gains"), HasSubstr("the same"));
    auto lonely = with_a_map();
    lonely.experiment().accounts[1].stakeholders.resize(1);
    EXPECT_THAT(sentence(lonely.section(sections::decision_process), "decision.gains"), HasSubstr("the only one"));
}

TEST(DecisionProcess, HasNoRenewalForAProspect)
{
    auto told = with_a_map();
    told.experiment().accounts[1].status = AccountStatus::prospect;
    EXPECT_EQ(sentence(told.section(sections::decision_process), "decision.renewal"), "");
}

TEST(DecisionProcess, SaysWhetherTheFirstPersonDependsOnTheWeights)
{
    auto told = with_a_map();
    auto& people = told.experiment().accounts[1].stakeholders;
    people[0].attitude = 0.0;
    people[0].influenced_by = {{"W", 4.0}};
    EXPECT_THAT(sentence(told.section(sections::decision_process), "decision.influence"),
                HasSubstr("times the weights"));
}

/// A value with an interval around it.
ValuesOfWinning winning(double mean, double low, double high)
{
    ValueOfWinning value;
    value.change = {1, 0, 1.0};
    value.mean = mean;
    value.interval = {low, high, 0.95, IntervalKind::student_t};
    return {1, 384, 1, {value}};
}

std::string value_told(double mean, double low, double high)
{
    auto told = with_a_map();
    told.studies.knowledge.winning = winning(mean, low, high);
    return sentence(told.section(sections::decision_process), "decision.value");
}

TEST(DecisionProcess, TellsTheValueOfWinningByItsInterval)
{
    EXPECT_EQ(value_told(120.0, 80.0, 160.0),
              "Under matrix, winning P is worth EUR 120 k (95 % interval EUR 80 to 160 k, Student t) over 7 years.\n");
    EXPECT_THAT(value_told(20.0, -10.0, 50.0), HasSubstr("do not tell apart from nothing"));
    EXPECT_THAT(value_told(-20.0, -30.0, -10.0), HasSubstr("costs EUR 20 k"));
    EXPECT_THAT(value_told(0.0, 0.0, 0.0), HasSubstr("worth nothing"));
    EXPECT_THAT(value_told(5.0, std::nan(""), std::nan("")), HasSubstr("too few futures"));
}

TEST(DecisionProcess, SaysWhereNobodyOfAnAccountWasSimulated)
{
    auto told = with_a_map();
    told.studies.knowledge.winning = winning(1.0, 0.5, 1.5);
    told.studies.knowledge.winning->people.front().change.account = 0;
    EXPECT_THAT(sentence(told.section(sections::decision_process), "decision.no_value"), HasSubstr("Account B"));
}

TEST(DecisionProcess, TakesTheLargestAccountsWhereThereAreMany)
{
    Experiment experiment = hand_made(two_designs()).experiment;
    const auto pattern = experiment.accounts.front();
    experiment.accounts.clear();
    for (int k = 0; k < 50; ++k) {
        auto account = pattern;
        account.revenue = k;
        account.stakeholders = {person("P", 1.0, 0.0, 0.5)};
        experiment.accounts.push_back(account);
    }
    const auto accounts = sections::mapped_accounts(experiment);
    ASSERT_EQ(accounts.size(), sections::most_mapped_accounts);
    EXPECT_EQ(accounts.front(), 10);
    EXPECT_EQ(accounts.back(), 49);
}

// 18 Sensitivity and break-even ------------------------------------------------------------------------------------

InputSwing swing(const char* input, double low, double high)
{
    TornadoBar bar;
    bar.low_value = -2.6;
    bar.high_value = -1.8;
    bar.low = low;
    bar.high = high;
    bar.swing = high - low;
    bar.interval = {bar.swing - 1.0, bar.swing + 1.0, 0.95, IntervalKind::student_t};
    return {input, bar};
}

AnswerSensitivity sensitivity(double given, std::vector<InputSwing> inputs)
{
    AnswerSensitivity found;
    found.output = {1, 0};
    found.given = given;
    found.screened = inputs;
    found.of_evidence = inputs;
    found.inputs = std::move(inputs);
    found.futures = 256;
    found.screening_futures = 64;
    return found;
}

TEST(SensitivitySection, SaysThatItWasNotSimulated)
{
    Told told(two_designs());
    const auto section = told.section(sections::sensitivity_and_break_even);
    EXPECT_THAT(sentence(section, "sensitivity.no_study"), HasSubstr("--quick"));
    EXPECT_THAT(sentence(section, "break_even.no_study"), HasSubstr("--quick"));
    told.worlds = 2;
    EXPECT_THAT(sentence(told.section(sections::sensitivity_and_break_even), "break_even.no_study"),
                HasSubstr("2 worlds"));
}

TEST(SensitivitySection, NamesTheStrongestInputAndWhatTurnsTheAnswer)
{
    Told told(two_designs());
    told.studies.knowledge.sensitivity = sensitivity(
        45.0, {swing("retention.leaving_base", -20.0, 90.0), swing("expansion.opportunity_rate", 30.0, 60.0)});
    const auto section = told.section(sections::sensitivity_and_break_even);
    EXPECT_EQ(
        sentence(section, "sensitivity.strongest"),
        "leaving base (retention) moves the lead of matrix over none most: EUR -20 k at -2.6, EUR 90 k at -1.8, EUR "
        "45 k as given.\n");
    EXPECT_EQ(sentence(section, "sensitivity.turning"),
              "Moved alone to an end of its range, leaving base (retention) puts none ahead.\n");
    EXPECT_EQ(figure(section, "18.1")->slide, OnSlide::yes);
}

TEST(SensitivitySection, SaysWhereNothingTurnsOrMovesOrTheLeadIsReversed)
{
    Told told(two_designs());
    told.studies.knowledge.sensitivity = sensitivity(45.0, {swing("retention.leaving_base", 20.0, 90.0)});
    EXPECT_THAT(sentence(told.section(sections::sensitivity_and_break_even), "sensitivity.none_turns"),
                HasSubstr("None"));
    told.studies.knowledge.sensitivity = sensitivity(45.0, {swing("retention.leaving_base", 45.0, 45.0)});
    EXPECT_THAT(sentence(told.section(sections::sensitivity_and_break_even), "sensitivity.nothing_moves"),
                HasSubstr("No input"));
    told.studies.knowledge.sensitivity = sensitivity(-5.0, {swing("retention.leaving_base", -20.0, 90.0)});
    EXPECT_THAT(sentence(told.section(sections::sensitivity_and_break_even), "sensitivity.reversed"),
                HasSubstr("none leads here"));
}

TEST(SensitivitySection, TellsTheValueOfTheOnlyDesign)
{
    Told told({{"matrix", {1.0, 2.0, 3.0}}});
    told.studies.knowledge.sensitivity = sensitivity(2.0, {swing("retention.leaving_base", -20.0, 90.0)});
    told.studies.knowledge.sensitivity->output = {0, std::nullopt};
    const auto section = told.section(sections::sensitivity_and_break_even);
    EXPECT_THAT(sentence(section, "sensitivity.strongest"), HasSubstr("the value of matrix"));
    EXPECT_EQ(sentence(section, "sensitivity.turning") + sentence(section, "sensitivity.none_turns"), "");
    EXPECT_THAT(sentence(section, "break_even.one_design"), HasSubstr("one design"));
}

/// A certificate that rests on one input, crossed or not.
Certificate certificate(const std::vector<Crossing>& crossings, double worth, double worth_low)
{
    Certificate found;
    found.recommended = 1;
    found.basis = KnowledgeBasis::evidence;
    found.worlds = 512;
    found.futures_per_world = 8;
    found.shared_inputs = 1;
    found.candidates = 90;
    found.shares_of_worlds_best = {0.25, 0.75};
    found.best_over_worlds = 1;
    const InformationValue value{worth, 1.0, {worth_low, worth + 2.0, 0.95, IntervalKind::posterior_over_worlds}, 0.4};
    OpportunityLoss loss;
    loss.mean = worth;
    loss.interval = {0.0, 9.0, 0.95, IntervalKind::bca_over_worlds};
    found.information.losses.alternatives = {loss, loss};
    found.information.losses.perfect_information = loss;
    found.information.inputs = {{{"retention.leaving_base", {0}}, value}};
    InputBreakEven searched;
    searched.from = -2.8;
    searched.to = -1.6;
    searched.given = -2.2;
    searched.crossings = crossings;
    found.break_evens.leader = 1;
    found.break_evens.futures = 256;
    found.break_evens.inputs = {searched};
    CarryingAssumption assumption;
    assumption.input = "retention.leaving_base";
    assumption.worth = value;
    found.assumptions = {assumption};
    return found;
}

TEST(BreakEvenSection, TellsACrossingAndWhatIsSeenThere)
{
    Told told(two_designs());
    Crossing crossing;
    crossing.value = -1.9;
    crossing.low = -2.0;
    crossing.high = std::nan("");
    crossing.takes_over = 0;
    crossing.leads_below = true;
    crossing.observed = 1;
    crossing.observables = {{Observable::key_loss, 0.071, 0.059, 0.4}};
    told.studies.answer.certificate = certificate({crossing}, 5.0, 1.0);
    const auto section = told.section(sections::sensitivity_and_break_even);
    EXPECT_EQ(
        sentence(section, "break_even.crossing"),
        "matrix leads while leaving base (retention) stays under -1.9 (given -2.2); then none leads. Not settled from "
        "-2 to the high end. To be seen: yearly loss of key accounts under matrix stays under 7.1 % (as given 5.9 "
        "%).\n");
    EXPECT_EQ(sentence(section, "break_even.steadfast"), "");
}

TEST(BreakEvenSection, SaysWhereNothingCrossesAndWhereTheLeadIsReversed)
{
    Told told(two_designs());
    told.studies.answer.certificate = certificate({}, 5.0, 1.0);
    EXPECT_EQ(sentence(told.section(sections::sensitivity_and_break_even), "break_even.steadfast"),
              "Alone, nowhere between its 5 and 95 % quantile: leaving base (retention).\n");
    told.studies.answer.certificate->break_evens.leader = 0;
    EXPECT_THAT(sentence(told.section(sections::sensitivity_and_break_even), "break_even.reversed"),
                HasSubstr("none leads, not matrix"));
    told.studies.answer.certificate->assumptions.clear();
    EXPECT_THAT(sentence(told.section(sections::sensitivity_and_break_even), "break_even.nothing"),
                HasSubstr("No input"));
}

// 19 Win map -------------------------------------------------------------------------------------------------------

/// Worlds in which these designs win, by one input.
WinStudy wins_of(std::vector<int> winners)
{
    WinStudy study;
    study.worlds = static_cast<std::int64_t>(winners.size());
    study.futures_per_world = 8;
    UncertainInput input;
    input.name = "retention.leaving_base";
    input.distribution = UniformDistribution{-2.6, -1.8};
    for (std::size_t entry = 0; entry < model_catalogue().size(); ++entry) {
        if (model_catalogue()[entry].path == input.name) {
            input.entry = entry;
        }
    }
    study.uncertainty.inputs = {input};
    study.map.winners = std::move(winners);
    study.map.tree = {{{{}, 1}, {}}};
    study.robustness.alternatives.resize(2);
    study.robustness.least_largest_regret = 1;
    return study;
}

TEST(WinMapSection, SaysWhoWinsHowOften)
{
    Told told(two_designs());
    told.studies.knowledge.wins = wins_of({1, 1, 1, 0});
    EXPECT_EQ(sentence(told.section(sections::win_map), "win_map.winners"),
              "matrix wins in 75 % of 4 worlds, none in 25 %.\n");
    told.studies.knowledge.wins = wins_of({1, 1, 0, 0});
    EXPECT_THAT(sentence(told.section(sections::win_map), "win_map.winners"), HasSubstr("two share the lead"));
    told.studies.knowledge.wins = wins_of({1, 0, 0, 0});
    EXPECT_THAT(sentence(told.section(sections::win_map), "win_map.winners"), HasSubstr("is not the one"));
    told.studies.knowledge.wins = wins_of({1, 1, 1, 1});
    EXPECT_EQ(sentence(told.section(sections::win_map), "win_map.one_winner"), "matrix wins in all of 4 worlds.\n");
}

TEST(WinMapSection, TellsBoxesThatHoldAndThoseThatDoNot)
{
    Told told(two_designs());
    auto study = wins_of({1, 1, 1, 0});
    WinBox box;
    box.alternative = 0;
    box.wins = 1;
    box.box.limits = {{0, BoxLimit::Side::least, -2.0}};
    box.held_out = {10, 8, 0.9, 0.8, 0.25, 0.01};
    box.chance = 0.01;
    study.map.boxes = {box};
    told.studies.knowledge.wins = study;
    EXPECT_EQ(
        sentence(told.section(sections::win_map), "win_map.box"),
        "none wins in 80 % of the worlds with leaving base (retention) at least -2 (in 25 % of all). That covers 90 % "
        "of its wins.\n");
    told.studies.knowledge.wins->map.boxes.front().chance = 0.5;
    EXPECT_THAT(sentence(told.section(sections::win_map), "win_map.no_box"), HasSubstr("confirms none"));
}

TEST(WinMapSection, SaysWhyThereIsNoMap)
{
    Told told(two_designs());
    EXPECT_THAT(sentence(told.section(sections::win_map), "win_map.no_study"), HasSubstr("--quick"));
    told.worlds = 2;
    EXPECT_THAT(sentence(told.section(sections::win_map), "win_map.few_worlds"), HasSubstr("takes 32"));
    Told lonely({{"matrix", {1.0, 2.0}}});
    EXPECT_THAT(sentence(lonely.section(sections::win_map), "win_map.one_design"), HasSubstr("no winner"));
}

// 20 Value of information ------------------------------------------------------------------------------------------

TEST(InformationSection, SaysWhatToResearchFirst)
{
    Told told(two_designs());
    told.studies.answer.certificate = certificate({}, 500.0, 400.0);
    const auto section = told.section(sections::value_of_knowledge);
    EXPECT_THAT(sentence(section, "information.perfect"), HasSubstr("EUR 500 k at most"));
    EXPECT_THAT(sentence(section, "information.first"), HasSubstr("Research leaving base (retention) first"));
}

TEST(InformationSection, SaysWhereNothingIsWorthKnowing)
{
    Told told(two_designs());
    told.studies.answer.certificate = certificate({}, 0.0, 0.0);
    const auto section = told.section(sections::value_of_knowledge);
    EXPECT_THAT(sentence(section, "information.nothing"), HasSubstr("worth nothing"));
    EXPECT_THAT(sentence(section, "information.no_single_input"), HasSubstr("No single input"));
    told.studies.answer.certificate = certificate({}, 5.0, 0.0);
    EXPECT_THAT(sentence(told.section(sections::value_of_knowledge), "information.unsure_input"),
                HasSubstr("not told apart"));
    told.studies.answer.certificate->information.inputs.clear();
    EXPECT_THAT(sentence(told.section(sections::value_of_knowledge), "information.own_draws"),
                HasSubstr("each account"));
    Told lonely({{"matrix", {1.0, 2.0}}});
    EXPECT_THAT(sentence(lonely.section(sections::value_of_knowledge), "information.one_design"),
                HasSubstr("nothing to choose"));
}

// 21 Assumptions ---------------------------------------------------------------------------------------------------

TEST(AssumptionsSection, RanksByInfluenceWhereItIsKnown)
{
    Told told(two_designs());
    auto section = told.section(sections::assumptions);
    EXPECT_THAT(sentence(section, "assumptions.not_ranked"), HasSubstr("simulated anew"));
    EXPECT_EQ(figure(section, "21.1")->variants.front().tables.front().columns.size(), 7U);
    EXPECT_THAT(sentence(section, "assumptions.changed"), HasSubstr("defaults"));
    told.studies.knowledge.sensitivity = sensitivity(45.0, {swing("retention.save", -20.0, 90.0)});
    section = told.section(sections::assumptions);
    EXPECT_THAT(sentence(section, "assumptions.most_influential"),
                HasSubstr("save (retention): over its range it moves by EUR 110 k"));
    const auto& table = figure(section, "21.1")->variants.front().tables.front();
    EXPECT_EQ(std::get<std::string>(table.rows.front().front()), "save (retention)");
    EXPECT_EQ(table.rows.size(), 40U);
    EXPECT_EQ(table.columns.size(), 9U);
    told.experiment().uncertainty = wins_of({1}).uncertainty;
    EXPECT_THAT(sentence(told.section(sections::assumptions), "assumptions.most_influential"),
                HasSubstr("does not hold it for uncertain"));
}

TEST(AssumptionsSection, CountsWhatTheScenarioChanged)
{
    Told told(two_designs());
    told.experiment().parameters.retention.save = 99.0;
    told.stored().scenario.assumptions = {"fit: .5 for all accounts"};
    const auto section = told.section(sections::assumptions);
    EXPECT_THAT(sentence(section, "assumptions.changed"),
                HasSubstr("1 is not at the catalogue's default. 1 lies outside"));
    EXPECT_EQ(sentence(section, "assumptions.default_column"), "fit: .5 for all accounts\n");
    EXPECT_EQ(std::get<std::string>(figure(section, "21.1")->variants.front().tables.front().rows.front().front()),
              "save (retention)");
}

TEST(AssumptionsSection, DoesNotCompareMoneyOfOtherCurrencies)
{
    Told told(two_designs());
    told.experiment().currency = "kUSD";
    told.experiment().parameters.managers.replacement_cost = 1.0;
    EXPECT_THAT(sentence(told.section(sections::assumptions), "assumptions.changed"), HasSubstr("All of"));
}

TEST(AssumptionsSection, ListsWhatTheScenarioHoldsForUncertain)
{
    Told told(two_designs());
    told.experiment().uncertainty = wins_of({1}).uncertainty;
    EXPECT_THAT(sentence(told.section(sections::assumptions), "assumptions.uncertain"), HasSubstr("1 input"));
}

// 22, 23 -----------------------------------------------------------------------------------------------------------

TEST(MethodSection, HasTheChecklistAndWhereSourcesDisagree)
{
    Told told(two_designs());
    const auto section = told.section(sections::method_and_limits);
    EXPECT_EQ(figure(section, "22.1")->variants.front().tables.front().rows.size(), 7U);
    EXPECT_GE(figure(section, "22.2")->variants.front().tables.front().rows.size(), 14U);
}

TEST(ProvenanceSection, FollowsTheLeadToItsLastMean)
{
    Told told(two_designs());
    const auto section = told.section(sections::validation_and_provenance);
    const auto& rows = figure(section, "23.1")->variants.front().tables.front().rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(std::get<double>(rows[0][1]), 50.0);
    EXPECT_EQ(std::get<double>(rows[1][1]), 40.0);
    EXPECT_EQ(std::get<double>(rows[3][1]), 45.0);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(rows[0][2])) << "one future has no interval";
    EXPECT_THAT(sentence(section, "provenance.convergence"), HasSubstr("the lead of matrix over none"));
    EXPECT_EQ(figure(section, "23.2")->variants.front().tables.front().rows.size(), 2U);
}

TEST(ProvenanceSection, ThinsLongRuns)
{
    Told told({{"none", test::normal_scores(1000, 5.0, 2.0, 7)}, {"matrix", test::normal_scores(1000, 6.0, 2.0, 11)}});
    const auto section = told.section(sections::validation_and_provenance);
    const auto& rows = figure(section, "23.1")->variants.front().tables.front().rows;
    EXPECT_EQ(rows.size(), 60U);
    EXPECT_EQ(std::get<double>(rows.back()[0]), 1000.0);
    EXPECT_NEAR(std::get<double>(rows.back()[1]), 1.0, 1e-9);
    EXPECT_EQ(figure(section, "23.2")->variants.front().tables.front().rows.size(), 10U);
}

TEST(ProvenanceSection, TellsOneFutureAndOneWithoutSpread)
{
    Told one({{"none", {1.0}}, {"matrix", {3.0}}});
    EXPECT_THAT(sentence(one.section(sections::validation_and_provenance), "provenance.one_unit"),
                HasSubstr("a single future"));
    Told still({{"none", {1.0, 2.0, 3.0}}, {"matrix", {3.0, 4.0, 5.0}}});
    EXPECT_THAT(sentence(still.section(sections::validation_and_provenance), "provenance.no_spread"),
                HasSubstr("the same in every future"));
    Told lonely({{"matrix", {1.0, 4.0}}});
    EXPECT_THAT(sentence(lonely.section(sections::validation_and_provenance), "provenance.convergence"),
                HasSubstr("the value of matrix"));
}

TEST(ProvenanceSection, NamesInputsOverridesAndCommands)
{
    Told told(two_designs());
    told.experiment().title = "A & B {100 %}";
    told.stored().scenario.inputs = {{"a.toml", "00ff"}};
    told.stored().scenario.overrides = {"seed=7"};
    told.stored().checks = {"lines sum"};
    told.origin.commands = {"kamsim run a.toml"};
    const auto section = told.section(sections::validation_and_provenance);
    EXPECT_EQ(sentence(section, "provenance.command"), "kamsim run a.toml\n");
    EXPECT_EQ(sentence(section, "provenance.check"), "lines sum\n");
    EXPECT_THAT(sentence(section, "provenance.origin"), HasSubstr("1 input file with 1 override"));
    EXPECT_THAT(sentence(section, "provenance.bibtex"), HasSubstr("A \\& B \\{100 \\%\\}"));
}

// Words ------------------------------------------------------------------------------------------------------------

TEST(KnowledgeWords, LabelInputsByTheirPaths)
{
    EXPECT_EQ(sections::label_of_input("retention.leaving_base"), "leaving base (retention)");
    EXPECT_EQ(sections::label_of_input("structures.my matrix.setup"), "setup (my matrix)");
    EXPECT_EQ(sections::label_of_input("discount_rate"), "discount rate");
    EXPECT_EQ(sections::label_of_input("accounts.gross_margin (segment U.S.)"),
              "gross margin (accounts, segment U.S.)");
}

TEST(KnowledgeWords, TellFactorsAndAddendsAsSuch)
{
    sections::InputWords words;
    words.unit = Unit::years;
    const NumberStyle style;
    EXPECT_EQ(sections::value_text(words, 2.0, style), "2 years");
    EXPECT_EQ(sections::value_text(words, std::nan(""), style), "as given");
    words.application = UncertainApplication::factor;
    EXPECT_EQ(sections::value_text(words, 1.25, style), "1.25 times what is given");
    words.application = UncertainApplication::addend;
    EXPECT_EQ(sections::value_text(words, 0.5, style), "+0.5 years on what is given");
}

TEST(KnowledgeWords, ListAndCount)
{
    EXPECT_EQ(sections::listed({}), "");
    EXPECT_EQ(sections::listed({"a"}), "a");
    EXPECT_EQ(sections::listed({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(sections::counted(1.0, "future", NumberStyle()), "1 future");
    EXPECT_EQ(sections::counted(2048.0, "future", NumberStyle()), "2,048 futures");
}

} // namespace
} // namespace kamsim
