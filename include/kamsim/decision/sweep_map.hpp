#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/sweep_emulator.hpp"

namespace kamsim {

/// Level at which all leads of a cell hold together.
inline constexpr double sweep_map_level = 0.95;

/// A factor that a map is drawn over.
struct SweepMapAxis {
    std::string factor;
    std::vector<std::string> labels; ///< [step]
    std::vector<double> numbers;     ///< [step]; places of levels that are no numbers
};

/// One cell: some points of a sweep, or a place of its surfaces. Money in kEUR, net present.
struct SweepMapCell {
    std::int64_t points = 0; ///< that did not fail; 0 of a surface, and where all failed
    int best = -1;           ///< design with the largest mean; -1 where all points failed
    int next = -1;           ///< the next one
    double value = 0.0;      ///< mean of the best
    double lead = 0.0;       ///< mean difference to the next
    Interval lead_interval;  ///< simultaneous over all designs that the best is compared with
    /// Whether the differences to all other designs are above 0. Else which one is best is not distinguishable.
    bool is_sure = false;
    std::vector<double> behind;     ///< [alternative]: mean less that of the best
    std::vector<double> worlds_won; ///< [alternative]: share of worlds in which it is worth most; empty without worlds
};

/// Which design is worth most where in a sweep.
struct SweepMap {
    SweepMapAxis across;
    std::optional<SweepMapAxis> up;
    std::vector<SweepMapCell> cells;   ///< [up][across], from the lowest
    std::vector<std::string> averaged; ///< other factors, over whose values a cell is a mean
    std::string held;                  ///< of a surface: "margin = 0.3", where the others are; empty: no others
    bool is_emulated = false;

    [[nodiscard]] std::size_t columns() const { return across.labels.size(); }
    [[nodiscard]] std::size_t rows() const { return up ? up->labels.size() : 1; }
    [[nodiscard]] const SweepMapCell& cell(std::size_t row, std::size_t column) const
    {
        return cells[row * columns() + column];
    }
};

/// Factors of a map, by name; without them the first ones that vary.
struct SweepMapAxes {
    std::optional<std::string> across;
    std::optional<std::string> up;
};

/// Of a sweep of all combinations: a cell is the mean of its points, over the other factors. Its leads are paired over
/// worlds; without worlds, over futures where the sweep has kept them paired, else bounded. Of another sweep: by
/// surfaces through its points, the other factors at their middle or first level.
/// @throws std::invalid_argument where a factor does not vary in the sweep or is named twice, where there are not two
///         designs, or where there is no surface (SweepSpace)
[[nodiscard]] SweepMap map_of_sweep(const SweepTable& table, const SweepMapAxes& axes, int threads = 0);

} // namespace kamsim
