#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kamsim/results/sweep_table.hpp"
#include "kamsim/scenario/sweep_design.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// A sweep as work. Its units are blocks of the futures of a point; where something is uncertain a block is a world.
/// Units are numbered point after point, and simulated in shards of always the same units, whoever does it.
class Sweep {
public:
    /// Reads the scenario of the design.
    /// @throws ScenarioError where it cannot be read, or does not suit the design
    explicit Sweep(SweepDesign design);
    ~Sweep();
    Sweep(const Sweep&) = delete;
    Sweep& operator=(const Sweep&) = delete;

    [[nodiscard]] const SweepDesign& design() const;
    [[nodiscard]] const FactorSpace& space() const;

    /// Leaves all points out but these.
    /// @param points of the design, ascending
    void take_only(std::vector<std::int64_t> points);
    /// Points of the design that are simulated, ascending.
    [[nodiscard]] const std::vector<std::int64_t>& taken() const;

    [[nodiscard]] std::int64_t units() const;
    [[nodiscard]] std::int64_t units_per_point() const;
    [[nodiscard]] std::int64_t futures_per_unit() const;
    [[nodiscard]] std::int64_t shards() const;
    /// Units of a shard.
    [[nodiscard]] PointRange shard(std::int64_t number) const;

    /// The study whose points are the units.
    [[nodiscard]] StudyPlan plan() const;
    /// An experiment for study_parts().
    [[nodiscard]] const Experiment& certain() const;

    /// All that the values of the units depend on, in words; equal for equal sweeps only.
    [[nodiscard]] std::string description() const;
    /// The seed that the luck at a point comes from: a run with it meets the same luck.
    [[nodiscard]] std::uint64_t seed_at(std::int64_t point) const;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Makes the table of a sweep from the values of its units.
class SweepTableBuilder {
public:
    /// @param base a table of the same design whose rows stand where points are not taken; none: all are taken
    explicit SweepTableBuilder(const Sweep& sweep, const SweepTable* base = nullptr);

    /// Takes the values of units that follow those taken before.
    /// @throws std::invalid_argument where they do not
    void take(const StudyValues& values);
    /// @throws std::logic_error where units are missing
    [[nodiscard]] SweepTable finish();

private:
    void take_unit(const StudyValues& values, std::int64_t unit);
    void finish_point(std::int64_t point);

    const Sweep& sweep_;
    SweepTable table_;
    std::int64_t next_ = 0;
    std::vector<std::vector<double>> values_; ///< [alternative][future of the point at hand]
    std::vector<double> ledger_;              ///< sums over units
    std::vector<double> measures_;            ///< sums over units in which they are defined
    std::vector<double> measure_counts_;
    std::string failure_;
};

} // namespace kamsim
