#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kamsim/results/sweep_table.hpp"
#include "kamsim/statistics/gaussian_process.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/sobol_indices.hpp"

namespace kamsim {

/// Level of the intervals of an emulator, where no other is asked for.
inline constexpr double emulator_level = 0.95;

/// The points of a sweep as inputs of surfaces: factors that vary, in numbers where they are numbers. The table must
/// outlive it.
class SweepSpace {
public:
    /// @throws std::invalid_argument where a point leaves a factor as the scenario says, which is no number; where no
    ///         factor varies; where all points failed
    explicit SweepSpace(const SweepTable& table);

    [[nodiscard]] const SweepTable& table() const { return *table_; }
    /// Places of the factors that vary, in the table.
    [[nodiscard]] const std::vector<std::size_t>& factors() const { return factors_; }
    [[nodiscard]] const Factor& factor(std::size_t input) const { return table_->factors[factors_[input]]; }
    [[nodiscard]] const std::vector<ProcessInput>& inputs() const { return inputs_; }
    /// [point][input], of points that did not fail.
    [[nodiscard]] const Eigen::MatrixXd& points() const { return points_; }
    [[nodiscard]] const std::vector<std::int64_t>& kept() const { return kept_; }

    /// A number of a range or of levels, or the place of a level, from a text; checks that the sweep went there.
    /// @throws std::invalid_argument where it is neither, or outside of what was swept
    [[nodiscard]] double number_of(std::size_t input, const std::string& text) const;
    [[nodiscard]] std::string text_of(std::size_t input, double number) const;
    /// The middle of numbers, the first level of a category.
    [[nodiscard]] double middle(std::size_t input) const;
    /// Of a slice: levels, or 11 numbers through the range by its scale.
    [[nodiscard]] std::vector<double> steps(std::size_t input) const;

private:
    const SweepTable* table_;
    std::vector<std::size_t> factors_;
    std::vector<ProcessInput> inputs_;
    Eigen::MatrixXd points_;
    std::vector<std::int64_t> kept_;
};

/// What of a sweep is emulated: the mean value of a design, or its mean difference to another one.
struct SweepResponse {
    static constexpr int nothing = -1;
    int alternative = 0;
    int compared_with = nothing;
};

/// Mean and squared standard error of a response at each point that did not fail. The latter is exact for values,
/// differences to the baseline and, over worlds, all differences; else it is a bound.
struct SweepObservations {
    Eigen::VectorXd means;
    Eigen::VectorXd squared_errors;
    double degrees_of_freedom = 0.0; ///< of the errors
};

[[nodiscard]] SweepObservations observations_of(const SweepSpace& space, const SweepResponse& response);

/// What a response is at a place.
struct EmulatedValue {
    double mean = 0.0;
    Interval expected; ///< of the mean over all luck and worlds
    Interval found;    ///< of what the sweep would have found there, with its own luck and worlds
};

/// A response of a sweep at any place within it.
///
/// Where points met the same futures, what luck does to one point it does to its neighbours, so the surface
/// through the points is that of these futures: smoother and better known than the expected one. What lies between the
/// two does not become less with more points; it is the standard error of a point, interpolated by inverse squared
/// distance, and is added (docs/model.md, eq. 132). Where each point met luck of its own, the squared standard errors
/// are noise of the points.
class SweepSurface {
public:
    /// @throws std::invalid_argument where fewer than four points did not fail, a response is not finite somewhere, or
    /// a
    ///         spread unknown (one future)
    SweepSurface(const SweepSpace& space, const SweepResponse& response);

    [[nodiscard]] const SweepResponse& response() const { return response_; }
    [[nodiscard]] const GaussianProcess& process() const { return process_; }
    /// Whether all points met the same futures, in the same worlds.
    [[nodiscard]] bool has_shared_luck() const { return has_shared_luck_; }

    /// @param places [place][input]
    [[nodiscard]] std::vector<EmulatedValue> at(const Eigen::MatrixXd& places, double level = emulator_level) const;

private:
    const SweepSpace* space_;
    SweepResponse response_;
    SweepObservations observations_;
    bool has_shared_luck_;
    GaussianProcess process_;
};

/// All of a sweep: the value of each design, and each other one's difference to the baseline.
struct SweepEmulator {
    std::vector<SweepSurface> values;      ///< [alternative]
    std::vector<SweepSurface> differences; ///< of alternatives but the baseline, in their order
};

/// @param threads no number depends on it; 0: all
[[nodiscard]] SweepEmulator emulate(const SweepSpace& space, int threads = 0);

/// Which factors move a surface, over all places of the sweep alike (Sobol indices of its mean).
/// @return one group for each input
[[nodiscard]] SobolIndices surface_indices(const SweepSpace& space, const SweepSurface& surface);

} // namespace kamsim
