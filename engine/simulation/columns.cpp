#include "simulation/columns.hpp"

#include <algorithm>

namespace kamsim {

void BlockSums::add(std::size_t first, std::size_t count, const double* lanes, int active)
{
    double* sum = sums_.data() + first;
    if (active == replications_per_block) {
        for (std::size_t k = 0; k < count; ++k, lanes += replications_per_block) {
            sum[k] += ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        }
        return;
    }
    for (std::size_t k = 0; k < count; ++k, lanes += replications_per_block) {
        for (int lane = 0; lane < active; ++lane) {
            sum[k] += lanes[lane];
        }
    }
}

MomentColumns::MomentColumns(std::size_t quantities, int blocks)
    : columns_(quantities), reciprocals_(static_cast<std::size_t>(blocks) + 1)
{
    for (std::size_t n = 1; n < reciprocals_.size(); ++n) {
        reciprocals_[n] = 1.0 / static_cast<double>(n);
    }
}

void MomentColumns::add(std::size_t quantity, const double* lanes, int active)
{
    Columns& columns = columns_[quantity];
    bool whole = active == replications_per_block;
    for (int lane = 0; lane < active; ++lane) {
        // Not a number compares unequal to itself.
        whole = whole & (lanes[lane] == lanes[lane]) & (columns.count[lane] == columns.count[0]);
    }
    if (whole) {
        add_whole(columns, lanes);
        return;
    }
    for (int lane = 0; lane < active; ++lane) {
        const double value = lanes[lane];
        if (value == value) {
            columns.count[lane] += 1.0;
            const double delta = value - columns.mean[lane];
            columns.mean[lane] += delta * reciprocals_[static_cast<std::size_t>(columns.count[lane])];
            columns.sum_squared_deviations[lane] += delta * (value - columns.mean[lane]);
        }
    }
}

/// The usual case, all columns alike: the same arithmetic without a branch for each value.
void MomentColumns::add_whole(Columns& columns, const double* lanes) const
{
    const double reciprocal = reciprocals_[static_cast<std::size_t>(columns.count[0]) + 1];
    for (int lane = 0; lane < replications_per_block; ++lane) {
        columns.count[lane] += 1.0;
        const double delta = lanes[lane] - columns.mean[lane];
        columns.mean[lane] += delta * reciprocal;
        columns.sum_squared_deviations[lane] += delta * (lanes[lane] - columns.mean[lane]);
    }
}

std::vector<Moments> MomentColumns::totals() const
{
    std::vector<Moments> result(columns_.size());
    for (std::size_t k = 0; k < result.size(); ++k) {
        for (std::size_t lane = 0; lane < replications_per_block; ++lane) {
            result[k].merge(
                {columns_[k].count[lane], columns_[k].mean[lane], columns_[k].sum_squared_deviations[lane]});
        }
    }
    return result;
}

void WorldMeans::add(std::size_t quantity, const double* lanes, int active)
{
    Sum& world = sums_[quantity];
    for (int lane = 0; lane < active; ++lane) {
        const bool is_defined = lanes[lane] == lanes[lane];
        world.count += is_defined ? 1.0 : 0.0;
        world.sum += is_defined ? lanes[lane] : 0.0;
    }
}

void WorldMeans::end_world()
{
    for (std::size_t quantity = 0; quantity < sums_.size(); ++quantity) {
        Sum& world = sums_[quantity];
        if (world.count > 0.0) {
            means_[quantity].add(world.sum / world.count);
            world = {};
        }
    }
}

} // namespace kamsim
