#include "kamsim/decision/sweep_map.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include "decision/share_of_wins.hpp"
#include "decision/sweep_map_surfaces.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr double table_level = 0.95; ///< of the intervals of a sweep

/// The factors of the map among those that vary, the first ones where none is named.
std::vector<std::size_t> chosen_inputs(const SweepSpace& space, const SweepMapAxes& axes)
{
    const auto named = [&](const std::string& name) {
        for (std::size_t input = 0; input < space.inputs().size(); ++input) {
            if (space.factor(input).name == name) {
                return input;
            }
        }
        throw std::invalid_argument(fmt::format("no factor \"{}\" varies in the sweep", name));
    };
    std::vector<std::size_t> chosen;
    const auto add_first_other = [&] {
        for (std::size_t input = 0; input < space.inputs().size(); ++input) {
            if (std::find(chosen.begin(), chosen.end(), input) == chosen.end()) {
                chosen.push_back(input);
                return;
            }
        }
    };
    if (axes.up) {
        chosen.push_back(named(*axes.up));
    }
    if (axes.across) {
        chosen.push_back(named(*axes.across));
    } else {
        add_first_other();
    }
    if (axes.up) {
        std::reverse(chosen.begin(), chosen.end());
    } else {
        add_first_other();
    }
    if (chosen.size() > 1 && chosen[0] == chosen[1]) {
        throw std::invalid_argument(fmt::format("factor \"{}\" is named for both axes", space.factor(chosen[0]).name));
    }
    return chosen;
}

SweepMapAxis axis_of(const SweepSpace& space, std::size_t input)
{
    SweepMapAxis axis{
        space.factor(input).name, {}, space.table().is_grid() ? std::vector<double>() : space.steps(input)};
    if (space.table().is_grid()) {
        const auto column = space.points().col(static_cast<Eigen::Index>(input));
        axis.numbers.assign(column.begin(), column.end());
        std::sort(axis.numbers.begin(), axis.numbers.end());
        axis.numbers.erase(std::unique(axis.numbers.begin(), axis.numbers.end()), axis.numbers.end());
    }
    for (const double number : axis.numbers) {
        const auto& factor = space.factor(input);
        const auto level = std::find(factor.numbers.begin(), factor.numbers.end(), number);
        axis.labels.push_back(level == factor.numbers.end()
                                  ? space.text_of(input, number)
                                  : factor.levels[static_cast<std::size_t>(level - factor.numbers.begin())].label);
    }
    return axis;
}

/// The designs' means over some points, and in each world.
class CellMeans {
public:
    CellMeans(const SweepTable& table, const std::vector<std::int64_t>& points) : table_(&table), points_(&points)
    {
        const auto worlds = static_cast<std::size_t>(table.world_value.empty() ? 0 : table.worlds);
        for (std::size_t alternative = 0; alternative < table.alternatives.size(); ++alternative) {
            means_.push_back(
                mean_over_points([&](std::int64_t point) { return table.difference[table.row(point, alternative)]; }));
            in_worlds_.emplace_back();
            for (std::size_t world = 0; world < worlds; ++world) {
                in_worlds_.back().push_back(mean_over_points([&](std::int64_t point) {
                    return table.world_value[table.world_index(point, static_cast<std::int64_t>(world), alternative)];
                }));
            }
        }
    }

    /// Differences to the baseline.
    [[nodiscard]] const std::vector<double>& means() const { return means_; }

    [[nodiscard]] double value(std::size_t alternative) const
    {
        return mean_over_points([&](std::int64_t point) { return table_->value[table_->row(point, alternative)]; });
    }

    [[nodiscard]] std::vector<double> worlds_won() const
    {
        if (in_worlds_.front().empty()) {
            return {};
        }
        return shares_of_wins({in_worlds_.begin(), in_worlds_.end()});
    }

    /// Of the best one to another, simultaneous over all others.
    [[nodiscard]] Interval lead_interval(std::size_t best, std::size_t other) const
    {
        const auto comparisons = static_cast<int>(means_.size()) - 1;
        if (!in_worlds_.front().empty()) {
            auto interval = simultaneous_t_interval(paired_moments(in_worlds_[best], in_worlds_[other]),
                                                    sweep_map_level, comparisons);
            interval.kind = IntervalKind::student_t_over_worlds_simultaneous;
            return interval;
        }
        const double mean = means_[best] - means_[other];
        const bool is_kept = points_->size() == 1 && is_leading_pair(points_->front(), best, other);
        const double half = (is_kept ? kept_half(points_->front()) : bound(best) + bound(other)) * widening();
        const bool is_exact = points_->size() == 1 && (is_kept || is_baseline(best) || is_baseline(other));
        return {mean - half, mean + half, sweep_map_level,
                is_exact ? IntervalKind::student_t_simultaneous : IntervalKind::student_t_bound};
    }

private:
    template <class Of>
    [[nodiscard]] double mean_over_points(Of&& of) const
    {
        double sum = 0.0;
        for (const std::int64_t point : *points_) {
            sum += of(point);
        }
        return sum / static_cast<double>(points_->size());
    }

