#include "simulation/columns.hpp"

namespace kamsim {

void SumColumns::add_rows(std::size_t first, std::size_t rows, const double* values, int lanes, int active)
{
    if (active % column_count != 0) {
        for (std::size_t row = 0; row < rows; ++row) {
            add(first + row, values + row * static_cast<std::size_t>(lanes), active);
        }
        return;
    }
    // Whole groups of eight lanes, in the same order as above, without a remainder for each lane.
    double* columns = sums_.data() + first * column_count;
    for (std::size_t row = 0; row < rows; ++row, columns += column_count) {
        const double* lane = values + row * static_cast<std::size_t>(lanes);
        for (int group = 0; group < active; group += column_count, lane += column_count) {
            for (int column = 0; column < column_count; ++column) {
                columns[column] += lane[column];
            }
        }
    }
}

double SumColumns::total(std::size_t quantity) const
{
    double sum = 0.0;
    for (std::size_t column = 0; column < column_count; ++column) {
        sum += sums_[quantity * column_count + column];
    }
    return sum;
}

Moments MomentColumns::total(std::size_t quantity) const
{
    Moments merged;
    for (std::size_t column = 0; column < column_count; ++column) {
        merged.merge(moments_[quantity * column_count + column]);
    }
    return merged;
}

} // namespace kamsim
