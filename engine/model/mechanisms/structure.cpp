#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void end_key_status(const Setting& setting, AccountState& state, Mask who, int pack)
{
    const Mask demoted = who & is_set(state.alive[pack]);
    const Lane loss(setting.parameters.review.demotion);
    const Lane relationship = state.relationship[pack];
    const Lane satisfaction = state.satisfaction[pack];
    state.relationship[pack] = select(demoted, unit_clamp(relationship - loss), relationship);
    state.satisfaction[pack] = select(demoted, unit_clamp(satisfaction - loss), satisfaction);
    note(state.notes, [&](auto& notes) {
        notes[AccountNote::status_relationship][pack] += relationship - state.relationship[pack];
        notes[AccountNote::status_satisfaction][pack] += satisfaction - state.satisfaction[pack];
    });
    state.key[pack] = select(who, Lane(0.0), state.key[pack]);
    state.manager[pack] = select(who, Lane(-1.0), state.manager[pack]);
}

namespace {

void switch_programme(const Setting& setting, ProgrammeState& programme, Frame& frame, int pack)
{
    const PeriodPlan& plan = setting.plan;
    const Lane on_before = programme.on[pack];
    const Lane age_before = programme.age[pack];
    if (plan.starts_programme) {
        programme.on[pack] = Lane(1.0) - programme.abandoned[pack];
        programme.age[pack] = Lane(0.0);
    } else if (plan.ends_programme) {
        programme.on[pack] = Lane(0.0);
        programme.age[pack] = Lane(0.0);
        programme.pool[pack] = Lane(0.0);
    } else {
        programme.age[pack] = Lane(setting.parameters.programme.carry) * age_before;
    }
    frame[Measure::age_lost_at_switch][pack] += on_before * (age_before - programme.age[pack]);
    const Lane on = programme.on[pack];
    const double dismissed = plan.managers_before > plan.managers ? plan.managers_before - plan.managers : 0.0;
    const double severance = setting.parameters.ledger.severance * plan.manager_cost_before * dismissed;
    book(programme, frame, LedgerLine::transition, pack,
         -(on * Lane(setting.structure.setup) + on_before * Lane(severance)), plan.discount_start);
    const double hired = plan.managers > plan.managers_before ? plan.managers - plan.managers_before : 0.0;
    programme.newcomers[pack] += on * Lane(hired);
    note(programme.notes, [&](auto& notes) {
        notes[ProgrammeNote::age_lost_at_switch][pack] = on_before * (age_before - programme.age[pack]);
        notes[ProgrammeNote::switch_cost][pack] = on * Lane(setting.structure.setup) + on_before * Lane(severance);
    });
}

} // namespace

void switch_structure(const Setting& setting, AlternativeState& state, Frame& frame)
{
    const PeriodPlan& plan = setting.plan;
    const ManagerParameters& p = setting.parameters.managers;
    for (int i = 0; i < packs; ++i) {
        switch_programme(setting, state.programme, frame, i);
        for (AccountState& account : state.accounts) {
            account.manager[i] = Lane(-1.0);
            if (plan.ends_programme) {
                end_key_status(setting, account, is_set(account.key[i]), i);
            }
        }
        for (int k = plan.managers_before; k < plan.managers; ++k) {
            const auto number = static_cast<std::size_t>(k);
            ManagerState& newcomer = state.managers[number];
            newcomer.proficiency[i] = Lane(p.newcomer_proficiency);
            newcomer.skill[i] =
                Lane(setting.alternative.newcomer_skill) + Lane(p.skill_sd) * setting.climate.manager_skills[number][i];
        }
    }
}

void mature(const Setting& setting, ProgrammeState& programme, Frame& frame)
{
    const StructureParameters& s = setting.structure;
    const Lane reach(s.maturity_ceiling * (0.5 + 0.5 * setting.alternative.mean_lever));
    for (int i = 0; i < packs; ++i) {
        const Lane progress = (programme.age[i] - Lane(s.maturity_midpoint)) / Lane(s.maturity_scale);
        programme.maturity[i] = programme.on[i] * reach * logistic(progress);  // eq. 8
        programme.coverage[i] = Lane(0.6) + Lane(0.4) * programme.maturity[i]; // eq. 9
        frame[Measure::maturity][i] = programme.maturity[i];
    }
}

} // namespace kamsim::KAMSIM_KERNEL
