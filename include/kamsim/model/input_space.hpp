#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/statistics/distributions.hpp"

namespace kamsim {

/// What accounts draw of their own in a world: by index in Uncertainty::inputs, and account.
using OwnDraw = std::function<double(std::size_t input, std::size_t account)>;

/// The uncertain inputs of an experiment that all accounts share, as coordinates of a space: a point of it makes the
/// experiment certain (docs/model.md, section 12). Coordinates are in the order of shared_inputs().
class InputSpace {
public:
    /// @param experiment must outlive this object
    /// @throws std::invalid_argument where its uncertainty does not fit (see validate_uncertainty)
    explicit InputSpace(const Experiment& experiment);

    /// Number of coordinates.
    [[nodiscard]] std::size_t size() const { return shared_.size(); }
    [[nodiscard]] const UncertainInput& input(std::size_t coordinate) const;
    /// Value that is not exceeded with this probability, whatever the others are.
    /// @param probability on (0, 1)
    [[nodiscard]] double quantile(std::size_t coordinate, double probability) const;
    /// A point with the rank correlations of the experiment.
    /// @param uniforms [coordinate], independent and on (0, 1)
    [[nodiscard]] std::vector<double> values_at(std::span<const double> uniforms) const;
    /// The value that leaves the experiment as it is: 1 for a factor, 0 for an addend, else what stands there; empty
    /// where several things that differ would take the value.
    [[nodiscard]] std::optional<double> given_value(std::size_t coordinate) const;

    /// Whether accounts draw something of their own, which is no coordinate.
    [[nodiscard]] bool has_own_draws() const { return shared_.size() < inputs().size(); }
    /// Of any uncertain input, by its index in Uncertainty::inputs.
    [[nodiscard]] const TruncatedDistribution& distribution(std::size_t input) const { return distributions_[input]; }

    /// A copy of the experiment for `set`: the same, but certain.
    [[nodiscard]] Experiment certain_copy() const;
    /// Gives a certain copy the numbers of a point, whatever it had before. What accounts draw of their own stands at
    /// its given value.
    /// @param values [coordinate]; NaN leaves what the coordinate would change as the experiment gives it
    /// @throws std::invalid_argument where they are not as many as there are coordinates
    void set(std::span<const double> values, Experiment& copy) const;
    /// The same with draws of accounts' own.
    void set(std::span<const double> values, const OwnDraw& own_draw, Experiment& copy) const;

private:
    [[nodiscard]] const std::vector<UncertainInput>& inputs() const { return experiment_.uncertainty.inputs; }
    void restore(Experiment& copy) const;

    const Experiment& experiment_;
    std::vector<std::size_t> shared_;                  ///< [coordinate], index in Uncertainty::inputs
    std::vector<TruncatedDistribution> distributions_; ///< [input]
    std::vector<std::size_t> correlated_;              ///< coordinates that are correlated with any other input
    std::vector<std::vector<double>> factor_;          ///< lower triangle over the correlated coordinates
    bool touches_accounts_ = false;
};

} // namespace kamsim
