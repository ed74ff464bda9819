#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/input_space.hpp"

namespace kamsim {

/// Whether the policies of the programmes are inputs of a sensitivity, beside what is uncertain.
enum class PolicyInputs : std::uint8_t { left_as_given, varied };

/// What is varied in a sensitivity.
struct SensitivityInput {
    std::string name;
    std::vector<std::string> levels; ///< of a policy, in the order of its enumeration; empty: a number

    [[nodiscard]] bool is_number() const { return levels.empty(); }
};

/// The inputs of a sensitivity as coordinates: the uncertain inputs that accounts share, then the policies, which then
/// are the same in every design that has a programme. A value is a number or the place of a level; NaN: as given.
class SensitivitySpace {
public:
    /// @throws std::invalid_argument where the experiment's uncertainty does not fit, or nothing would vary
    SensitivitySpace(Experiment experiment, PolicyInputs policies);

    [[nodiscard]] std::size_t size() const { return inputs_.size(); }
    [[nodiscard]] const SensitivityInput& input(std::size_t coordinate) const { return inputs_[coordinate]; }
    /// Coordinates that can only be drawn together, since they are correlated; each of the others is a group of its
    /// own.
    [[nodiscard]] const std::vector<std::vector<std::size_t>>& groups() const { return groups_; }
    [[nodiscard]] bool has_correlations() const { return groups_.size() < size(); }
    /// Whether accounts draw something of their own: it stands at its given value.
    [[nodiscard]] bool has_own_draws() const { return space_->has_own_draws(); }

    /// @param probability on (0, 1)
    [[nodiscard]] double quantile(std::size_t coordinate, double probability) const;
    /// @param uniforms [coordinate], independent and on (0, 1)
    [[nodiscard]] std::vector<double> values_at(std::span<const double> uniforms) const;
    /// The number that leaves the experiment as it is; NaN where there is none, and of policies.
    [[nodiscard]] double given_value(std::size_t coordinate) const;
    /// A point that leaves everything as given.
    [[nodiscard]] std::vector<double> given_point() const;

    /// The experiment, without what is uncertain.
    [[nodiscard]] const Experiment& certain() const { return certain_; }
    /// Gives a copy of certain() the values of a point, whatever point it had before.
    void set(std::span<const double> values, Experiment& copy) const;
    /// "0.24", or the level.
    [[nodiscard]] std::string value_text(std::size_t coordinate, double value) const;

private:
    void make_groups();

    std::unique_ptr<const Experiment> experiment_; ///< at one place, since the space of its inputs refers to it
    std::unique_ptr<const InputSpace> space_;
    Experiment certain_;
    std::vector<SensitivityInput> inputs_;
    std::vector<std::vector<std::size_t>> groups_;
};

} // namespace kamsim
