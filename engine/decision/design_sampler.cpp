#include "decision/design_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "kamsim/model/worlds.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace kamsim {

namespace {

std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

std::vector<double> values_of(const StudyValues& values, std::int64_t point, int alternative)
{
    const auto first = values.value.begin() + static_cast<std::ptrdiff_t>(values.value_index(point, alternative, 0));
    return {first, first + values.futures};
}

/// The sample of one point.
DesignSample sample_of(const StudyValues& values, std::int64_t point, int alternative)
{
    DesignSample sample;
    sample.values = values_of(values, point, alternative);
    for (std::size_t line = 0; line < ledger_line_count; ++line) {
        sample.ledger_means[line] = values.ledger[values.row(point, alternative) * ledger_line_count + line];
    }
    const auto size = at(values.measures) * at(values.periods);
    const auto first =
        values.measure_means.begin() + static_cast<std::ptrdiff_t>(values.row(point, alternative) * size);
    sample.measure_means.assign(first, first + static_cast<std::ptrdiff_t>(size));
    return sample;
}

/// The sample of all points together, which are worlds of equal size.
DesignSample joint_sample(const StudyValues& values, int alternative)
{
    DesignSample joint = sample_of(values, 0, alternative);
    std::vector<double> counts(joint.measure_means.size(), 0.0);
    joint.ledger_means.fill(0.0);
    joint.measure_means.assign(joint.measure_means.size(), 0.0);
    joint.values.clear();
    for (std::int64_t point = 0; point < values.points; ++point) {
        const DesignSample one = sample_of(values, point, alternative);
        joint.values.insert(joint.values.end(), one.values.begin(), one.values.end());
        for (std::size_t line = 0; line < ledger_line_count; ++line) {
            joint.ledger_means[line] += one.ledger_means[line] / static_cast<double>(values.points);
        }
        for (std::size_t k = 0; k < counts.size(); ++k) {
            const bool is_defined = !std::isnan(one.measure_means[k]);
            counts[k] += is_defined ? 1.0 : 0.0;
            joint.measure_means[k] += is_defined ? one.measure_means[k] : 0.0;
        }
    }
    for (std::size_t k = 0; k < counts.size(); ++k) {
        joint.measure_means[k] /= counts[k]; // 0 / 0 where no world has it
    }
    return joint;
}

StudyValues finished_study(const Experiment& certain, const StudyPlan& plan, const StudyOptions& options)
{
    auto values = study(certain, plan, options);
    if (values.points < plan.points) {
        throw SimulationStopped(plan.points * plan.futures);
    }
    return values;
}

} // namespace

DesignSampler::DesignSampler(std::int64_t most_futures, std::vector<Measure> measures, StudyOptions options)
    : most_futures_(most_futures), measures_(std::move(measures)), options_(std::move(options))
{}

std::vector<DesignSample> DesignSampler::of_alternatives(const Experiment& experiment, FutureRange range) const
{
    if (!experiment.uncertainty.inputs.empty()) {
        return of_worlds(experiment, range);
    }
    StudyPlan plan;
    plan.futures = range.count;
    plan.first_replication = range.first;
    plan.measures = measures_;
    const auto values = finished_study(experiment, plan, options_);
    std::vector<DesignSample> samples;
    for (int alternative = 0; alternative < values.alternatives; ++alternative) {
        samples.push_back(sample_of(values, 0, alternative));
    }
    return samples;
}

std::vector<DesignSample> DesignSampler::of_worlds(const Experiment& experiment, FutureRange range) const
{
    Experiment whole = experiment;
    whole.replications = most_futures_;
    const Worlds worlds(whole);
    const auto per_world = worlds.futures_per_world();
    StudyPlan plan;
    plan.points = range.count / per_world;
    plan.futures = per_world;
    plan.luck = PointLuck::own;
    plan.first_replication = range.first;
    plan.measures = measures_;
    const auto first_world = range.first / per_world;
    plan.enter = [&](std::int64_t point, Experiment& copy) { worlds.enter(first_world + point, copy); };
    const auto values = finished_study(worlds.certain_copy(), plan, options_);
    std::vector<DesignSample> samples;
    for (int alternative = 0; alternative < values.alternatives; ++alternative) {
        samples.push_back(joint_sample(values, alternative));
    }
    return samples;
}

std::vector<DesignSample> DesignSampler::of_designs(std::span<const Experiment> experiments, FutureRange range) const
{
    std::vector<DesignSample> samples;
    if (experiments.empty()) {
        return samples;
    }
    if (!experiments.front().uncertainty.inputs.empty()) {
        for (const Experiment& experiment : experiments) {
            samples.push_back(std::move(of_worlds(experiment, range).front()));
        }
        return samples;
    }
    StudyPlan plan;
    plan.points = std::ssize(experiments);
    plan.futures = range.count;
    plan.first_replication = range.first;
    plan.measures = measures_;
    plan.enter = [&](std::int64_t point, Experiment& copy) { copy = experiments[at(point)]; };
    const auto values = finished_study(experiments.front(), plan, options_);
    for (std::int64_t point = 0; point < values.points; ++point) {
        samples.push_back(sample_of(values, point, 0));
    }
    return samples;
}

std::int64_t futures_per_unit(const Experiment& experiment)
{
    return experiment.uncertainty.inputs.empty() ? 1 : experiment.uncertainty.futures_per_world;
}

std::int64_t whole_futures(const Experiment& experiment, std::int64_t futures)
{
    constexpr std::int64_t block = 8;
    const auto unit = experiment.uncertainty.inputs.empty() ? block : futures_per_unit(experiment);
    const auto least = experiment.uncertainty.inputs.empty() ? block : 2 * unit;
    return std::max(least, (futures + unit - 1) / unit * unit);
}

std::vector<double> means_of_units(std::span<const double> values, std::int64_t futures_per_unit)
{
    std::vector<double> means;
    const auto size = at(futures_per_unit);
    for (std::size_t first = 0; first + size <= values.size(); first += size) {
        const auto unit = values.subspan(first, size);
        means.push_back(std::accumulate(unit.begin(), unit.end(), 0.0) / static_cast<double>(size));
    }
    return means;
}

} // namespace kamsim
