#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim {

enum class FactorScale : std::uint8_t { linear, logarithmic };

/// One of the values that a factor takes: what it sets in the scenario, as `--set` takes it.
struct FactorLevel {
    std::string label;                                         ///< "15", "matrix"
    std::vector<std::pair<std::string, std::string>> settings; ///< path, value; the last of a path wins
};

/// What an experiment with a scenario varies: numbers of a range, or levels, each of which sets one path of the
/// scenario or several. Its coordinate is a number of the range, or the place of a level; NaN leaves the scenario as it
/// is.
struct Factor {
    std::string name;                ///< letters, digits and "_"; labels its dimension in a result
    std::string path;                ///< of the numbers of a range; empty where there are levels
    std::vector<FactorLevel> levels; ///< empty: the numbers of a range
    std::vector<double> numbers;     ///< [level], where every level is a number of one path; else empty
    double low = 0.0;                ///< of the range
    double high = 0.0;
    FactorScale scale = FactorScale::linear;
    bool is_whole = false; ///< only whole numbers of the range
    int steps = 3;         ///< numbers of the range that a grid takes

    [[nodiscard]] bool has_range() const { return levels.empty(); }
    /// Levels that are no numbers, so that only equal and different mean something.
    [[nodiscard]] bool is_categorical() const { return !levels.empty() && numbers.empty(); }
    /// Coordinates of the grid: all levels, or `steps` numbers of the range, evenly by its scale.
    [[nodiscard]] std::vector<double> grid() const;
    /// Coordinate at a share of the way through the range, by its scale, or through the levels.
    /// @param share on [0, 1]
    [[nodiscard]] double coordinate_at(double share) const;
    /// "0.24", or the label of the level.
    [[nodiscard]] std::string text_of(double coordinate) const;
    /// The number that a coordinate stands for; the place of a level that is no number.
    [[nodiscard]] double number_of(double coordinate) const;
};

/// A scenario and what is varied in it. Wherever its coordinates lead, what stands there is read anew, so all that a
/// scenario can say can be varied.
class FactorSpace {
public:
    /// Reads the scenario as it is, and every level of every factor on its own.
    /// @param overrides of the scenario, under the factors' settings
    /// @throws ScenarioError where the scenario cannot be read, or no level of a factor can
    FactorSpace(std::filesystem::path scenario, std::vector<std::string> overrides, std::vector<Factor> factors);

    [[nodiscard]] std::size_t size() const { return factors_.size(); }
    [[nodiscard]] const std::vector<Factor>& factors() const { return factors_; }
    /// As the file and the overrides say, without factors.
    [[nodiscard]] const Scenario& base() const { return base_; }
    /// Levels that cannot be read where everything else is as it stands, one line each: points with them may fail.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

    /// `path=value` pairs that lead to a point, without those of the base.
    /// @param coordinates [factor]
    /// @throws std::invalid_argument where they do not fit the factors
    [[nodiscard]] std::vector<std::string> settings_at(std::span<const double> coordinates) const;
    /// Reads the scenario at a point. May be called by several threads at once.
    /// @throws ScenarioError where it is none there, or where a file has changed since the base was read
    [[nodiscard]] Scenario scenario_at(std::span<const double> coordinates) const;

private:
    void read_levels();

    std::filesystem::path scenario_;
    std::vector<std::string> overrides_;
    std::vector<Factor> factors_;
    Scenario base_;
    std::map<std::string, std::string> hashes_; ///< of the files of the base, by their paths
    std::vector<std::string> warnings_;
};

} // namespace kamsim
