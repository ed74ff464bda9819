#include "kamsim/decision/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

void require_all(const StudyValues& values, std::int64_t points)
{
    if (values.first_point != 0 || values.points != points) {
        throw std::invalid_argument("a sensitivity of " + std::to_string(points) + " points has the values of "
                                    + std::to_string(values.points) + "; simulate all of them");
    }
}

/// The points of an input with the least and the greatest mean output; of a number, its lower and its upper end.
std::pair<std::int64_t, std::int64_t> ends_of(const SensitivitySpace& space, std::size_t input,
                                              const StudyValues& values, const StudyOutput& output)
{
    const OneWayPoints points = one_way_points(space, input);
    if (space.input(input).is_number()) {
        return {points.first, points.first + 1};
    }
    std::pair ends{points.first, points.first};
    const auto mean = [&](std::int64_t point) { return sample_moments(outputs_at(values, point, output)).mean; };
    for (std::int64_t point = points.first; point < points.first + points.count; ++point) {
        ends.first = mean(point) < mean(ends.first) ? point : ends.first;
        ends.second = mean(point) > mean(ends.second) ? point : ends.second;
    }
    return ends;
}

TornadoBar bar_of(const SensitivitySpace& space, std::size_t input, const StudyValues& values,
                  const StudyOutput& output)
{
    const auto [low_point, high_point] = ends_of(space, input, values, output);
    const auto low = outputs_at(values, low_point, output);
    const auto high = outputs_at(values, high_point, output);
    const Moments swing = paired_moments(high, low);
    TornadoBar bar;
    bar.input = input;
    if (space.input(input).is_number()) {
        bar.low_value = space.quantile(input, one_way_low);
        bar.high_value = space.quantile(input, one_way_high);
    } else {
        const std::int64_t first = one_way_points(space, input).first;
        bar.low_value = static_cast<double>(low_point - first);
        bar.high_value = static_cast<double>(high_point - first);
    }
    bar.low = sample_moments(low).mean;
    bar.high = sample_moments(high).mean;
    bar.swing = swing.mean;
    bar.standard_error = swing.standard_error();
    bar.interval = t_interval(swing, sensitivity_level);
    return bar;
}

/// Over the numbers alone: the levels of a policy have no order.
StandardisedRegression regression_of(const SensitivitySpace& space, const std::vector<std::vector<double>>& inputs,
                                     const std::vector<double>& outputs)
{
    std::vector<std::vector<double>> numbers;
    for (std::size_t k = 0; k < space.size(); ++k) {
        if (space.input(k).is_number()) {
            numbers.push_back(inputs[k]);
        }
    }
    StandardisedRegression regression = standardised_regression(numbers, outputs);
    std::vector<double> coefficients(space.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t k = 0, number = 0; k < space.size(); ++k) {
        if (space.input(k).is_number()) {
            coefficients[k] = regression.coefficients[number++];
        }
    }
    regression.coefficients = std::move(coefficients);
    return regression;
}

} // namespace

std::vector<double> outputs_at(const StudyValues& values, std::int64_t point, const StudyOutput& output)
{
    std::vector<double> outputs;
    outputs.reserve(static_cast<std::size_t>(values.futures));
    for (std::int64_t future = 0; future < values.futures; ++future) {
        const double other = output.against ? values.value[values.value_index(point, *output.against, future)] : 0.0;
        outputs.push_back(values.value[values.value_index(point, output.of, future)] - other);
    }
    return outputs;
}

Tornado tornado_of(const SensitivitySpace& space, const StudyValues& values, const StudyOutput& output)
{
    const OneWayPoints last = one_way_points(space, space.size() - 1);
    require_all(values, last.first + last.count);
    const Moments given = sample_moments(outputs_at(values, 0, output));
    Tornado tornado{given.mean, t_interval(given, sensitivity_level), {}};
    for (std::size_t input = 0; input < space.size(); ++input) {
        tornado.bars.push_back(bar_of(space, input, values, output));
    }
    std::stable_sort(tornado.bars.begin(), tornado.bars.end(), [](const TornadoBar& left, const TornadoBar& right) {
        return std::fabs(left.swing) > std::fabs(right.swing);
    });
    return tornado;
}

