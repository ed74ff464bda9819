// A rate at 0 switches its mechanism off exactly. Two proofs: what the mechanism leaves behind is exactly 0 in every
// replication; and what would only matter through the mechanism (the size of its effect) changes no bit of the outcome,
// although it does where the rate stands at its default.

#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/measures.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/ledger_table.hpp"
#include "support/outcome_identity.hpp"
#include "support/parameter_changes.hpp"

namespace kamsim {
namespace {

struct Mechanism {
    const char* name;
    std::vector<const char*> off; ///< what is 0 where the mechanism is off
    std::vector<Change> effects;  ///< what cannot matter then, each at a value that is not its default
};

const std::vector<Mechanism>& mechanisms()
{
    static const std::vector<Mechanism> all{
        {"service failures",
         {"development.failure_rate"},
         {{"development.failure_satisfaction", 0.5},
          {"development.failure_relationship", 0.5},
          {"development.failure_recovery", 0.1}}},
        {"champion exit",
         {"development.champion_exit"},
         {{"development.champion_loss", 0.9}, {"structures.contact", 0.1}}},
        {"champion loss",
         {"development.champion_loss"},
         {{"development.champion_exit", 2.0}, {"structures.contact", 0.1}}},
        {"account plan",
         {"development.plan_rate"},
         {{"development.plan_decay", 3.0},
          {"development.relationship_plan", 0.5},
          {"expansion.opportunity_plan", 2.0},
          {"development.edge_gain", 2.0}}},
        {"edge",
         {"development.edge_gain", "development.expectation_rise"},
         {{"development.edge_limit", 0.01}, {"development.edge_fade", 3.0}}},
        {"cell loss",
         {"expansion.cell_loss_rate"},
         {{"expansion.cell_loss_satisfaction", 0.1}, {"expansion.cell_loss_relationship", 0.1}}},
        {"opportunities",
         {"expansion.opportunity_rate"},
         {{"expansion.opportunity_base", 5.0},
          {"expansion.opportunity_money", 5.0},
          {"expansion.innovator_boost", 5.0},
          {"expansion.close_base", 2.0},
          {"expansion.onboarding_rate", 9.0},
          {"ledger.commission_low", 0.9},
          {"structures.latency_local", 0.2}}},
        {"poaching", {"retention.poaching_rate"}, {{"retention.poaching_relationship", 0.5}}},
        {"observation noise", {"retention.observation_sd"}, {{"retention.observation_maturity", 0.1}}},
        {"pursuit",
         {"acquisition.pursuit_rate"},
         {{"acquisition.win_back", 0.9},
          {"acquisition.initial_relationship", 0.9},
          {"acquisition.initial_satisfaction", 0.9}}},
        {"reference",
         {"acquisition.win_reference"},
         {{"acquisition.initial_reference", 0.9}, {"acquisition.reference_rate", 3.0}}},
        {"manager exit",
         {"structures.manager_exit"},
         {{"structures.exit_loss", 0.9}, {"managers.replacement_cost", 900.0}}},
        {"skill", {"managers.skill_sd", "managers.best_seller_skill"}, {{"expansion.close_skill", 3.0}}},
        {"market", {"market.volatility"}, {{"market.reversion", 3.0}, {"retention.market", 30.0}}},
        {"rebuilding",
         {"structures.rebuild_rate"},
         {{"structures.rebuild_cost", 9.0}, {"structures.rebuild_retained", 0.9}, {"programme.abandon", 0.9}}},
        {"investment",
         {"structures.investment_share"},
         {{"effort.money_scale", 0.1}, {"development.relationship_money", 0.9}, {"expansion.opportunity_money", 5.0}}},
        {"rescue", {"structures.rescue_share"}, {{"retention.save", 5.0}, {"retention.rescue_cost", 0.2}}},
        {"stranding", {"structures.strand"}, {{"ledger.stranded_decay", 0.1}}},
        {"concentration", {"ledger.concentration_discount"}, {{"ledger.concentration_threshold", 0.01}}},
        {"levers' cost",
         {"structures.lever_scale"},
         {{"programme.cost_champion", 900.0}, {"programme.cost_review", 900.0}}},
        {"teams", {"structures.team_fte"}, {{"structures.fte_cost", 900.0}, {"effort.team_face_share", 0.9}}},
        {"commission",
         {"ledger.commission_low", "ledger.commission_middle", "ledger.commission_high"},
         {{"ledger.commission_tier_1", 1.0}, {"ledger.commission_tier_2", 300.0}}},
    };
    return all;
}

/// No effect of a mechanism that is off changes a bit.
void expect_no_effect(const std::vector<Mechanism>& switched_off)
{
    for (const Mechanism& mechanism : switched_off) {
        SCOPED_TRACE(mechanism.name);
        const Experiment off = without(mechanism.off);
        const Outcome expected = simulate(off);
        for (const Change& effect : mechanism.effects) {
            EXPECT_EQ(first_difference(simulate(with(off, {effect})), expected), "") << effect.first;
        }
    }
}

TEST(SwitchedOff, TheSizeOfTheEffectDoesNotMatter)
{
    expect_no_effect(mechanisms());
}

TEST(SwitchedOff, WhereTheRateIsNotZeroTheEffectsMatter)
{
    const Outcome expected = simulate(eventful_experiment());
    for (const Mechanism& mechanism : mechanisms()) {
        SCOPED_TRACE(mechanism.name);
        for (const Change& effect : mechanism.effects) {
            EXPECT_NE(first_difference(simulate(with(eventful_experiment(), {effect})), expected), "") << effect.first;
        }
    }
}

/// Whether a measure is exactly 0 in every replication and period of every alternative; undefined counts as absent.
bool is_zero(const Outcome& outcome, Measure measure)
{
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int period = 0; period < outcome.periods; ++period) {
            const Moments& moments = outcome.measures[outcome.measure_index(alternative, measure, period)].moments;
            if (moments.count > 0.0 && (moments.mean != 0.0 || moments.sum_squared_deviations != 0.0)) {
                return false;
            }
        }
    }
    return true;
}

