#include "kamsim/decision/pilot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "kamsim/model/input_space.hpp"
#include "kamsim/model/worlds.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"
#include "kamsim/statistics/smooth_fit.hpp"

namespace kamsim {

namespace {

/// Key of the trials' data: they belong to the estimate, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> pilot_key{0x70696C6F, 0x743A3A3A};
/// Trials of one size whose values are averaged.
constexpr std::uint32_t trials = 8;
constexpr double least_chance = 1e-6;

/// Of a binomial number, by inversion.
int binomial(double uniform, int count, double chance)
{
    double probability = std::exp(count * std::log1p(-chance));
    double below = probability;
    int number = 0;
    while (uniform > below && number < count) {
        probability *= static_cast<double>(count - number) / (number + 1) * chance / (1.0 - chance);
        below += probability;
        ++number;
    }
    return number;
}

/// Losses in each world of one trial.
Eigen::VectorXd trial_data(const std::vector<double>& chances, int accounts, std::uint32_t trial)
{
    Eigen::VectorXd losses(std::ssize(chances));
    for (std::size_t world = 0; world < chances.size(); ++world) {
        const auto word = philox4x32_10({static_cast<std::uint32_t>(world), trial, 0, 0}, pilot_key)[0];
        losses[static_cast<Eigen::Index>(world)] = binomial(uniform_of(word), accounts, chances[world]);
    }
    return losses;
}

/// Mean over trials; so are the ends of the interval, which is then at least as wide as that of the mean.
InformationValue mean_over_trials(const std::vector<double>& chances, const Eigen::MatrixXd& leads, int accounts,
                                  double level)
{
    InformationValue sum{0.0, 0.0, {0.0, 0.0, level, IntervalKind::posterior_over_worlds}, 0.0};
    for (std::uint32_t trial = 0; trial < trials; ++trial) {
        const auto one = value_of_statistic(leads, trial_data(chances, accounts, trial), level);
        sum.mean += one.mean / trials;
        sum.standard_error += one.standard_error / trials;
        sum.interval.low += one.interval.low / trials;
        sum.interval.high += one.interval.high / trials;
        sum.explained += one.explained / trials;
    }
    return sum;
}

/// Chance of leaving within the kept periods at one point, from mean numbers lost and kept; NaN where none is kept.
double chance_at(const StudyValues& values, std::int64_t point, int alternative, int periods)
{
    double staying = 1.0;
    double exposed = 0.0;
    for (int period = 0; period < periods; ++period) {
        const double lost = values.measure_means[values.measure_index(point, alternative, 0, period)];
        const double left = values.measure_means[values.measure_index(point, alternative, 1, period)];
        if (lost + left > 0.0) {
            staying *= left / (lost + left);
            exposed += lost + left;
        }
    }
    return exposed > 0.0 ? 1.0 - staying : std::nan("");
}

} // namespace

std::vector<double> loss_chances(const Experiment& experiment, const Outcome& outcome, int alternative, int periods,
                                 const StudyOptions& options)
{
    const Worlds worlds(experiment);
    StudyPlan plan;
    plan.points = outcome.worlds;
    plan.futures = outcome.futures_per_world;
    plan.luck = PointLuck::own;
    plan.measures = {Measure::key_accounts_lost, Measure::key_accounts};
    plan.enter = [&](std::int64_t point, Experiment& copy) { worlds.enter(point, copy); };
    const auto values = study(worlds.certain_copy(), plan, options);
    if (values.points < plan.points) {
        return {};
    }
    Eigen::VectorXd counted(outcome.worlds);
    for (std::int64_t world = 0; world < outcome.worlds; ++world) {
        counted[world] = chance_at(values, world, alternative, periods);
        if (std::isnan(counted[world])) {
            throw std::invalid_argument("loss_chances: "
                                        + experiment.alternatives[static_cast<std::size_t>(alternative)].name
                                        + " has no key account in the first " + std::to_string(periods)
                                        + " periods of a world; a trial takes a design that has some");
        }
    }
    const SmoothFit fit(world_inputs(outcome), counted);
    std::vector<double> chances;
    for (const double chance : fit.fitted().col(0)) {
        chances.push_back(std::clamp(chance, least_chance, 1.0 - least_chance));
    }
    return chances;
}

Pilot value_of_pilot(const std::vector<double>& chances, const Eigen::MatrixXd& leads, const PilotPlan& plan,
                     double level)
{
    if (std::any_of(chances.begin(), chances.end(), [](double chance) { return !(chance > 0.0 && chance < 1.0); })) {
        throw std::invalid_argument("value_of_pilot: a chance of losing an account lies between 0 and 1");
    }
    if (std::any_of(plan.accounts.begin(), plan.accounts.end(), [](int accounts) { return accounts < 1; })) {
        throw std::invalid_argument("value_of_pilot: a trial takes at least one account");
    }
    const std::array probabilities{0.05, 0.95};
    const auto ends = sample_quantiles(chances, probabilities);
    Pilot pilot{sample_moments(chances).mean, ends[0], ends[1], {}, {}};
    for (const int accounts : plan.accounts) {
        const auto value = mean_over_trials(chances, leads, accounts, level);
        pilot.sizes.push_back({accounts, value, value.mean - plan.cost_of_account * accounts});
    }
    const Eigen::VectorXd known = Eigen::Map<const Eigen::VectorXd>(chances.data(), std::ssize(chances));
    pilot.limit = value_of_statistic(leads, known, level);
    return pilot;
}

} // namespace kamsim