std::vector<ElementaryEffect> morris_of(const SensitivitySpace& space, const PointDesign& design,
                                        const StudyValues& values, const StudyOutput& output, std::int64_t trajectories)
{
    require_all(values, design.points);
    Trajectories simulated;
    simulated.inputs = space.size();
    simulated.futures = static_cast<std::size_t>(values.futures);
    simulated.points = morris_uniforms(space, trajectories);
    for (std::int64_t point = 0; point < values.points; ++point) {
        const auto outputs = outputs_at(values, point, output);
        simulated.outputs.insert(simulated.outputs.end(), outputs.begin(), outputs.end());
    }
    return elementary_effects(simulated, sensitivity_level);
}

SobolIndices sobol_of(const SensitivitySpace& space, const FillingSizes& sizes, const StudyValues& values,
                      const StudyOutput& output)
{
    std::vector<SobolRows> scramblings(static_cast<std::size_t>(sizes.scramblings),
                                       SobolRows(space.groups().size(), static_cast<std::size_t>(sizes.futures)));
    const auto per_row = static_cast<std::int64_t>(scramblings.front().points());
    require_all(values, sizes.scramblings * sizes.rows * per_row);
    for (std::int64_t row = 0; row < sizes.scramblings * sizes.rows; ++row) {
        std::vector<double> row_outputs;
        for (std::int64_t point = row * per_row; point < (row + 1) * per_row; ++point) {
            const auto outputs = outputs_at(values, point, output);
            row_outputs.insert(row_outputs.end(), outputs.begin(), outputs.end());
        }
        scramblings[static_cast<std::size_t>(row / sizes.rows)].add(row_outputs);
    }
    return sobol_indices(scramblings, sensitivity_level);
}

InputDependence dependence_of(const SensitivitySpace& space, const PointDesign& design, const FillingSizes& sizes,
                              const StudyValues& values, const StudyOutput& output)
{
    require_all(values, design.points);
    std::vector<std::vector<double>> inputs(space.size());
    std::vector<double> means;
    for (std::int64_t point = 0; point < values.points; ++point) {
        const auto at = design.point(point).values;
        for (std::size_t k = 0; k < space.size(); ++k) {
            inputs[k].push_back(at[k]);
        }
        means.push_back(sample_moments(outputs_at(values, point, output)).mean);
    }
    InputDependence dependence;
    for (std::size_t k = 0; k < space.size(); ++k) {
        dependence.indices.push_back(
            rank_dependence(inputs[k], means, static_cast<std::size_t>(sizes.scramblings), sensitivity_level));
    }
    dependence.regression = regression_of(space, inputs, means);
    return dependence;
}

StudyOutput leading_difference(const Experiment& certain, std::int64_t futures, const StudyOptions& options)
{
    StudyPlan plan;
    plan.futures = futures;
    const StudyValues values = study(certain, plan, options);
    std::vector<int> order;
    for (int alternative = 0; values.points > 0 && alternative < values.alternatives; ++alternative) {
        order.push_back(alternative);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](int left, int right) { return values.mean(0, left) > values.mean(0, right); });
    if (order.empty()) {
        return {};
    }
    return {order.front(), order.size() > 1 ? std::optional(order[1]) : std::nullopt};
}

std::optional<OneWay> one_way(const Experiment& experiment, const StudyOutput& output, std::int64_t futures,
                              const StudyOptions& options)
{
    const SensitivitySpace space(experiment, PolicyInputs::left_as_given);
    const PointDesign design = one_way_design(space, futures);
    const StudyValues values = study(space.certain(), study_plan(space, design), options);
    if (values.points < design.points) {
        return std::nullopt;
    }
    const Tornado tornado = tornado_of(space, values, output);
    OneWay result{tornado.given, tornado.interval, {}};
    for (const TornadoBar& bar : tornado.bars) {
        result.inputs.push_back({space.input(bar.input).name, bar});
    }
    return result;
}

std::vector<std::string> strongest_inputs(const Experiment& experiment, const StudyOutput& output, std::size_t count,
                                          std::int64_t futures, const StudyOptions& options)
{
    std::vector<std::string> names;
    if (const auto found = one_way(experiment, output, futures, options)) {
        for (std::size_t k = 0; k < std::min(count, found->inputs.size()); ++k) {
            names.push_back(found->inputs[k].input);
        }
    }
    return names;
}

} // namespace kamsim
