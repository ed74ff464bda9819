#pragma once

#include <span>
#include <vector>

#include "kamsim/decision/mechanism_groups.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/statistics/shapley.hpp"

namespace kamsim {

/// Designs that are made of two: some groups of mechanisms from the second one, the others from the first
/// (docs/model.md, eq. 109-111). Each group has at any date the numbers that its design has then. Reorganisations
/// (setup, lost age, managers hired and dealt anew) take place on the dates of the design that gives the programme.
class HybridDesigns {
public:
    /// @param experiment must outlive this object
    /// @param from, to indices of alternatives, which may be the same
    /// @throws std::invalid_argument where there is no such alternative
    HybridDesigns(const Experiment& experiment, int from, int to);

    /// The groups in which the two differ, in the order of MechanismGroup: player k is groups()[k].
    [[nodiscard]] const std::vector<MechanismGroup>& groups() const { return groups_; }
    /// Where one of the two has a programme at times at which the other one has none, and never the other way round,
    /// a programme must begin before the other groups can come into it, and end after they have left it.
    [[nodiscard]] JoiningOrder order() const { return order_; }

    /// The experiment with one alternative for each coalition in the place of its own. Structures are added behind
    /// those that are there, so that what is uncertain keeps its meaning.
    /// @param coalitions of groups that come from the second design; they may repeat
    [[nodiscard]] Experiment experiment_of(std::span<const Coalition> coalitions) const;
    /// Gives the added structures the numbers that follow from those of the experiment's own, where these have changed.
    /// @param copy of what experiment_of gave for the same coalitions
    void mix(std::span<const Coalition> coalitions, Experiment& copy) const;

private:
    /// From `year` on, until the next one.
    struct Stretch {
        double year = 0.0;
        int from = 0; ///< structure of the first design
        int to = 0;
        bool from_switches = false; ///< its first period
        bool to_switches = false;
    };

    void lay_out_stretches(int from, int to);
    void take_decisions(int from, int to);
    void find_groups();
    [[nodiscard]] bool parameters_differ(MechanismGroup group) const;
    [[nodiscard]] bool decisions_differ(MechanismGroup group) const;
    [[nodiscard]] bool is_drawn_for_one(std::size_t entry, const Stretch& stretch) const;
    [[nodiscard]] bool takes_second(Coalition coalition, MechanismGroup group) const;
    [[nodiscard]] Alternative design_of(Coalition coalition, std::size_t place, std::size_t first_structure) const;

    const Experiment& experiment_;
    std::vector<Stretch> stretches_;
    Alternative from_;
    Alternative to_;
    std::vector<MechanismGroup> groups_;
    JoiningOrder order_ = JoiningOrder::any;
};

} // namespace kamsim
