#include "kamsim/decision/point_design.hpp"

#include <array>
#include <memory>
#include <span>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/random/derived_seed.hpp"
#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/statistics/elementary_effects.hpp"

namespace kamsim {

namespace {

/// Last words of the counters behind seeds: what a seed is for.
constexpr std::uint32_t luck_word = 0x6C75636B;
constexpr std::uint32_t scrambling_word = 0x73637261;
constexpr std::uint32_t trajectory_word = 0x74726A63;

void require_sizes(const FillingSizes& sizes)
{
    if (sizes.rows < 1 || sizes.scramblings < 1 || sizes.futures < 1 || sizes.rows * sizes.scramblings < 2) {
        throw std::invalid_argument("a design that fills the space of inputs needs two rows at least, a scrambling and "
                                    "a future");
    }
}

/// Scrambled points of twice as many dimensions as a space has: the points A, and the points B.
class BasePoints {
public:
    BasePoints(const SensitivitySpace& space, const FillingSizes& sizes) : size_(space.size())
    {
        for (std::int64_t k = 0; k < sizes.scramblings; ++k) {
            scramblings_.emplace_back(
                derived_seed(space.certain().seed, static_cast<std::uint64_t>(k), scrambling_word),
                static_cast<int>(2 * size_));
        }
    }

    [[nodiscard]] std::vector<double> uniforms(std::int64_t scrambling, std::int64_t row, std::size_t half) const
    {
        std::vector<double> result;
        for (std::size_t k = 0; k < size_; ++k) {
            result.push_back(scramblings_[static_cast<std::size_t>(scrambling)].coordinate(
                static_cast<std::uint32_t>(row), static_cast<int>(half * size_ + k)));
        }
        return result;
    }

private:
    std::size_t size_;
    std::vector<ScrambledSobol> scramblings_;
};

} // namespace

OneWayPoints one_way_points(const SensitivitySpace& space, std::size_t coordinate)
{
    const auto points_of = [&](std::size_t k) {
        return space.input(k).is_number() ? 2 : static_cast<std::int64_t>(space.input(k).levels.size());
    };
    OneWayPoints points{1, points_of(coordinate)};
    for (std::size_t k = 0; k < coordinate; ++k) {
        points.first += points_of(k);
    }
    return points;
}

PointDesign one_way_design(const SensitivitySpace& space, std::int64_t futures)
{
    auto points = std::make_shared<std::vector<std::vector<double>>>(1, space.given_point());
    for (std::size_t k = 0; k < space.size(); ++k) {
        const auto add = [&](double value) {
            points->push_back(space.given_point());
            points->back()[k] = value;
        };
        if (space.input(k).is_number()) {
            add(space.quantile(k, one_way_low));
            add(space.quantile(k, one_way_high));
        }
        for (std::size_t level = 0; level < space.input(k).levels.size(); ++level) {
            add(static_cast<double>(level));
        }
    }
    return {fmt::format("one-way, {} futures", futures), std::ssize(*points), futures, [points](std::int64_t point) {
                return DesignPoint{(*points)[static_cast<std::size_t>(point)], 0};
            }};
}

std::vector<double> morris_uniforms(const SensitivitySpace& space, std::int64_t trajectories)
{
    return morris_points(space.size(), static_cast<std::size_t>(trajectories), morris_levels,
                         derived_seed(space.certain().seed, 0, trajectory_word));
}

PointDesign morris_design(const SensitivitySpace& space, std::int64_t trajectories, std::int64_t futures)
{
    if (space.has_correlations()) {
        throw std::invalid_argument(
            "Morris's method steps one input alone, which correlated inputs do not do; take the "
            "method sobol, which draws them together, or moment-independent");
    }
    const auto points = std::make_shared<const std::vector<double>>(morris_uniforms(space, trajectories));
    const auto per_trajectory = static_cast<std::int64_t>(space.size()) + 1;
    return {fmt::format("morris, {} trajectories, {} futures", trajectories, futures), trajectories * per_trajectory,
            futures, [points, per_trajectory, &space](std::int64_t point) {
                const auto uniforms =
                    std::span(*points).subspan(static_cast<std::size_t>(point) * space.size(), space.size());
                return DesignPoint{space.values_at(uniforms), 1 + static_cast<std::uint64_t>(point / per_trajectory)};
            }};
}

PointDesign sobol_design(const SensitivitySpace& space, const FillingSizes& sizes)
{
    require_sizes(sizes);
    const auto base = std::make_shared<const BasePoints>(space, sizes);
    const auto per_row = static_cast<std::int64_t>(space.groups().size()) + 2;
    return {fmt::format("sobol, {} scramblings of {} rows, {} futures", sizes.scramblings, sizes.rows, sizes.futures),
            sizes.scramblings * sizes.rows * per_row, sizes.futures,
            [base, per_row, sizes, &space](std::int64_t point) {
                const std::int64_t row = point / per_row;
                const std::int64_t column = point % per_row;
                auto uniforms = base->uniforms(row / sizes.rows, row % sizes.rows, column == 1 ? 1 : 0);
                if (column > 1) {
                    const auto other = base->uniforms(row / sizes.rows, row % sizes.rows, 1);
                    for (const std::size_t k : space.groups()[static_cast<std::size_t>(column - 2)]) {
                        uniforms[k] = other[k];
                    }
                }
                const auto luck = 1 + 2 * static_cast<std::uint64_t>(row) + (column == 1 ? 1 : 0);
                return DesignPoint{space.values_at(uniforms), luck};
            }};
}

PointDesign sample_design(const SensitivitySpace& space, const FillingSizes& sizes)
{
    require_sizes(sizes);
    const auto base = std::make_shared<const BasePoints>(space, sizes);
    return {fmt::format("sample, {} scramblings of {} rows, {} futures", sizes.scramblings, sizes.rows, sizes.futures),
            sizes.scramblings * sizes.rows, sizes.futures, [base, sizes, &space](std::int64_t row) {
                return DesignPoint{space.values_at(base->uniforms(row / sizes.rows, row % sizes.rows, 0)),
                                   1 + 2 * static_cast<std::uint64_t>(row)};
            }};
}

StudyPlan study_plan(const SensitivitySpace& space, const PointDesign& design)
{
    StudyPlan plan;
    plan.points = design.points;
    plan.futures = design.futures;
    plan.enter = [&space, &design](std::int64_t point, Experiment& copy) {
        const DesignPoint entered = design.point(point);
        space.set(entered.values, copy);
        const std::uint64_t seed = space.certain().seed;
        copy.seed = entered.luck == 0 ? seed : derived_seed(seed, entered.luck, luck_word);
    };
    return plan;
}

} // namespace kamsim
