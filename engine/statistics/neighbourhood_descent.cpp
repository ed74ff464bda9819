#include "statistics/neighbourhood_descent.hpp"

#include <algorithm>
#include <cmath>

namespace kamsim {

namespace {

constexpr double first_step = 0.25; ///< part of a range
constexpr double last_step = 1.0 / 512.0;

/// Values of one variable next to the one it has.
std::vector<double> next_values(const SearchVariable& variable, double value, double step)
{
    std::vector<double> values;
    if (variable.kind == VariableKind::category) {
        for (double level = variable.low; level <= variable.high; level += 1.0) {
            values.push_back(level);
        }
    } else {
        const double width = step * (variable.high - variable.low);
        const double least = variable.kind == VariableKind::whole ? 1.0 : variable.step;
        const double length = std::max(width, least);
        values = {std::max(variable.low, value - length), std::min(variable.high, value + length)};
    }
    values.erase(std::remove(values.begin(), values.end(), value), values.end());
    return values;
}

/// One variable changed.
struct Neighbour {
    std::size_t variable = 0;
    SearchPoint point;
};

std::vector<Neighbour> neighbours_of(const SearchProblem& problem, const SearchPoint& point, double step)
{
    std::vector<Neighbour> neighbours;
    for (std::size_t k = 0; k < point.size(); ++k) {
        for (const double value : next_values(problem.variables[k], point[k], step)) {
            neighbours.push_back({k, point});
            neighbours.back().point[k] = value;
        }
    }
    return neighbours;
}

/// All variables at the best of their values, each by itself.
SearchPoint together(const std::vector<Neighbour>& neighbours, const std::vector<std::size_t>& places,
                     std::size_t incumbent, const TrialArchive& archive)
{
    SearchPoint point = archive.trials()[incumbent].point;
    std::vector<std::size_t> best(point.size(), incumbent);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
        std::size_t& of_variable = best[neighbours[k].variable];
        if (is_better(archive.trials()[places[k]].outcome, archive.trials()[of_variable].outcome)) {
            of_variable = places[k];
            point[neighbours[k].variable] = archive.trials()[places[k]].point[neighbours[k].variable];
        }
    }
    return point;
}

} // namespace

void descend_by_neighbours(const SearchProblem& problem, TrialArchive& archive)
{
    double step = first_step;
    while (step >= last_step) {
        const std::size_t incumbent = ranked(archive.trials()).front();
        const auto neighbours = neighbours_of(problem, archive.trials()[incumbent].point, step);
        std::vector<SearchPoint> points;
        for (const Neighbour& neighbour : neighbours) {
            points.push_back(neighbour.point);
        }
        const auto places = archive.try_points(points);
        const SearchPoint joint = together(neighbours, places, incumbent, archive);
        archive.try_points({&joint, 1});
        const std::size_t now = ranked(archive.trials()).front();
        if (!is_better(archive.trials()[now].outcome, archive.trials()[incumbent].outcome)) {
            step /= 2.0;
        }
    }
}

} // namespace kamsim
