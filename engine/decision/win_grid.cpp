#include "decision/win_grid.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "kamsim/statistics/quantiles.hpp"
#include "kamsim/statistics/smooth_fit.hpp"

namespace kamsim {

namespace {

constexpr std::size_t columns = 8;
constexpr std::size_t rows = 6;
constexpr std::uint32_t draws = 200;

/// Values that cut a sample into parts of equal size.
std::vector<double> edges_of(const Eigen::VectorXd& values, std::size_t parts)
{
    const std::vector<double> sample(values.begin(), values.end());
    std::vector<double> probabilities;
    for (std::size_t part = 1; part < parts; ++part) {
        probabilities.push_back(static_cast<double>(part) / static_cast<double>(parts));
    }
    return sample_quantiles(sample, probabilities);
}

std::size_t part_of(double value, const std::vector<double>& edges)
{
    return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
}

/// The two inputs that explain most of the leads' variance, the first one first.
std::array<Eigen::Index, 2> strongest_inputs(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& leads)
{
    std::vector<double> moved;
    for (Eigen::Index input = 0; input < inputs.cols(); ++input) {
        const SmoothFit fit(inputs.col(input), leads);
        moved.push_back((fit.fitted().rowwise() - leads.colwise().mean()).squaredNorm());
    }
    std::vector<Eigen::Index> order(moved.size());
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::stable_sort(order.begin(), order.end(), [&](Eigen::Index first, Eigen::Index second) {
        return moved[static_cast<std::size_t>(first)] > moved[static_cast<std::size_t>(second)];
    });
    return {order[0], order[1]};
}

/// Winner of each cell by its worlds' mean leads; -1 without worlds.
std::vector<int> cell_winners(const Eigen::MatrixXd& leads, const std::vector<std::size_t>& cell_of_world, int baseline)
{
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(rows * columns, leads.cols());
    std::vector<bool> is_empty(rows * columns, true);
    for (Eigen::Index world = 0; world < leads.rows(); ++world) {
        const auto cell = cell_of_world[static_cast<std::size_t>(world)];
        sums.row(static_cast<Eigen::Index>(cell)) += leads.row(world);
        is_empty[cell] = false;
    }
    auto winners = winners_of(sums, baseline);
    for (std::size_t cell = 0; cell < winners.size(); ++cell) {
        winners[cell] = is_empty[cell] ? -1 : winners[cell];
    }
    return winners;
}

} // namespace

std::vector<int> winners_of(const Eigen::MatrixXd& leads, int baseline)
{
    std::vector<int> winners;
    for (Eigen::Index row = 0; row < leads.rows(); ++row) {
        Eigen::Index best = -1;
        double largest = 0.0;
        for (Eigen::Index column = 0; column < leads.cols(); ++column) {
            if (leads(row, column) > largest) {
                largest = leads(row, column);
                best = column;
            }
        }
        // The baseline is no column: those from its place on are one further.
        winners.push_back(best < 0 ? baseline : static_cast<int>(best) + (best >= baseline ? 1 : 0));
    }
    return winners;
}

WinGrid grid_of(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& leads, int baseline)
{
    WinGrid grid;
    if (inputs.cols() < 2) {
        return grid;
    }
    const auto [across, up] = strongest_inputs(inputs, leads);
    grid.across = static_cast<std::size_t>(across);
    grid.up = static_cast<std::size_t>(up);
    grid.across_edges = edges_of(inputs.col(across), columns);
    grid.up_edges = edges_of(inputs.col(up), rows);
    std::vector<std::size_t> cell_of_world;
    grid.cells.resize(rows * columns);
    for (Eigen::Index world = 0; world < inputs.rows(); ++world) {
        cell_of_world.push_back(part_of(inputs(world, up), grid.up_edges) * columns
                                + part_of(inputs(world, across), grid.across_edges));
        ++grid.cells[cell_of_world.back()].worlds;
    }
    const std::array chosen{across, up};
    const SmoothFit fit(inputs(Eigen::all, chosen), leads);
    const auto winners = cell_winners(fit.fitted(), cell_of_world, baseline);
    for (std::size_t cell = 0; cell < winners.size(); ++cell) {
        grid.cells[cell].winner = winners[cell];
    }
    for (std::uint32_t number = 0; number < draws; ++number) {
        const auto drawn = cell_winners(fit.drawn(number), cell_of_world, baseline);
        for (std::size_t cell = 0; cell < winners.size(); ++cell) {
            grid.cells[cell].confidence += drawn[cell] == winners[cell] ? 1.0 / draws : 0.0;
        }
    }
    return grid;
}

} // namespace kamsim
