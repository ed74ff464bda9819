#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// What a selection of the best design has to keep to.
struct SelectionRequest {
    double indifference = 0.0; ///< kEUR: a lead below this does not matter
    double confidence = 0.95;
    std::int64_t first_stage = 512;           ///< replications of each design before the first elimination
    std::int64_t most_replications = 1 << 20; ///< of one design
    std::vector<int> among;                   ///< alternatives to choose from, ascending; empty: all
};

/// A design that was given up.
struct DesignElimination {
    int design = 0;
    int leader = 0;                ///< the best at the time
    std::int64_t replications = 0; ///< of each of the two
    double difference = 0.0;       ///< mean value of the leader less that of the design, kEUR
    double standard_error = 0.0;   ///< of it, paired; over worlds where there are worlds
};

struct SelectionOptions {
    int threads = 0;
    std::function<bool()> goes_on{}; ///< asked at any time; false ends the selection early
    std::function<void(const DesignElimination&)> eliminated{};
    /// Replications of each design that are left, and the most that they can still be.
    std::function<void(std::int64_t done, std::int64_t most)> progress{};
};

enum class SelectionEnd : std::uint8_t {
    selected,    ///< one design is left
    exhausted,   ///< most_replications came first
    interrupted, ///< goes_on said no
};

/// Numbers of replications over all designs that other procedures with the same guarantee need.
struct OtherProcedures {
    /// Every design as often as the winner, on common luck.
    double equal_on_common_luck = 0.0;
    /// Two stages with independent luck, sized by each design's own variance (Dudewicz and Dalal 1975).
    double two_stages_on_own_luck = 0.0;
};

/// What the selection found (docs/model.md, section "Precision").
struct DesignSelection {
    SelectionEnd end = SelectionEnd::selected;
    SelectionRequest request;   ///< as it was carried out: whole leaves, and all designs named
    std::vector<int> survivors; ///< ascending
    int leader = 0;             ///< the survivor with the largest mean: the design that was chosen
    std::vector<double> means;  ///< [alternative], kEUR, over the replications that it had; NaN where it had none
    std::vector<std::int64_t> replications; ///< [alternative]
    std::vector<DesignElimination> eliminations;
    std::int64_t most_replications_left = 0; ///< of each design, to settle it whatever they bring
    std::int64_t futures_per_unit = 1;       ///< more than 1 where a unit is a world

    [[nodiscard]] std::int64_t spent() const; ///< replications of all designs together
    OtherProcedures others;
};

/// Simulates all designs on the same luck and gives up those that fall behind, until one is left; only designs that
/// are left are simulated on.
/// @throws std::invalid_argument where the request does not fit the experiment
/// @throws SimulationStopped where `goes_on` said no before the first stage was finished
[[nodiscard]] DesignSelection select_design(const Experiment& experiment, const SelectionRequest& request,
                                            const SelectionOptions& options = {});

/// The guarantee in words.
[[nodiscard]] std::string guarantee_sentence(const SelectionRequest& request);

} // namespace kamsim