double losses(const Outcome& outcome, LossReason reason)
{
    double sum = 0.0;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int account = 0; account < outcome.accounts; ++account) {
            sum += outcome.account_losses[outcome.loss_index(alternative, account, reason)];
        }
    }
    return sum;
}

struct Trace {
    std::vector<const char*> off;
    std::vector<Measure> measures;
    std::vector<LedgerLine> lines;
    std::vector<LossReason> reasons;
};

const std::vector<Trace>& traces()
{
    static const std::vector<Trace> all{
        {{"development.plan_rate"}, {Measure::plan_completeness, Measure::plan_questions_answered}, {}, {}},
        {{"expansion.opportunity_rate"},
         {Measure::opportunities, Measure::key_opportunities, Measure::cells_onboarding},
         {LedgerLine::commission},
         {}},
        {{"expansion.onboarding_rate", "expansion.cell_loss_rate"},
         {Measure::tier_upgrades},
         {LedgerLine::expansion},
         {}},
        {{"retention.poaching_rate"}, {}, {}, {LossReason::poaching}},
        {{"retention.satisfaction", "retention.high_satisfaction"}, {}, {}, {LossReason::satisfaction}},
        {{"retention.relationship"}, {}, {}, {LossReason::relationship}},
        {{"retention.competition"}, {}, {}, {LossReason::competition}},
        {{"retention.market"}, {}, {}, {LossReason::market}},
        {{"market.volatility"}, {}, {}, {LossReason::market}},
        {{"retention.first_contract"}, {}, {}, {LossReason::first_year}},
        {{"retention.tender"}, {}, {}, {LossReason::tender}},
        {{"acquisition.pursuit_rate"}, {Measure::accounts_won}, {LedgerLine::acquisition}, {}},
        {{"structures.manager_exit"}, {Measure::manager_exits}, {}, {}},
        {{"structures.rebuild_rate"}, {Measure::rebuilt, Measure::abandoned}, {}, {}},
        {{"programme.abandon"}, {Measure::abandoned}, {}, {}},
        {{"structures.maturity_ceiling"}, {Measure::maturity}, {}, {}},
        {{"structures.setup", "ledger.severance"}, {}, {LedgerLine::transition}, {}},
        {{"structures.fixed_cost", "structures.lever_scale"}, {}, {LedgerLine::fixed}, {}},
        {{"structures.manager_cost", "structures.fte_cost", "managers.replacement_cost", "managers.star_loss"},
         {},
         {LedgerLine::people},
         {}},
        {{"structures.investment_share"}, {}, {LedgerLine::investment}, {}},
        {{"structures.rescue_share"}, {}, {LedgerLine::rescue}, {}},
        {{"structures.strand"}, {}, {LedgerLine::stranded}, {}},
        {{"structures.cost_to_serve_change", "structures.cost_to_serve_rise"}, {}, {LedgerLine::cost_to_serve}, {}},
        {{"structures.concession", "structures.recovery", "ledger.revenue_pay_discount",
          "ledger.concentration_discount"},
         {},
         {LedgerLine::concession},
         {}},
        {{"ledger.commission_low", "ledger.commission_middle", "ledger.commission_high"},
         {},
         {LedgerLine::commission},
         {}},
    };
    return all;
}

