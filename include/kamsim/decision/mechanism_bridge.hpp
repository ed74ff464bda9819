#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/mechanism_groups.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/statistics/shapley.hpp"

namespace kamsim {

/// What a group of mechanisms brings on the way from one design to another, kEUR, net present.
struct MechanismShare {
    MechanismGroup group{};
    bool differs = false;  ///< else everything below is exactly 0
    BridgeStep share;      ///< Shapley value
    double first_in = 0.0; ///< what it adds to the first design before all groups that may come later
    double last_in = 0.0;  ///< what it adds after all others
    std::array<double, ledger_line_count> lines{}; ///< Shapley values of the lines; they add up to the share
};

/// Why a design is worth more than another: the difference, shared out over groups of mechanisms. Over worlds no
/// step has a standard deviation over futures.
struct MechanismBridge {
    std::string from;
    std::string to;
    double from_value = 0.0; ///< means, kEUR
    double to_value = 0.0;
    std::array<MechanismShare, mechanism_group_count> groups; ///< by MechanismGroup; shares add up to the total
    std::array<double, ledger_line_count> lines{};            ///< difference of each line, which the groups add up to
    BridgeStep total;
    JoiningOrder order = JoiningOrder::any; ///< whether the programme must begin or end before the others count
    int hybrids = 0;                        ///< designs simulated, the two among them
    std::int64_t futures = 0;               ///< of each
    std::int64_t worlds = 1;

    [[nodiscard]] const MechanismShare& group(MechanismGroup group) const
    {
        return groups[static_cast<std::size_t>(group)];
    }
};

struct MechanismBridgeOptions {
    std::int64_t futures = 1024; ///< of each design; where something is uncertain whole worlds, as many as there are
    int threads = 0;             ///< 0: what OpenMP offers
    std::function<bool()> goes_on{};
    std::function<void(std::int64_t done, std::int64_t all)> progress{}; ///< designs
};

/// Simulates the designs that lie between two on the luck of the experiment's own run, and shares the difference out
/// by Shapley values (docs/model.md, eq. 109-111). The intervals are paired: by Student's t over futures, or over
/// worlds.
/// @return empty where `goes_on` said no
/// @throws std::invalid_argument where there is no such alternative, or the options do not fit
[[nodiscard]] std::optional<MechanismBridge> bridge_by_mechanism(const Experiment& experiment, int from, int to,
                                                                 const MechanismBridgeOptions& options = {});

} // namespace kamsim
