#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Share of the key accounts that are expert customers, from whom a programme learns.
Lane expert_share(const Setting& setting, const AlternativeState& state, int pack)
{
    Lane keys(0.0);
    Lane experts(0.0);
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        keys += state.accounts[a].key[pack];
        experts += state.accounts[a].key[pack] * Lane(setting.experiment.accounts[a].expert);
    }
    return select(keys > Lane(0.0), experts / keys, Lane(0.0));
}

/// An abandoned programme ends: people leave, key accounts are ordinary again (eq. 73).
void abandon(const Setting& setting, Mask abandoned, AlternativeState& state, int pack)
{
    ProgrammeState& programme = state.programme;
    for (AccountState& account : state.accounts) {
        end_key_status(setting, account, abandoned & is_set(account.key[pack]), pack);
    }
    programme.on[pack] = select(abandoned, Lane(0.0), programme.on[pack]);
    programme.abandoned[pack] = select(abandoned, Lane(1.0), programme.abandoned[pack]);
    programme.pool[pack] = select(abandoned, Lane(0.0), programme.pool[pack]);
}

} // namespace

void live_programme(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame)
{
    const StructureParameters& s = setting.structure;
    ProgrammeState& programme = state.programme;
    for (int i = 0; i < packs; ++i) {
        const Mask on = is_set(programme.on[i]);
        const Lane speed =
            Lane(setting.alternative.programme_speed)
            * (Lane(1.0) + Lane(setting.parameters.programme.expert_speed) * expert_share(setting, state, i));
        programme.age[i] += Lane(setting.timing.dt) * speed * programme.on[i]; // eq. 70, 71

        const Mask event = on & (weather.rebuild[i] < Lane(setting.plan.rebuild)); // eq. 72
        if (!any(event)) {
            continue;
        }
        const Mask abandoned = event & (weather.abandon[i] < Lane(setting.alternative.abandon_probability));
        const Mask rebuilt = event & !abandoned;
        const Lane severance = Lane(setting.parameters.ledger.severance) * yearly_people_cost(setting, programme, i);
        const Lane cost = select(abandoned, severance, select(rebuilt, Lane(s.rebuild_cost * s.setup), Lane(0.0)));
        book(programme, frame, LedgerLine::transition, i, -cost, setting.plan.discount_end);
        const Lane age_before = programme.age[i];
        programme.age[i] = select(rebuilt, Lane(s.rebuild_retained) * age_before, age_before); // eq. 74
        if (any(abandoned)) {
            abandon(setting, abandoned, state, i);
        }
        frame[Measure::rebuilt][i] = indicator(rebuilt);
        frame[Measure::abandoned][i] = indicator(abandoned);
        note(programme.notes, [&](auto& notes) {
            notes[ProgrammeNote::rebuilt][i] = indicator(rebuilt);
            notes[ProgrammeNote::abandoned][i] = indicator(abandoned);
            notes[ProgrammeNote::age_lost_at_rebuild][i] = age_before - programme.age[i];
            notes[ProgrammeNote::end_cost][i] = cost;
        });
    }
}

} // namespace kamsim::KAMSIM_KERNEL
