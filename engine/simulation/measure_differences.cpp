#include "simulation/measure_differences.hpp"

#include <algorithm>

namespace kamsim {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

std::size_t quantities(const Outcome& shape)
{
    return at(shape.pairs) * measure_count * at(shape.years);
}

} // namespace

MeasureDifferences::MeasureDifferences(const Outcome& shape, int blocks, bool with_worlds)
    : pairs_(alternative_pairs(shape.alternatives, shape.baseline)), periods_(shape.periods),
      periods_per_year_(shape.periods_per_year), years_(shape.years), with_worlds_(with_worlds),
      values_(at(shape.alternatives) * measure_count * at(shape.years) * replications_per_block),
      moments_(quantities(shape), blocks), world_means_(with_worlds ? quantities(shape) : 0)
{}

void MeasureDifferences::clear()
{
    moments_.clear();
    world_means_.clear();
}

std::size_t MeasureDifferences::place(int alternative, int measure, int year) const
{
    return ((at(alternative) * measure_count + at(measure)) * at(years_) + at(year)) * replications_per_block;
}

void MeasureDifferences::keep(int alternative, int measure, int period, const double* lanes)
{
    const bool ends_a_year = (period + 1) % periods_per_year_ == 0 || period + 1 == periods_;
    if (ends_a_year) {
        const int year = (period + periods_per_year_) / periods_per_year_;
        std::copy_n(lanes, replications_per_block, values_.data() + place(alternative, measure, year));
    }
}

void MeasureDifferences::end_block(int active)
{
    std::size_t quantity = 0;
    double difference[replications_per_block];
    for (const AlternativePair& pair : pairs_) {
        for (int measure = 0; measure < measure_count; ++measure) {
            ++quantity; // the first day
            for (int year = 1; year < years_; ++year, ++quantity) {
                const double* alternative = values_.data() + place(pair.alternative, measure, year);
                const double* against = values_.data() + place(pair.against, measure, year);
                for (int lane = 0; lane < replications_per_block; ++lane) {
                    difference[lane] = alternative[lane] - against[lane];
                }
                moments_.add(quantity, difference, active);
                if (with_worlds_) {
                    world_means_.add(quantity, difference, active);
                }
            }
        }
    }
}

void MeasureDifferences::put_into(SampleSums& sums) const
{
    sums.measure_difference = moments_.totals();
    sums.world_measure_difference = world_means_.totals();
}

} // namespace kamsim