TEST(SwitchedOff, LeavesNoTrace)
{
    const auto [ordinary, ordinary_ledger] = simulate_with_ledger(eventful_experiment());
    for (const Trace& trace : traces()) {
        SCOPED_TRACE(trace.off.front());
        const auto [outcome, ledger] = simulate_with_ledger(without(trace.off));
        for (const Measure measure : trace.measures) {
            EXPECT_TRUE(is_zero(outcome, measure)) << measure_catalogue().at(static_cast<std::size_t>(measure)).name;
            EXPECT_FALSE(is_zero(ordinary, measure));
        }
        for (const LossReason reason : trace.reasons) {
            EXPECT_EQ(losses(outcome, reason), 0.0) << name(reason);
            EXPECT_GT(losses(ordinary, reason), 0.0) << name(reason);
        }
        for (const LedgerLine line : trace.lines) {
            bool some = false;
            for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
                EXPECT_TRUE(ledger.is_zero(alternative, line)) << ledger_lines.at(static_cast<std::size_t>(line)).name;
                some = some || !ordinary_ledger.is_zero(alternative, line);
            }
            EXPECT_TRUE(some);
        }
    }
}

TEST(SwitchedOff, ARescuePolicyOfNoneIsARescueBudgetOfNothing)
{
    const auto rescued = [](RescuePolicy policy, double budget) {
        Experiment experiment = eventful_experiment();
        for (Alternative& alternative : experiment.alternatives) {
            alternative.rescue = policy;
            alternative.rescue_budget = budget;
        }
        return simulate(experiment);
    };
    const Outcome none = rescued(RescuePolicy::none, 500.0);
    for (const RescuePolicy policy : {RescuePolicy::reactive, RescuePolicy::value_at_risk, RescuePolicy::proactive}) {
        EXPECT_EQ(first_difference(rescued(policy, 0.0), none), "");
        EXPECT_NE(first_difference(rescued(policy, 500.0), none), "");
    }
}

/// What an attribute of accounts can change where the parameter that reads it is 0.
void expect_attribute_to_matter_through(const std::vector<const char*>& parameters,
                                        const std::function<void(Account&)>& set)
{
    SCOPED_TRACE(parameters.front());
    const auto difference = [&](const Experiment& experiment) {
        Experiment changed = experiment;
        for (Account& account : changed.accounts) {
            set(account);
        }
        return first_difference(simulate(changed), simulate(experiment));
    };
    EXPECT_EQ(difference(without(parameters)), "");
    EXPECT_NE(difference(eventful_experiment()), "");
}

TEST(SwitchedOff, FlagsOfAccountsDoNotMatter)
{
    expect_attribute_to_matter_through({"expansion.innovator_boost"}, [](Account& a) { a.innovator = !a.innovator; });
    expect_attribute_to_matter_through({"retention.tender"}, [](Account& a) { a.tender = !a.tender; });
    expect_attribute_to_matter_through({"programme.expert_speed"}, [](Account& a) { a.expert = !a.expert; });
    expect_attribute_to_matter_through({"development.failure_rate", "development.satisfaction_demanding"},
                                       [](Account& a) { a.demanding = 1.0 - a.demanding; });
    expect_attribute_to_matter_through({"acquisition.win_reference"}, [](Account& a) { a.logo = 1.0 - a.logo; });
}

/// Speeds of reversion at 0: the state stays where it is, to the last bit, whatever the target.
TEST(SwitchedOff, WithoutReversionTheTargetDoesNotMatter)
{
    const std::vector<Mechanism> reversions{
        {"satisfaction",
         {"development.satisfaction_rate"},
         {{"development.satisfaction_base", 0.9},
          {"development.satisfaction_own", 0.1},
          {"development.satisfaction_effort", 0.9},
          {"development.satisfaction_maturity", 0.9}}},
        {"relationship",
         {"development.relationship_rate"},
         {{"development.relationship_base", 0.9},
          {"development.relationship_own", 0.1},
          {"development.relationship_effort", 0.9},
          {"development.relationship_partner", 0.9}}},
    };
    expect_no_effect(reversions);
}

TEST(SwitchedOff, AReferenceThatDoesNotMoveStaysWhereItStarts)
{
    Experiment experiment = eventful_experiment();
    experiment.parameters.acquisition.reference_rate = 0.0;
    experiment.parameters.acquisition.initial_reference = 0.5;
    const Outcome expected = simulate(experiment);
    experiment.parameters.acquisition.win_reference = 3.0; // times twice the distance to one half
    EXPECT_EQ(first_difference(simulate(experiment), expected), "");
}

} // namespace
} // namespace kamsim