    [[nodiscard]] bool is_baseline(std::size_t alternative) const
    {
        return static_cast<int>(alternative) == table_->baseline;
    }

    /// Whether the sweep has kept the lead of the first over the second as a pair.
    [[nodiscard]] bool is_leading_pair(std::int64_t point, std::size_t best, std::size_t other) const
    {
        const auto row = [&](std::size_t alternative) { return table_->row(point, alternative); };
        if (static_cast<int>(best) != static_cast<int>(table_->best[static_cast<std::size_t>(point)])) {
            return false;
        }
        for (std::size_t alternative = 0; alternative < means_.size(); ++alternative) {
            if (alternative != best && alternative != other
                && table_->value[row(alternative)] >= table_->value[row(other)]) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] double kept_half(std::int64_t point) const
    {
        const auto place = static_cast<std::size_t>(point);
        return 0.5 * (table_->lead_high[place] - table_->lead_low[place]);
    }

    /// Half of the interval of a difference to the baseline; errors of points go the same way at most.
    [[nodiscard]] double bound(std::size_t alternative) const
    {
        return is_baseline(alternative) ? 0.0 : mean_over_points([&](std::int64_t point) {
            const auto row = table_->row(point, alternative);
            return 0.5 * (table_->difference_high[row] - table_->difference_low[row]);
        });
    }

    /// From an interval alone to one of several together.
    [[nodiscard]] double widening() const
    {
        const boost::math::students_t distribution(static_cast<double>(table_->futures_per_world - 1));
        const auto comparisons = static_cast<double>(means_.size() - 1);
        return boost::math::quantile(distribution, 1.0 - 0.5 * (1.0 - sweep_map_level) / comparisons)
               / boost::math::quantile(distribution, 0.5 + 0.5 * table_level);
    }

    const SweepTable* table_;
    const std::vector<std::int64_t>* points_;
    std::vector<double> means_;
    std::vector<std::vector<double>> in_worlds_; ///< [alternative][world]
};

SweepMapCell cell_of(const SweepTable& table, const std::vector<std::int64_t>& points)
{
    SweepMapCell cell;
    cell.points = std::ssize(points);
    if (points.empty()) {
        return cell;
    }
    const CellMeans means(table, points);
    const auto [best, next] = best_two(means.means());
    cell.best = static_cast<int>(best);
    cell.next = static_cast<int>(next);
    cell.value = means.value(best);
    cell.lead = means.means()[best] - means.means()[next];
    cell.lead_interval = means.lead_interval(best, next);
    cell.worlds_won = means.worlds_won();
    cell.is_sure = true;
    for (std::size_t other = 0; other < table.alternatives.size(); ++other) {
        cell.behind.push_back(means.means()[other] - means.means()[best]);
        cell.is_sure = cell.is_sure && (other == best || means.lead_interval(best, other).low > 0.0);
    }
    return cell;
}

/// Points of a grid, cell by cell.
std::vector<std::vector<std::int64_t>> points_of_cells(const SweepSpace& space, const SweepMap& map,
                                                       const std::vector<std::size_t>& inputs)
{
    std::vector<std::vector<std::int64_t>> points(map.rows() * map.columns());
    const auto step = [&](const SweepMapAxis& axis, std::size_t input, std::size_t k) {
        const double number = space.points()(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(input));
        return static_cast<std::size_t>(std::find(axis.numbers.begin(), axis.numbers.end(), number)
                                        - axis.numbers.begin());
    };
    for (std::size_t k = 0; k < space.kept().size(); ++k) {
        const std::size_t row = map.up ? step(*map.up, inputs[1], k) : 0;
        points[row * map.columns() + step(map.across, inputs[0], k)].push_back(space.kept()[k]);
    }
    return points;
}

} // namespace

SweepMap map_of_sweep(const SweepTable& table, const SweepMapAxes& axes, int threads)
{
    if (table.alternatives.size() < 2) {
        throw std::invalid_argument("a map of which design is best takes two designs or more");
    }
    const SweepSpace space(table);
    const auto inputs = chosen_inputs(space, axes);
    SweepMap map;
    map.across = axis_of(space, inputs[0]);
    if (inputs.size() > 1) {
        map.up = axis_of(space, inputs[1]);
    }
    if (!table.is_grid()) {
        add_surface_cells(space, inputs, threads, map);
        return map;
    }
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        if (std::find(inputs.begin(), inputs.end(), input) == inputs.end()) {
            map.averaged.push_back(space.factor(input).name);
        }
    }
    for (const auto& points : points_of_cells(space, map, inputs)) {
        map.cells.push_back(cell_of(table, points));
    }
    return map;
}

} // namespace kamsim
