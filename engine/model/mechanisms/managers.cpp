#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void advance_managers(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame)
{
    const ManagerParameters& p = setting.parameters.managers;
    const Lane full(0.7 + 0.3 * setting.lever(Lever::training));
    for (int i = 0; i < packs; ++i) {
        Lane exits(0.0);
        Lane proficiency(0.0);
        for (int k = 0; k < setting.plan.managers; ++k) {
            const auto number = static_cast<std::size_t>(k);
            ManagerState& manager = state.managers[number];
            const Mask leaves = is_set(state.programme.on[i])
                                & (weather.managers[number].exit[i] < Lane(setting.plan.manager_exit));      // eq. 32
            const Lane ramped = revert(manager.proficiency[i], full, Lane(setting.timing.proficiency.keep)); // eq. 33
            const Lane drawn =
                Lane(setting.alternative.newcomer_skill) + Lane(p.skill_sd) * weather.managers[number].new_skill[i];
            manager.left[i] = indicator(leaves);
            manager.exits[i] += manager.left[i];
            manager.proficiency[i] = select(leaves, Lane(p.newcomer_proficiency), ramped);
            manager.skill[i] = select(leaves, drawn, manager.skill[i]);
            exits += manager.left[i];
            proficiency += manager.proficiency[i];
        }
        state.programme.exits[i] = exits;
        state.programme.newcomers[i] += exits;
        frame[Measure::manager_exits][i] = exits;
        frame[Measure::manager_proficiency][i] = proficiency;
    }
}

void lose_manager(const Setting& setting, const std::vector<ManagerState>& managers, AccountState& state)
{
    for (int i = 0; i < packs; ++i) {
        if (any(is_set(state.key[i]))) {
            const Lane left = of_manager(managers, &ManagerState::left, state.manager[i], 0.0, i);
            const Lane before = state.relationship[i];
            state.relationship[i] *= Lane(1.0) - Lane(setting.structure.exit_loss) * left;
            note(state.notes, [&](auto& notes) {
                notes[AccountNote::manager_exit][i] = left;
                notes[AccountNote::manager_relationship][i] = before - state.relationship[i];
            });
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
