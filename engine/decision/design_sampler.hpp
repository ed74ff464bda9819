#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// Futures from `first` on. In an uncertain experiment they are those of whole worlds.
struct FutureRange {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// What some futures bring under one design.
struct DesignSample {
    std::vector<double> values;                         ///< [future], kEUR, net present
    std::array<double, ledger_line_count> ledger_means; ///< kEUR, net present
    std::vector<double> measure_means;                  ///< [measure][period]; NaN where undefined in all futures
};

/// Simulates designs in the same worlds and on the same luck, whatever else differs between them.
class DesignSampler {
public:
    /// @param most_futures that will ever be asked for: they decide which worlds there are
    DesignSampler(std::int64_t most_futures, std::vector<Measure> measures, StudyOptions options);

    /// [alternative]
    /// @throws SimulationStopped where the options said no on the way
    [[nodiscard]] std::vector<DesignSample> of_alternatives(const Experiment& experiment, FutureRange range) const;
    /// [experiment], of the first alternative of each; they have as many accounts and periods as one another.
    /// @throws SimulationStopped likewise
    [[nodiscard]] std::vector<DesignSample> of_designs(std::span<const Experiment> experiments,
                                                       FutureRange range) const;

    [[nodiscard]] const std::vector<Measure>& measures() const { return measures_; }

private:
    [[nodiscard]] std::vector<DesignSample> of_worlds(const Experiment& experiment, FutureRange range) const;

    std::int64_t most_futures_;
    std::vector<Measure> measures_;
    StudyOptions options_;
};

/// Futures in a unit that is independent of others: those of a world, or one.
[[nodiscard]] std::int64_t futures_per_unit(const Experiment& experiment);

/// As many futures or more, in whole units and blocks.
[[nodiscard]] std::int64_t whole_futures(const Experiment& experiment, std::int64_t futures);

/// Means of units: [unit].
[[nodiscard]] std::vector<double> means_of_units(std::span<const double> values, std::int64_t futures_per_unit);

} // namespace kamsim
