#include "kamsim/decision/information_study.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>

#include "kamsim/model/input_space.hpp"
#include "kamsim/model/worlds.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/bootstrap.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Key of the choice of worlds: it belongs to the estimate, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> nested_key{0x6E657374, 0x65643A3A};

std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

void require_uncorrelated(const Experiment& experiment, const InputGroup& group)
{
    const auto shared = shared_inputs(experiment.uncertainty);
    const auto is_in_group = [&](std::size_t input) {
        return std::any_of(group.inputs.begin(), group.inputs.end(),
                           [&](std::size_t coordinate) { return shared[coordinate] == input; });
    };
    for (const auto& correlation : experiment.uncertainty.correlations) {
        if (correlation.rank != 0.0 && is_in_group(correlation.first) != is_in_group(correlation.second)) {
            const auto& inputs = experiment.uncertainty.inputs;
            throw std::invalid_argument(
                "nested value of " + group.name + ": " + inputs[correlation.first].name + " and "
                + inputs[correlation.second].name
                + " are correlated, so that knowing one tells of the other; name both as a group");
        }
    }
}

/// The shared inputs' values of a world.
std::vector<double> values_of_world(const Worlds& worlds, const InputSpace& space, std::int64_t world)
{
    const auto values = worlds.shared_draws().subspan(at(world) * space.size(), space.size());
    return {values.begin(), values.end()};
}

/// Means over the futures of each point: [alternative][point].
std::vector<std::vector<double>> point_means(const StudyValues& values)
{
    std::vector<std::vector<double>> means(at(values.alternatives));
    for (int alternative = 0; alternative < values.alternatives; ++alternative) {
        for (std::int64_t point = 0; point < values.points; ++point) {
            means[at(alternative)].push_back(values.mean(point, alternative));
        }
    }
    return means;
}

/// Means at each world's point with less noise: [alternative][world]; empty where the study ended early.
std::vector<std::vector<double>> means_with_noise(const Experiment& experiment, const Worlds& worlds, double noise,
                                                  const ScorePlan& plan, const StudyOptions& options)
{
    StudyPlan study_plan;
    study_plan.points = std::min(plan.worlds, worlds.count());
    study_plan.futures = plan.futures;
    study_plan.luck = PointLuck::own;
    study_plan.enter = [&worlds, noise](std::int64_t point, Experiment& copy) {
        worlds.enter(point, copy);
        copy.parameters.retention.observation_sd *= noise;
    };
    const auto values = study(InputSpace(experiment).certain_copy(), study_plan, options);
    return values.points < study_plan.points ? std::vector<std::vector<double>>{} : point_means(values);
}

/// Progress and end of one of several studies of equal length.
StudyOptions part_of(const StudyOptions& options, std::int64_t part, std::int64_t parts)
{
    auto partial = options;
    if (options.progress) {
        partial.progress = [progress = options.progress, part, parts](std::int64_t done, std::int64_t all) {
            progress(part * all + done, parts * all);
        };
    }
    return partial;
}

} // namespace

std::optional<OpportunityLoss> nested_value(const Experiment& experiment, const InputGroup& group,
                                            const NestedPlan& plan, double level, const StudyOptions& options)
{
    require_uncorrelated(experiment, group);
    const InputSpace space(experiment);
    const Worlds worlds(experiment);
    const auto outer = std::min(plan.outer, worlds.count());
    StudyPlan study_plan;
    study_plan.points = outer * plan.inner;
    study_plan.futures = plan.futures;
    study_plan.luck = PointLuck::own;
    study_plan.enter = [&](std::int64_t point, Experiment& copy) {
        const auto word = philox4x32_10({static_cast<std::uint32_t>(point), 0, 0, 0}, nested_key)[0];
        const auto others =
            static_cast<std::int64_t>((std::uint64_t{word} * static_cast<std::uint64_t>(worlds.count())) >> 32U);
        auto values = values_of_world(worlds, space, others);
        const auto known = values_of_world(worlds, space, point / plan.inner);
        for (const auto coordinate : group.inputs) {
            values[coordinate] = known[coordinate];
        }
        const auto own = [&](std::size_t input, std::size_t account) {
            return worlds.account_draw(others, input, account);
        };
        space.set(values, own, copy);
    };
    const auto values = study(space.certain_copy(), study_plan, options);
    if (values.points < study_plan.points) {
        return std::nullopt;
    }
    const auto means = point_means(values);
    return opportunity_losses(std::vector<std::span<const double>>{means.begin(), means.end()}, plan.inner, level)
        .perfect_information;
}

std::vector<ScoreGain> value_of_better_score(const Experiment& experiment, const ScorePlan& plan, double level,
                                             const StudyOptions& options)
{
    if (std::any_of(plan.noise.begin(), plan.noise.end(), [](double noise) { return !(noise >= 0.0); })) {
        throw std::invalid_argument("value_of_better_score: noise cannot be less than none");
    }
    const Worlds worlds(experiment);
    if (std::min(plan.worlds, worlds.count()) < 2) {
        throw std::invalid_argument("value_of_better_score: its interval takes at least two worlds");
    }
    const auto parts = std::ssize(plan.noise) + 1;
    const auto today = means_with_noise(experiment, worlds, 1.0, plan, part_of(options, 0, parts));
    std::vector<ScoreGain> gains;
    for (std::size_t k = 0; k < plan.noise.size(); ++k) {
        const auto less = means_with_noise(experiment, worlds, plan.noise[k], plan,
                                           part_of(options, static_cast<std::int64_t>(k) + 1, parts));
        if (today.empty() || less.empty()) {
            return {};
        }
        for (std::size_t alternative = 0; alternative < less.size(); ++alternative) {
            const auto differences = paired_differences(less[alternative], today[alternative]);
            const Moments moments = sample_moments(differences);
            gains.push_back({plan.noise[k], static_cast<int>(alternative), moments.mean, moments.standard_error(),
                             bca_interval(differences, level), moments.mean * yearly_amount(experiment)});
        }
    }
    return gains;
}

double yearly_amount(const Experiment& experiment)
{
    const double dt = 1.0 / experiment.periods_per_year;
    double present = 0.0;
    for (int period = 0; period < experiment.periods; ++period) {
        present += dt * std::pow(1.0 + experiment.discount_rate, -(period + 0.5) * dt);
    }
    return 1.0 / present;
}

} // namespace kamsim
