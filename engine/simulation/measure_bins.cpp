#include "simulation/measure_bins.hpp"

#include <algorithm>

namespace kamsim {
namespace {

BinLayout layout_of(const MeasureDeclaration& measure, double revenue)
{
    switch (measure.scale) {
    case BinScale::share: return BinLayout::unit_interval();
    case BinScale::count: return BinLayout::counts(measure.upper);
    case BinScale::money: break;
    }
    return BinLayout::symmetric_logarithmic(revenue);
}

} // namespace

MeasureBins::MeasureBins(const Experiment& experiment) : periods_(static_cast<std::size_t>(experiment.periods))
{
    // A portfolio of prospects alone has no revenue to scale by.
    const double revenue = std::max(first_year_revenue(experiment), 1.0);
    for (const MeasureDeclaration& measure : measure_catalogue()) {
        layouts_.push_back(layout_of(measure, revenue));
        measure_offset_.push_back(per_period_);
        per_period_ += static_cast<std::size_t>(layouts_.back().bin_count());
    }
    total_ = per_period_ * periods_ * experiment.alternatives.size();
}

std::size_t MeasureBins::offset(int alternative, int measure, int period) const
{
    return (static_cast<std::size_t>(alternative) * periods_ + static_cast<std::size_t>(period)) * per_period_
           + measure_offset_[static_cast<std::size_t>(measure)];
}

} // namespace kamsim
