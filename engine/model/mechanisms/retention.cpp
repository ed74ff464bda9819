#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

Lane high_satisfaction(const RetentionParameters& p, const AccountState& state, int pack)
{
    return Lane(p.satisfaction) * (state.satisfaction[pack] - Lane(0.5))
           + Lane(p.high_satisfaction) * positive_part(state.satisfaction[pack] - Lane(0.8));
}

double tender_term(const Setting& setting, const ResolvedAccount& account)
{
    return setting.parameters.retention.tender * account.tender * (1.0 - setting.alternative.tender_relief);
}

/// Counts the loss under the largest term that pushed towards leaving (eq. 49), and remembers it.
void record_reason(const Setting& setting, const ResolvedAccount& account, const Row& market, Mask leaves, Mask due,
                   AccountState& state, int pack)
{
    const RetentionParameters& p = setting.parameters.retention;
    const Lane terms[] = {
        -high_satisfaction(p, state, pack),
        Lane(-p.relationship) * (state.relationship[pack] - Lane(0.5)),
        Lane(p.competition * (account.competition - 0.5)),
        Lane(-p.market) * market[pack],
        Lane(p.first_contract) * (Lane(1.0) - state.renewed[pack]),
        Lane(tender_term(setting, account)),
    };
    Lane largest(0.0);
    Lane reason(static_cast<double>(LossReason::chance));
    for (int k = 0; k < 6; ++k) {
        reason = select(terms[k] > largest, Lane(k), reason);
        largest = max(terms[k], largest);
    }
    reason = select(due, reason, Lane(static_cast<double>(LossReason::poaching)));
    for (int k = 0; k < loss_reason_count; ++k) {
        state.losses[k][pack] += indicator(leaves & (reason == Lane(k)));
    }
    note(state.notes, [&](auto& notes) { notes[AccountNote::reason][pack] = select(leaves, reason, Lane(-1.0)); });
    state.loss_period[pack] = select(leaves, Lane(setting.period), state.loss_period[pack]);
    state.loss_reason[pack] = select(leaves, reason, state.loss_reason[pack]);
}

/// What an account loses with its customer; a key account leaves dedicated cost behind (eq. 48).
void leave(const Setting& setting, Mask leaves, ProgrammeState& programme, AccountState& state, int pack)
{
    const Lane zero(0.0);
    const Lane stranded = Lane(setting.structure.strand) * state.key[pack] * state.revenue[pack];
    programme.stranded[pack] += select(leaves, stranded, zero);
    for (Row* row : {&state.alive, &state.key, &state.live, &state.base, &state.onboarding, &state.plan, &state.edge,
                     &state.revenue, &state.save, &state.targeted}) {
        (*row)[pack] = select(leaves, zero, (*row)[pack]);
    }
    state.manager[pack] = select(leaves, Lane(-1.0), state.manager[pack]);
}

void count_losses(Mask leaves, const AccountState& state, Frame& frame, int pack)
{
    const Lane left = indicator(leaves);
    frame[Measure::accounts_lost][pack] += left;
    frame[Measure::key_accounts_lost][pack] += left * state.key[pack];
    frame[Measure::leavers][pack] += left;
    frame[Measure::flagged_leavers][pack] += left * state.was_flagged[pack];
}

/// Minus the logarithm of the chance to stay: at a renewal (eq. 46) and in between (eq. 47).
/// @param save of eq. 45
Lane leaving_hazard(const Setting& setting, const ResolvedAccount& account, const Row& market, Mask due,
                    const Temper& temper, const AccountState& state, Lane save, int pack)
{
    const RetentionParameters& p = setting.parameters.retention;
    Lane hazard = Lane(setting.timing.dt) * poaching_rate(p, account, temper, state, pack);
    if (any(due)) {
        const Lane log_odds = state.log_odds[pack] - Lane(p.save) * save - Lane(p.market) * market[pack];
        hazard = select(due, Lane(__builtin_sqrt(account.term)) * softplus(log_odds), hazard);
    }
    return hazard;
}

/// Notes what the decision hung on: the draw against the chance with the rescue and without it.
void note_decision(const Setting& setting, const ResolvedAccount& account, const Row& market, Mask due,
                   const Temper& temper, const AccountWeather& weather, Lane hazard, Mask leaves, AccountState& state,
                   int pack)
{
    note(state.notes, [&](auto& notes) {
        const bool is_at_risk = setting.period > 0 || setting.experiment.first_period_at_risk;
        const Lane at_risk = state.alive[pack] * Lane(is_at_risk ? 1.0 : 0.0);
        const Lane unsaved = leaving_hazard(setting, account, market, due, temper, state, Lane(0.0), pack);
        const Lane chance_unsaved = at_risk * (Lane(1.0) - exp(-unsaved));
        notes[AccountNote::save][pack] = state.save[pack] * state.alive[pack];
        notes[AccountNote::due][pack] = indicator(due);
        notes[AccountNote::chance_of_leaving][pack] = at_risk * (Lane(1.0) - exp(-hazard));
        notes[AccountNote::chance_of_leaving_unsaved][pack] = chance_unsaved;
        notes[AccountNote::would_leave_unsaved][pack] = indicator(weather.renewal[pack] < chance_unsaved);
        notes[AccountNote::leaves][pack] = indicator(leaves);
        notes[AccountNote::revenue_at_decision][pack] = state.revenue[pack];
        notes[AccountNote::cells_live_at_decision][pack] = state.live[pack];
    });
}

} // namespace

