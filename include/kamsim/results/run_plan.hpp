#pragma once

#include <string>

#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// What a run is to simulate, beside its scenario.
struct RunPlan {
    LeafRange leaves;      ///< to be simulated
    std::string base_hash; ///< of the finished result that they are added to (verify_file); empty where there is none

    RecordedDetail detail = RecordedDetail::ledgers; ///< what is kept of each replication

    bool operator==(const RunPlan&) const = default;
};

} // namespace kamsim
