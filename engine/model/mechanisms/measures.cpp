#include <limits>

#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Undefined where there is nothing to divide by.
Lane ratio(Lane part, Lane whole)
{
    return select(whole > Lane(0.0), part / whole, Lane(std::numeric_limits<double>::quiet_NaN()));
}

/// Stage of an account plan, 1 (strategy) to 5 (review): fifths of completeness.
Lane plan_stage(Lane plan)
{
    return Lane(1.0) + indicator(plan >= Lane(0.2)) + indicator(plan >= Lane(0.4)) + indicator(plan >= Lane(0.6))
           + indicator(plan >= Lane(0.8));
}

void measure_portfolio(const AccountState& state, Lane share_of_one, Frame& frame, int pack)
{
    const Lane share = state.revenue[pack] * share_of_one;
    frame[Measure::largest_share][pack] = max(frame[Measure::largest_share][pack], share);
    frame[Measure::herfindahl][pack] += share * share;
    frame[Measure::key_share][pack] += share * state.key[pack];
}

void measure_growth(const ResolvedAccount& account, const Row& wallet, const AccountState& state, Frame& frame,
                    int pack)
{
    const Lane alive = state.alive[pack];
    const Lane open = positive_part(Lane(account.cells) - state.live[pack] - state.onboarding[pack]) * alive;
    frame[Measure::cells_live][pack] += state.live[pack];
    frame[Measure::cells_onboarding][pack] += state.onboarding[pack];
    frame[Measure::white_space_cells][pack] += open;
    frame[Measure::white_space_value][pack] += open * wallet[pack] * Lane(account.depth / account.cells);
    const Lane tier = service_tier(state.live[pack], account.cells);
    const Lane premium = alive * indicator(tier == Lane(2.0));
    const Lane standard = alive * indicator(tier == Lane(1.0));
    const Lane basic = alive - premium - standard;
    frame[Measure::accounts_basic][pack] += basic;
    frame[Measure::accounts_standard][pack] += standard;
    frame[Measure::accounts_premium][pack] += premium;
    frame[Measure::revenue_basic][pack] += basic * state.revenue[pack];
    frame[Measure::revenue_standard][pack] += standard * state.revenue[pack];
    frame[Measure::revenue_premium][pack] += premium * state.revenue[pack];
}

void measure_health(const AccountState& state, Frame& frame, int pack)
{
    const Lane alive = state.alive[pack];
    const Lane key = state.key[pack];
    frame[Measure::customers][pack] += alive;
    frame[Measure::customers_of_first_day][pack] += indicator(state.base[pack] > Lane(0.0));
    frame[Measure::satisfaction][pack] += alive * state.satisfaction[pack];
    frame[Measure::relationship][pack] += alive * state.relationship[pack];
    frame[Measure::key_accounts][pack] += key;
    if (any(is_set(key))) {
        frame[Measure::key_satisfaction][pack] += key * state.satisfaction[pack];
        frame[Measure::key_relationship][pack] += key * state.relationship[pack];
        frame[Measure::plan_completeness][pack] += key * state.plan[pack];
        frame[Measure::plan_stage][pack] += key * plan_stage(state.plan[pack]);
    }
}

void finish_health(const Setting& setting, const AlternativeState& state, Frame& frame, int pack)
{
    const Lane customers = frame[Measure::customers][pack];
    const Lane keys = frame[Measure::key_accounts][pack];
    const auto divide = [&](Measure measure, Lane whole) { frame[measure][pack] = ratio(frame[measure][pack], whole); };
    divide(Measure::satisfaction, customers);
    divide(Measure::relationship, customers);
    divide(Measure::key_satisfaction, keys);
    divide(Measure::key_relationship, keys);
    divide(Measure::plan_completeness, keys);
    divide(Measure::plan_stage, keys);
    constexpr double planning_questions = 57.0;
    frame[Measure::plan_questions_answered][pack] = frame[Measure::plan_completeness][pack] * Lane(planning_questions);
    // Endangerment is seen before accounts leave and others are won.
    const Lane before = customers + frame[Measure::accounts_lost][pack] - frame[Measure::accounts_won][pack];
    divide(Measure::endangerment_seen, before);
    divide(Measure::endangerment_true, before);
    divide(Measure::key_endangerment_seen, state.programme.key_count[pack]);
    divide(Measure::at_risk_queue_periods, frame[Measure::accounts_at_risk][pack]);
    // Opportunities for the rounding error of a full account are none.
    const auto some = [](Lane opportunities) { return select(opportunities > Lane(1e-9), opportunities, Lane(0.0)); };
    divide(Measure::other_close_rate, some(frame[Measure::opportunities][pack]));
    frame[Measure::opportunities][pack] += frame[Measure::key_opportunities][pack];
    divide(Measure::key_close_rate, some(frame[Measure::key_opportunities][pack]));
    divide(Measure::prospect_win_chance, Lane(setting.experiment.account_count) - before);
}

