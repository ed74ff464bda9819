#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/statistics/binned_quantiles.hpp"

namespace kamsim {

/// Where the bins of each (alternative, measure, period) stand in one long array of counts.
class MeasureBins {
public:
    explicit MeasureBins(const Experiment& experiment);

    [[nodiscard]] std::size_t total() const { return total_; }
    [[nodiscard]] std::size_t offset(int alternative, int measure, int period) const;
    [[nodiscard]] const BinLayout& layout(int measure) const { return layouts_[static_cast<std::size_t>(measure)]; }

private:
    std::vector<BinLayout> layouts_;          ///< [measure]
    std::vector<std::size_t> measure_offset_; ///< [measure], within a period
    std::size_t per_period_ = 0;
    std::size_t periods_;
    std::size_t total_;
};

} // namespace kamsim