Lane leaving_log_odds(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
                      const Temper& temper, const AccountState& state, int pack)
{
    const RetentionParameters& p = setting.parameters.retention;
    const double own = p.leaving_base + p.competition * (account.competition - 0.5) + tender_term(setting, account);
    return Lane(own) + Lane(p.frailty_sd) * temper.frailty[pack] - high_satisfaction(p, state, pack)
           - Lane(p.relationship) * (state.relationship[pack] - Lane(0.4))
           - Lane(p.sponsorship * setting.lever(Lever::sponsorship)) * programme.maturity[pack] * state.key[pack]
           + Lane(p.first_contract) * (Lane(1.0) - state.renewed[pack]); // eq. 42
}

Lane poaching_rate(const RetentionParameters& p, const ResolvedAccount& account, const Temper& temper,
                   const AccountState& state, int pack)
{
    return Lane(p.poaching_rate * 2.0 * account.competition)
           * exp(Lane(-p.poaching_relationship) * (state.relationship[pack] - Lane(0.4))
                 + Lane(p.frailty_sd) * temper.frailty[pack]); // eq. 47
}

void see_first_day(const Setting& setting, AlternativeState& state)
{
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        AccountState& account = state.accounts[a];
        for (int i = 0; i < packs; ++i) {
            account.seen[i] = logistic(leaving_log_odds(setting, setting.experiment.accounts[a], state.programme,
                                                        setting.climate.tempers[a], account, i));
        }
    }
}

void endanger(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
              const Temper& temper, const AccountWeather& weather, AccountState& state, Frame& frame)
{
    const RetentionParameters& p = setting.parameters.retention;
    for (int i = 0; i < packs; ++i) {
        const Mask alive = is_set(state.alive[i]);
        const Lane log_odds = leaving_log_odds(setting, account, programme, temper, state, i);
        const Lane noise = Lane(p.observation_sd)
                           * (Lane(1.0) - Lane(p.observation_maturity) * programme.maturity[i] * state.key[i])
                           * (Lane(0.8) * temper.observation_bias[i] + Lane(0.6) * weather.observe[i]);
        const Lane seen = logistic(log_odds + noise); // eq. 43
        state.log_odds[i] = log_odds;
        state.seen[i] = select(alive, seen, state.seen[i]);
        state.was_flagged[i] = state.flagged[i] * state.alive[i];
        state.flagged[i] = indicator(alive & (seen > Lane(p.endangerment_threshold)));
        state.queue[i] = state.flagged[i] * (state.queue[i] + Lane(1.0));
        state.clock[i] -= state.alive[i];

        frame[Measure::endangerment_seen][i] += state.alive[i] * seen;
        frame[Measure::endangerment_true][i] += state.alive[i] * logistic(log_odds);
        frame[Measure::key_endangerment_seen][i] += state.key[i] * seen;
        frame[Measure::accounts_at_risk][i] += state.flagged[i];
        frame[Measure::revenue_at_risk][i] += state.flagged[i] * state.revenue[i];
        frame[Measure::at_risk_queue_periods][i] += state.queue[i];
        frame[Measure::flagged_before][i] += state.was_flagged[i];
    }
}

void retain(const Setting& setting, const ResolvedAccount& account, const Row& market, const Temper& temper,
            const AccountWeather& weather, ProgrammeState& programme, AccountState& state, Frame& frame)
{
    const Lane rescue_price(setting.parameters.retention.rescue_cost);
    for (int i = 0; i < packs; ++i) {
        const Mask alive = is_set(state.alive[i]);
        const Mask due = alive & (state.clock[i] < Lane(0.5));
        if (any(state.spent[i] > Lane(0.0))) {
            const Lane saved = Lane(1.0) - exp(-(state.spent[i] / (rescue_price * state.revenue[i]))); // eq. 45
            state.save[i] = select(state.spent[i] > Lane(0.0), saved, state.save[i]);
        }
        const Lane hazard = leaving_hazard(setting, account, market, due, temper, state, state.save[i], i);
        Mask leaves = alive & (weather.renewal[i] < hazard + Lane(1e-12));
        // 1 - exp(-h) <= h: where no draw is below h, nobody leaves, and no exponential is needed. The margin covers
        // rounding.
        if (any(leaves)) {
            leaves = alive & (weather.renewal[i] < Lane(1.0) - exp(-hazard)); // eq. 46, 47
        }
        if (setting.period == 0 && !setting.experiment.first_period_at_risk) {
            leaves = leaves & !alive;
        }
        note_decision(setting, account, market, due, temper, weather, hazard, leaves, state, i);
        if (any(leaves)) {
            count_losses(leaves, state, frame, i);
            record_reason(setting, account, market, leaves, due, state, i);
            leave(setting, leaves, programme, state, i);
        }
        if (any(due)) {
            state.renewed[i] = select(due, Lane(1.0), state.renewed[i]);
            state.clock[i] = select(due, Lane(account.term_periods), state.clock[i]);
            state.save[i] = select(due, Lane(0.0), state.save[i]);
            state.targeted[i] = select(due, Lane(0.0), state.targeted[i]);
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
