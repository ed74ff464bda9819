#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "kamsim/statistics/moments.hpp"

namespace kamsim {

/// Replications are summed in eight columns by their number modulo 8, so that no sum depends on how many lanes a block
/// has; the columns are merged in order at the end of a super-block.
inline constexpr int column_count = 8;

/// Plain sums of many quantities.
class SumColumns {
public:
    explicit SumColumns(std::size_t quantities) : sums_(quantities * column_count, 0.0) {}

    void clear() { sums_.assign(sums_.size(), 0.0); }

    void add(std::size_t quantity, const double* lanes, int active)
    {
        double* columns = sums_.data() + quantity * column_count;
        for (int lane = 0; lane < active; ++lane) {
            columns[lane % column_count] += lanes[lane];
        }
    }

    /// Adds `rows` consecutive quantities, whose lanes stand `lanes` apart.
    void add_rows(std::size_t first, std::size_t rows, const double* values, int lanes, int active);

    [[nodiscard]] std::size_t size() const { return sums_.size() / column_count; }
    [[nodiscard]] double total(std::size_t quantity) const;

private:
    std::vector<double> sums_;
};

/// Count, mean and squared deviations of many quantities; values that are not numbers are left out.
class MomentColumns {
public:
    explicit MomentColumns(std::size_t quantities) : moments_(quantities * column_count) {}

    void clear() { moments_.assign(moments_.size(), Moments{}); }

    void add(std::size_t quantity, const double* lanes, int active)
    {
        Moments* columns = moments_.data() + quantity * column_count;
        for (int lane = 0; lane < active; ++lane) {
            if (!std::isnan(lanes[lane])) {
                columns[lane % column_count].add(lanes[lane]);
            }
        }
    }

    [[nodiscard]] std::size_t size() const { return moments_.size() / column_count; }
    [[nodiscard]] Moments total(std::size_t quantity) const;

private:
    std::vector<Moments> moments_;
};

} // namespace kamsim
