#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// The worlds of an experiment: one draw of everything that is uncertain for each (docs/model.md, section 12). The same
/// for all alternatives, and a pure function of the experiment's seed and inputs.
class Worlds {
public:
    /// @param experiment must outlive this object
    /// @throws std::invalid_argument where its uncertainty does not fit (see validate_uncertainty)
    explicit Worlds(const Experiment& experiment);
    Worlds(const Worlds&) = delete;
    Worlds& operator=(const Worlds&) = delete;
    ~Worlds();

    /// 1 where nothing is uncertain.
    [[nodiscard]] std::int64_t count() const;
    /// Replication r is future r % futures_per_world() of world r / futures_per_world().
    [[nodiscard]] std::int64_t futures_per_world() const;

    /// What was drawn for the shared inputs, before it is applied: [world][shared input], in the order of
    /// shared_inputs().
    [[nodiscard]] std::span<const double> shared_draws() const;

    /// What was drawn in a world for one account by an input that draws for each.
    /// @param input index in Uncertainty::inputs
    [[nodiscard]] double account_draw(std::int64_t world, std::size_t input, std::size_t account) const;

    /// A copy of the experiment for `enter`: the same, but certain.
    [[nodiscard]] Experiment certain_copy() const;

    /// Gives a certain copy the numbers of a world, whatever world it was in before.
    void enter(std::int64_t world, Experiment& copy) const;

private:
    class Implementation;
    std::unique_ptr<const Implementation> implementation_;
};

} // namespace kamsim