void finish_portfolio(Frame& frame, int pack)
{
    const Lane largest = frame[Measure::largest_share][pack];
    frame[Measure::customer_above_10_percent][pack] = indicator(largest > Lane(0.10));
    frame[Measure::customer_above_20_percent][pack] = indicator(largest > Lane(0.20));
    frame[Measure::customer_above_70_percent][pack] = indicator(largest > Lane(0.70));
    frame[Measure::key_share_above_75_percent][pack] = indicator(frame[Measure::key_share][pack] > Lane(0.75));
}

void finish_people(const Setting& setting, const ProgrammeState& programme, Frame& frame, int pack)
{
    const StructureParameters& s = setting.structure;
    const Lane on = frame[Measure::managers][pack];
    const Lane managers = on * Lane(setting.plan.managers);
    const double roles = (s.role_technical_expert + s.role_relationship_lead + s.role_collaborator
                          + s.role_project_manager + s.role_innovator + s.role_results_driver)
                         / role_count;
    frame[Measure::managers][pack] = managers;
    frame[Measure::accounts_per_manager][pack] = ratio(programme.key_count[pack], managers);
    frame[Measure::manager_proficiency][pack] = ratio(on * frame[Measure::manager_proficiency][pack], managers);
    frame[Measure::role_coverage][pack] = ratio(on * Lane(roles) * programme.coverage[pack], on);
    const Lane given = frame[Measure::hours_given][pack];
    frame[Measure::overload][pack] = ratio(positive_part(frame[Measure::hours_wanted][pack] - given), given);
}

void finish_money(const Setting& setting, ProgrammeState& programme, Frame& frame, int pack)
{
    const auto line = [&](LedgerLine which) {
        return frame[static_cast<Measure>(static_cast<int>(Measure::retained) + static_cast<int>(which))][pack];
    };
    frame[Measure::programme_cost][pack] =
        -(line(LedgerLine::people) + line(LedgerLine::fixed) + line(LedgerLine::investment) + line(LedgerLine::rescue)
          + line(LedgerLine::transition));
    Lane profit(0.0);
    Lane value(0.0);
    for (int k = 0; k < static_cast<int>(LedgerLine::residual); ++k) {
        profit += line(static_cast<LedgerLine>(k));
        value += programme.ledger[k][pack];
    }
    frame[Measure::profit][pack] = profit;
    frame[Measure::cumulative_value][pack] = value;
    programme.cash[pack] += profit - Lane(setting.experiment.overheads_per_period);
    programme.ruined[pack] = max(programme.ruined[pack], indicator(programme.cash[pack] < Lane(0.0)));
    frame[Measure::cash][pack] = programme.cash[pack];
    frame[Measure::ruined][pack] = programme.ruined[pack];
    frame[Measure::programme_on][pack] = programme.on[pack];
    frame[Measure::programme_age][pack] = ratio(programme.age[pack] * programme.on[pack], programme.on[pack]);
}

} // namespace

void measure_accounts(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame)
{
    for (int i = 0; i < packs; ++i) {
        const Lane total = frame[Measure::revenue][i];
        const Lane share_of_one = select(total > Lane(0.0), Lane(1.0) / total, Lane(0.0));
        for (std::size_t a = 0; a < state.accounts.size(); ++a) {
            measure_health(state.accounts[a], frame, i);
            measure_portfolio(state.accounts[a], share_of_one, frame, i);
            measure_growth(setting.experiment.accounts[a], weather.accounts[a].wallet, state.accounts[a], frame, i);
        }
    }
}

void finish_frame(const Setting& setting, AlternativeState& state, Frame& frame)
{
    for (int i = 0; i < packs; ++i) {
        finish_health(setting, state, frame, i);
        finish_portfolio(frame, i);
        finish_people(setting, state.programme, frame, i);
        finish_money(setting, state.programme, frame, i);
    }
}

} // namespace kamsim::KAMSIM_KERNEL
