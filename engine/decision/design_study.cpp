#include "decision/design_study.hpp"

#include <algorithm>

#include "kamsim/model/worlds.hpp"

namespace kamsim {

StudyUnits study_units(const Experiment& experiment, std::int64_t futures, std::int64_t lot)
{
    if (experiment.uncertainty.inputs.empty()) {
        return {std::max<std::int64_t>(1, (futures + lot - 1) / lot), lot, false};
    }
    const std::int64_t of_world = experiment.uncertainty.futures_per_world;
    const std::int64_t worlds = experiment.replications / of_world;
    const std::int64_t wanted = (futures + of_world - 1) / of_world;
    return {std::clamp<std::int64_t>(wanted, std::min<std::int64_t>(2, worlds), worlds), of_world, true};
}

StudyValues study_designs(const Experiment& experiment, const StudyUnits& units, const FollowNumbers& follow,
                          const std::vector<Measure>& measures, const StudyOptions& options, KeptAccounts accounts)
{
    StudyPlan plan;
    plan.points = units.count;
    plan.futures = units.futures;
    plan.luck = PointLuck::own;
    plan.measures = measures;
    plan.accounts = accounts;
    if (!units.are_worlds) {
        Experiment followed = experiment;
        if (follow) {
            follow(followed);
        }
        return study(followed, plan, options);
    }
    const Worlds worlds(experiment);
    plan.enter = [&](std::int64_t world, Experiment& copy) {
        worlds.enter(world, copy);
        if (follow) {
            follow(copy);
        }
    };
    return study(worlds.certain_copy(), plan, options);
}

} // namespace kamsim
