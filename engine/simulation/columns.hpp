#pragma once

#include <cstddef>
#include <vector>

#include "kamsim/statistics/moments.hpp"
#include "model/kernel.hpp"

namespace kamsim {

/// Plain sums of many quantities. The eight replications of a block are added pairwise, blocks one after another.
class BlockSums {
public:
    explicit BlockSums(std::size_t quantities) : sums_(quantities, 0.0) {}

    void clear() { sums_.assign(sums_.size(), 0.0); }

    /// Adds `count` consecutive quantities.
    /// @param lanes [quantity][replications_per_block]
    /// @param active replications of the block that count
    void add(std::size_t first, std::size_t count, const double* lanes, int active);

    [[nodiscard]] const std::vector<double>& sums() const { return sums_; }

private:
    std::vector<double> sums_;
};

/// Count, mean and squared deviations of many quantities, in eight columns that are merged in order at the end; values
/// that are not numbers are left out. A column holds few values, so that reciprocals of its count can stand in a table.
class MomentColumns {
public:
    /// @param groups most blocks that will be added before the next clear
    MomentColumns(std::size_t quantities, int blocks);

    void clear() { columns_.assign(columns_.size(), Columns{}); }

    /// @param lanes [replications_per_block]
    void add(std::size_t quantity, const double* lanes, int active);

    [[nodiscard]] std::vector<Moments> totals() const;

private:
    struct Columns {
        double count[replications_per_block] = {};
        double mean[replications_per_block] = {};
        double sum_squared_deviations[replications_per_block] = {};
    };

    void add_whole(Columns& columns, const double* lanes) const;

    std::vector<Columns> columns_;
    std::vector<double> reciprocals_;
};

/// Moments of the means of whole worlds, of many quantities; values that are not numbers are left out, and worlds that
/// have none.
class WorldMeans {
public:
    explicit WorldMeans(std::size_t quantities) : sums_(quantities), means_(quantities) {}

    void clear() { means_.assign(means_.size(), Moments{}); }

    /// @param lanes of the world at hand, [replications_per_block]
    void add(std::size_t quantity, const double* lanes, int active);

    /// To be called when all of a world has been added.
    void end_world();

    [[nodiscard]] const std::vector<Moments>& totals() const { return means_; }

private:
    struct Sum {
        double count = 0.0;
        double sum = 0.0;
    };
    std::vector<Sum> sums_; ///< of the world at hand
    std::vector<Moments> means_;
};

} // namespace kamsim
