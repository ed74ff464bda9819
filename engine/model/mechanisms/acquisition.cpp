#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void acquire(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
             const AccountWeather& weather, const Row& alive_before, AccountState& state, Frame& frame)
{
    const AcquisitionParameters& p = setting.parameters.acquisition;
    for (int i = 0; i < packs; ++i) {
        const Mask open = !is_set(alive_before[i]);
        if (!any(open)) {
            continue;
        }
        const double own = p.win_base - p.win_competition * (account.competition - 0.5);
        const Lane chance = logistic(Lane(own) + Lane(2.0 * p.win_reference) * (programme.reference[i] - Lane(0.5))
                                     + Lane(p.win_specialist * setting.structure.specialist) * programme.on[i]);
        const Lane again = select(is_set(state.former[i]), Lane(p.win_back), Lane(1.0));
        const Lane rate = Lane(setting.timing.dt * p.pursuit_rate) * chance * again;
        frame[Measure::prospect_win_chance][i] += select(open, chance, Lane(0.0));
        // exp(-x) >= 1 - x: most of the time no exponential is needed. The margin covers rounding.
        if (!any(open & (weather.won_cells[i] > Lane(1.0 - 1e-12) - rate))) {
            continue;
        }
        const Mask won = open & (weather.won_cells[i] > exp(-rate)); // eq. 50
        if (!any(won)) {
            continue;
        }
        frame[Measure::accounts_won][i] += indicator(won);
        note(state.notes, [&](auto& notes) {
            notes[AccountNote::won][i] = indicator(won);
            notes[AccountNote::won_back][i] = indicator(won & is_set(state.former[i]));
        });
        const auto set = [&](Row& row, double value) { row[i] = select(won, Lane(value), row[i]); };
        set(state.alive, 1.0);
        set(state.live, 1.0);
        set(state.relationship, p.initial_relationship);
        set(state.satisfaction, p.initial_satisfaction);
        set(state.clock, account.term_periods);
        set(state.renewed, 0.0);
        set(state.former, 1.0);
        state.revenue[i] = select(won, weather.wallet[i] * Lane(account.depth / account.cells), state.revenue[i]);
    }
}

void advance_reference(const Setting& setting, AlternativeState& state)
{
    const double total = setting.experiment.total_logo;
    for (int i = 0; i < packs; ++i) {
        Lane shining(0.0);
        for (std::size_t a = 0; a < state.accounts.size(); ++a) {
            const AccountState& account = state.accounts[a];
            const Mask content = is_set(account.alive[i]) & (account.satisfaction[i] > Lane(0.6));
            shining += select(content, Lane(setting.experiment.accounts[a].logo), Lane(0.0));
        }
        const Lane target = total > 0.0 ? shining / Lane(total) : Lane(0.5);
        state.programme.reference[i] =
            revert(state.programme.reference[i], target, Lane(setting.timing.reference.keep)); // eq. 51
    }
}

} // namespace kamsim::KAMSIM_KERNEL
