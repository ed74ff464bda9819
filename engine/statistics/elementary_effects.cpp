#include "kamsim/statistics/elementary_effects.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/moments.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// An effect of one step, and the variance that luck leaves in it.
struct Step {
    std::size_t input = 0;
    double effect = 0.0;
    double luck_variance = 0.0;
};

/// The input that changes from one point to the next, and by how much.
std::pair<std::size_t, double> change(std::span<const double> from, std::span<const double> to)
{
    std::optional<std::size_t> changed;
    for (std::size_t input = 0; input < from.size(); ++input) {
        if (from[input] != to[input]) {
            if (changed) {
                throw std::invalid_argument("elementary effects: two inputs change in one step of a trajectory");
            }
            changed = input;
        }
    }
    if (!changed) {
        throw std::invalid_argument("elementary effects: no input changes in a step of a trajectory");
    }
    return {*changed, to[*changed] - from[*changed]};
}

Step step_at(const Trajectories& trajectories, std::size_t point)
{
    const std::span points(trajectories.points);
    const std::span outputs(trajectories.outputs);
    const auto [input, distance] = change(points.subspan(point * trajectories.inputs, trajectories.inputs),
                                          points.subspan((point + 1) * trajectories.inputs, trajectories.inputs));
    const Moments difference = paired_moments(outputs.subspan((point + 1) * trajectories.futures, trajectories.futures),
                                              outputs.subspan(point * trajectories.futures, trajectories.futures));
    const double luck = trajectories.futures > 1 ? difference.variance() / difference.count : 0.0;
    return {input, difference.mean / distance, luck / (distance * distance)};
}

std::size_t trajectory_count(const Trajectories& trajectories)
{
    const std::size_t numbers = (trajectories.inputs + 1) * trajectories.inputs;
    const std::size_t count = numbers == 0 ? 0 : trajectories.points.size() / numbers;
    if (count == 0 || trajectories.futures == 0 || trajectories.points.size() != count * numbers
        || trajectories.outputs.size() != count * (trajectories.inputs + 1) * trajectories.futures) {
        throw std::invalid_argument("elementary effects: the points and outputs are not those of whole trajectories");
    }
    return count;
}

ElementaryEffect effect_of(std::vector<double> effects, double luck_variance, double level)
{
    Moments of_effects;
    Moments of_sizes;
    for (const double effect : effects) {
        of_effects.add(effect);
        of_sizes.add(std::fabs(effect));
    }
    ElementaryEffect result;
    result.mean = of_effects.mean;
    result.mean_absolute = of_sizes.mean;
    result.standard_deviation = std::sqrt(std::fmax(0.0, of_effects.variance() - luck_variance));
    result.luck = std::sqrt(luck_variance);
    result.standard_error = of_sizes.standard_error();
    result.interval = t_interval(of_sizes, level);
    result.interval.kind = IntervalKind::student_t_over_trajectories;
    result.effects = std::move(effects);
    return result;
}

/// Key of the trajectories: they belong to the design, not to the luck of an experiment.
constexpr std::uint32_t design_word = 0x6D6F7272;

/// A whole number below `count` from one word.
std::size_t below(std::uint32_t word, std::size_t count)
{
    return static_cast<std::size_t>((static_cast<std::uint64_t>(word) * count) >> 32);
}

} // namespace

std::vector<ElementaryEffect> elementary_effects(const Trajectories& trajectories, double level)
{
    const std::size_t count = trajectory_count(trajectories);
    const double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::vector<double>> effects(trajectories.inputs, std::vector<double>(count, none));
    std::vector<double> luck(trajectories.inputs);
    for (std::size_t trajectory = 0; trajectory < count; ++trajectory) {
        for (std::size_t k = 0; k < trajectories.inputs; ++k) {
            const Step step = step_at(trajectories, trajectory * (trajectories.inputs + 1) + k);
            if (!std::isnan(effects[step.input][trajectory])) {
                throw std::invalid_argument("elementary effects: an input changes twice in a trajectory");
            }
            effects[step.input][trajectory] = step.effect;
            luck[step.input] += step.luck_variance / static_cast<double>(count);
        }
    }
    std::vector<ElementaryEffect> result;
    for (std::size_t input = 0; input < trajectories.inputs; ++input) {
        result.push_back(effect_of(std::move(effects[input]), luck[input], level));
    }
    return result;
}

std::vector<double> morris_points(std::size_t inputs, std::size_t trajectories, int levels, std::uint64_t seed)
{
    if (inputs == 0 || trajectories == 0 || levels < 2 || levels % 2 != 0) {
        throw std::invalid_argument("Morris trajectories need inputs, and an even number of levels such as 4");
    }
    const std::array<std::uint32_t, 2> key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
    const auto half = static_cast<std::size_t>(levels) / 2;
    std::vector<double> points;
    points.reserve(trajectories * (inputs + 1) * inputs);
    for (std::size_t trajectory = 0; trajectory < trajectories; ++trajectory) {
        const auto words = [&](std::size_t k) {
            return philox4x32_10(
                {static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(trajectory), 0, design_word}, key);
        };
        std::vector<std::size_t> order(inputs);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::vector<std::size_t> places(inputs);
        std::vector<bool> rises(inputs);
        for (std::size_t k = 0; k < inputs; ++k) {
            const auto random = words(k);
            std::swap(order[k], order[k + below(random[0], inputs - k)]);
            rises[k] = random[1] < 0x80000000U;
            places[k] = below(random[2], half) + (rises[k] ? 0 : half);
        }
        for (std::size_t point = 0; point <= inputs; ++point) {
            if (point > 0) {
                const std::size_t moved = order[point - 1];
                places[moved] = rises[moved] ? places[moved] + half : places[moved] - half;
            }
            for (const std::size_t place : places) {
                points.push_back((static_cast<double>(place) + 0.5) / levels);
            }
        }
    }
    return points;
}

} // namespace kamsim
